import type { AuditBody } from "@/lib/domain/audit-body";

export type Entry = { seq: number; body: string };

/**
 * Whether the gate may answer GO, from the history alone: it knows nothing of revisions, digests or snapshots. An
 * approval counts from its entry on until the first entry after it that tells of something material.
 */
export function createReplay(leaves: readonly string[]) {
  const states = new Map(leaves.map((key) => [key, "open"]));
  const counting = new Set<string>();
  const worth = new Map<number, boolean>();
  return {
    /** Reads on where it stopped; entries must come without a gap. */
    read(entries: readonly Entry[]): void {
      for (const { seq, body } of entries) {
        if (seq !== worth.size + 1) throw new Error(`entry ${seq} came after ${worth.size}`);
        follow(JSON.parse(body));
        worth.set(seq, counting.size > 0 && [...states.values()].every((state) => state === "passed"));
      }
    },
    mayGo(seq: number): boolean {
      const known = worth.get(seq);
      if (known === undefined) throw new Error(`there is no entry ${seq}`);
      return known;
    },
  };

  function follow({ action, subject, change = {} }: AuditBody): void {
    const moved = (name: string) => (change as Record<string, { from: unknown; to: unknown } | undefined>)[name];
    if (action === "signature.given") counting.add(subject.key);
    else if (action === "signature.withdrawn") counting.delete(subject.key);
    else if (action === "waiver.granted" || action === "waiver.revoked" || action === "evidence.redacted")
      counting.clear();
    else if (subject.kind === "run" && (moved("artefact") || moved("environment"))) counting.clear();
    else if (subject.kind === "item") {
      const state = moved("state");
      if (state) states.set(subject.key, String(state.to));
      if (state && state.to !== "passed") counting.clear();
    }
  }
}
