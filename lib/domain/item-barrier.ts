import { plainText } from "./plain-text";
import { type Refusal, refuse } from "./refusal";
import type { ChoiceRow, GateRow } from "./run";
import { untakenLeaves } from "./run-state";
import type { DocumentIndex } from "./template-tree";

/** Why a leaf's state can't move: it belongs to an option not taken, or a gate that covers it has its GO recorded. */
export function itemBarrier(
  index: DocumentIndex,
  key: string,
  gates: readonly Pick<GateRow, "key" | "status">[],
  choices: readonly Pick<ChoiceRow, "key" | "option">[],
): Refusal | null {
  const leaf = index.leafByKey.get(key);
  if (!leaf) return null;
  if (leaf.unmet !== null) return refuse("condition_unmet", `${leaf.title} doesn't apply to this run: ${leaf.unmet}.`);
  if (choices.length > 0 && untakenLeaves(index, choices).has(leaf.order)) {
    return refuse("choice_not_taken", `${leaf.title} belongs to an option that was not taken.`);
  }
  for (const { key: gateKey, status } of gates) {
    const place = status === "go" ? index.gateByKey.get(gateKey) : undefined;
    if (place?.coverage.includes(leaf)) {
      const title = plainText(place.gate.title);
      return refuse("gate_decided", `GO is recorded for ${title}. Its lead reopens it before this item moves.`);
    }
  }
  return null;
}
