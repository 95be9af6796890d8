import { canonicalJson } from "./canonical-json";
import { choicesAt } from "./choice-taken";
import { list, plainText } from "./plain-text";
import { type Refusal, refuse } from "./refusal";
import { coveredStandings, type RunState } from "./run-state";
import { readSignoffs } from "./signoffs-read";
import type { GatePlace } from "./template-tree";

/**
 * Why answers, a choice or another version of the template may not make `was` into `is`: they would change what a decided
 * gate decided on, or take away a NO-GO that somebody said. Null when they may. Without this an item that failed after
 * GO, or a rejection, left the run by a side door.
 */
export function refuseUndoing(was: RunState, is: RunState): Refusal | null {
  for (const place of was.index.gates) {
    const refusal = undoneDecision(was, is, place) ?? undoneRejection(was, is, place);
    if (refusal) return refusal;
  }
  return null;
}

function undoneDecision(was: RunState, is: RunState, place: GatePlace): Refusal | null {
  const { key } = place.gate;
  const row = was.gateRows.get(key);
  if (!row || row.status === "pending" || row.status === "polling") return null;
  const next = is.index.gateByKey.get(key);
  if (next && decidedOn(was, place) === decidedOn(is, next) && !standsLater(was, is, key)) return null;
  const title = plainText(place.gate.title);
  const by = was.snapshot.people[row.decidedById ?? ""]?.name ?? "Somebody";
  const ends = next ? "this would change what that was decided on" : "this would take the gate away";
  const message = {
    go: `${by} recorded GO at ${title}, and ${ends}. Its lead reopens the gate first, with the reason.`,
    no_go: `${by} recorded NO-GO at ${title}, and ${ends}. Its lead reopens the gate first, with the reason.`,
    override: `${title} is overridden, and ${ends}. Take the override back first.`,
  }[row.status];
  return refuse("gate_decided", message, { current: row });
}

function undoneRejection(was: RunState, is: RunState, place: GatePlace): Refusal | null {
  const { gate } = place;
  const next = is.index.gateByKey.get(gate.key);
  for (const { key, title, acts } of readSignoffs(was, place)) {
    const names = acts.filter(({ standing }) => standing.standing === "rejects").map(({ row }) => row.printedName);
    if (names.length === 0) continue;
    const asked = next?.gate.signoffs.some((signoff) => signoff.key === key) ?? false;
    if (asked && !standsLater(was, is, gate.key)) continue;
    const message = `${list(names)} said NO-GO as ${plainText(title)} at ${plainText(gate.title)}, and this would take that away. ${list(names)} ${names.length > 1 ? "withdraw" : "withdraws"} it first, or whoever fills the role after them signs.`;
    return refuse("gate_decided", message);
  }
  return null;
}

/** What a gate decides on: the items it covers, and the choices made there. Its wording may name a date or a version. */
function decidedOn(state: RunState, place: GatePlace): string {
  const keys = coveredStandings(state, place.coverage).map(({ leaf }) => leaf.key);
  return canonicalJson([keys, choicesAt(state, place, place.coverage).map(({ choice, option }) => [choice, option])]);
}

/** A gate's NO-GO is a reason against those after it: one that comes to stand before it is free of that. */
function standsLater(was: RunState, is: RunState, key: string): boolean {
  const before = (state: RunState) => {
    const keys = state.index.gates.map(({ gate }) => gate.key);
    return keys.slice(0, keys.indexOf(key));
  };
  const known = new Set(before(was));
  return before(is).some((each) => !known.has(each));
}
