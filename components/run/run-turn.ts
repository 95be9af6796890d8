import { fallenBefore } from "@/lib/domain/earlier-gates";
import { untouchedRow } from "@/lib/domain/item-transition";
import type { Refusal } from "@/lib/domain/refusal";
import type { RunSnapshot } from "@/lib/domain/run";
import { readRun, untakenLeaves } from "@/lib/domain/run-state";
import { isStep, leavesAhead, stepTurn } from "@/lib/domain/step-turn";
import { indexDocument } from "@/lib/domain/template-tree";
import type { ItemPatch } from "./run-types";

/** Why the server would refuse this step's change by now: its hold runs, or something comes first. `nowMs` is the server's. */
export function turnRefusal(snapshot: RunSnapshot, key: string, { state }: ItemPatch, nowMs: number): Refusal | null {
  const index = indexDocument(snapshot.document);
  const leaf = index.leafByKey.get(key);
  const row = snapshot.items[key] ?? untouchedRow(key);
  if (!leaf || state === undefined || state === row.state) return null;
  const now = new Date(nowMs).toISOString();
  const reading = readRun(snapshot, now);
  return stepTurn(leaf, row, state, {
    index,
    gates: [...reading.gateRows.values()],
    fallen: state === "in_progress" && isStep(leaf) ? fallenBefore(reading, leaf) : null,
    states: new Map(leavesAhead(index, leaf).map((other) => [other.key, snapshot.items[other.key]?.state ?? "open"])),
    untaken: untakenLeaves(index, snapshot.choices),
    timeScale: snapshot.run.timeScale,
    now,
  });
}
