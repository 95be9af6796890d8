import type { ChainHead, Loss } from "./checkpoint";

/** A head that a checkpoint of that time has seen. */
export type Anchor = ChainHead & { checkpoint: number; at: string };

/** An entry as it is now, in the place where an anchor has seen one. */
export type Found = { hash: string; at: string };

/** What a chain lost, as a checkpoint will say it. */
export type ChainLoss = Pick<ChainHead, "kind" | "id"> & { lost: Loss };

export type LossJudgement = { ok: true; losses: ChainLoss[] } | { ok: false; message: string };

/** Whether what this checkpoint saw of the chain is among what was lost. */
export function isLost({ seq, checkpoint }: Pick<Anchor, "seq" | "checkpoint">, lost: Loss): boolean {
  return seq > lost.after && checkpoint >= lost.first && checkpoint <= lost.last;
}

/**
 * What a restore took back, from everything checkpoints have seen and what is there now. A restore takes all chains to
 * one moment: whatever was seen after it is gone, and what stands in its place was written later than it was seen.
 * Anything else is a rewritten history and isn't to be acknowledged away. When somebody restored shows where heads came
 * back lower or other; where none did, `restored` (ISO) says it.
 */
export function judgeLoss(
  anchors: readonly Anchor[],
  find: (anchor: Anchor) => Found | undefined,
  restored: readonly string[] = [],
): LossJudgement {
  const missing = new Set(anchors.filter((anchor) => find(anchor)?.hash !== anchor.hash));
  if (missing.size === 0) return { ok: false, message: "Nothing that checkpoints have seen is missing." };
  for (const anchor of missing) {
    const found = find(anchor);
    if (found && found.at < anchor.at) {
      return rewritten(
        `entry ${anchor.seq} of ${anchor.kind} ${anchor.id} is dated before checkpoint ${anchor.checkpoint}, which has seen another one there`,
      );
    }
  }
  for (const stretch of stretchesOf(anchors, missing, restored)) {
    const first = Math.min(...stretch.filter((anchor) => missing.has(anchor)).map(({ checkpoint }) => checkpoint));
    const kept = stretch.find((anchor) => anchor.checkpoint > first && !missing.has(anchor));
    if (kept) {
      return rewritten(
        `entries are missing that checkpoint ${first} has seen, but what checkpoint ${kept.checkpoint} has seen later of ${kept.kind} ${kept.id} is there`,
      );
    }
  }
  return { ok: true, losses: lossesOf(anchors, missing) };
}

function rewritten(why: string): LossJudgement {
  return { ok: false, message: `This is no restored backup: ${why}.` };
}

/** The anchors between one restore and the next: after a restore, heads that were seen before come back lower or other. */
function stretchesOf(
  anchors: readonly Anchor[],
  missing: ReadonlySet<Anchor>,
  restored: readonly string[],
): Anchor[][] {
  const last = new Map<string, Anchor>();
  const begins = new Set(
    restored.flatMap((time) => {
      const after = anchors.filter(({ at }) => at > time).map(({ checkpoint }) => checkpoint);
      return after.length > 0 ? Math.min(...after) : [];
    }),
  );
  for (const anchor of anchors.toSorted((a, b) => a.checkpoint - b.checkpoint)) {
    const before = last.get(anchor.id);
    const back = before && (before.seq >= anchor.seq || (missing.has(before) && !missing.has(anchor)));
    if (back) begins.add(anchor.checkpoint);
    last.set(anchor.id, anchor);
  }
  const starts = [0, ...begins].sort((a, b) => a - b);
  return starts.map((start, n) =>
    anchors.filter(({ checkpoint }) => checkpoint >= start && checkpoint < (starts[n + 1] ?? Number.POSITIVE_INFINITY)),
  );
}

function lossesOf(anchors: readonly Anchor[], missing: ReadonlySet<Anchor>): ChainLoss[] {
  return [...Map.groupBy(anchors, ({ id }) => id)].flatMap(([id, seen]) => {
    const gone = seen.filter((anchor) => missing.has(anchor));
    const [one] = gone;
    if (!one) return [];
    const first = Math.min(...gone.map(({ checkpoint }) => checkpoint));
    const kept = seen.filter((anchor) => !missing.has(anchor) && anchor.checkpoint < first);
    const lost: Loss = {
      after: Math.max(0, ...kept.map(({ seq }) => seq)),
      to: Math.max(...gone.map(({ seq }) => seq)),
      first,
      last: Math.max(...gone.map(({ checkpoint }) => checkpoint)),
    };
    return { kind: one.kind, id, lost };
  });
}

/** `entries after 10, up to 15`; the exact moment of the backup is between what two checkpoints have seen. */
export function lossWords({ after, to, first, last }: Loss): string {
  const entries = after === 0 ? `all entries up to ${to}` : `entries after ${after}, up to ${to}`;
  return `${entries}, seen by ${first === last ? `checkpoint ${first}` : `checkpoints ${first} to ${last}`}`;
}
