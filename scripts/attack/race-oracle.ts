import type { AuditBody } from "@/lib/domain/audit-body";

export type Entry = { seq: number; body: string };

/**
 * Whether the gate may answer GO, from the history alone: it knows nothing of revisions, digests or snapshots. An
 * approval counts from its entry on until the first entry after it that tells of something material, or until the first
 * piece of evidence that was there with it runs out.
 */
export function createReplay(leaves: readonly string[]) {
  const states = new Map(leaves.map((key) => [key, "open"]));
  /** Until when each person's latest approval counts, and each piece of evidence proves something. */
  const counting = new Map<string, number>();
  const evidence = new Map<string, number>();
  const worth = new Map<number, number>();
  return {
    /** Reads on where it stopped; entries must come without a gap. */
    read(entries: readonly Entry[]): void {
      for (const { seq, body } of entries) {
        if (seq !== worth.size + 1) throw new Error(`entry ${seq} came after ${worth.size}`);
        follow(JSON.parse(body));
        const passed = [...states.values()].every((state) => state === "passed");
        worth.set(seq, passed ? Math.max(Number.NEGATIVE_INFINITY, ...counting.values()) : Number.NEGATIVE_INFINITY);
      }
    },
    mayGo(seq: number, atMs: number): boolean {
      const until = worth.get(seq);
      if (until === undefined) throw new Error(`there is no entry ${seq}`);
      return atMs < until;
    },
  };

  function follow({ actor, action, subject, change = {} }: AuditBody): void {
    const moved = (name: string) => (change as Record<string, { from: unknown; to: unknown } | undefined>)[name];
    if (action === "signature.given")
      counting.set(actor.person ?? "", Math.min(Number.POSITIVE_INFINITY, ...evidence.values()));
    else if (action === "signature.withdrawn") counting.delete(actor.person ?? "");
    else if (action === "waiver.granted" || action === "waiver.revoked" || action === "run.moved") counting.clear();
    else if (action === "evidence.added")
      evidence.set(subject.key, change.expiresAt ? Date.parse(String(change.expiresAt)) : Number.POSITIVE_INFINITY);
    else if (action === "evidence.redacted") {
      evidence.delete(subject.key);
      counting.clear();
    } else if (action === "choice.recorded" && moved("option")?.from !== moved("option")?.to) counting.clear();
    else if (subject.kind === "run" && (moved("artefact") || moved("environment"))) counting.clear();
    else if (subject.kind === "item") {
      const state = moved("state");
      if (state) states.set(subject.key, String(state.to));
      if (state && state.to !== "passed") counting.clear();
    }
  }
}
