import { followUps, isOver } from "./follow-ups";
import { count, list, plainText } from "./plain-text";
import { allTurns } from "./recurring-checks";
import { partyName } from "./roster";
import type { RunState } from "./run-state";
import type { Gate } from "./template-gate";

/** One kind of thing a run would leave behind if it were closed now. */
export type LeftOpen = {
  kind: "gate" | "follow_up" | "check_missed" | "check_to_come";
  text: string;
  titles: string[];
};

/** What still stands open: with nothing left the run closes by itself's word, else the lead says why it ends all the same. */
export function leftOpen(state: RunState): LeftOpen[] {
  const gates = undecidedGates(state).map(({ title }) => plainText(title));
  const follow = followUps(state)
    .filter((each) => !isOver(each))
    .map(({ standing, owner, status }) =>
      status === "offered"
        ? `${standing.leaf.title} (handed over, not accepted)`
        : `${standing.leaf.title} (${partyName(owner)})`,
    );
  const turns = allTurns(state);
  const missed = turns.filter((turn) => turn.state === "missed");
  const toCome = turns.filter(({ row, state: at }) => row === null && at !== "missed");
  const found: LeftOpen[] = [];
  if (gates.length > 0) {
    const text = `${list(gates)} ${gates.length === 1 ? "is" : "are"} not decided`;
    found.push({ kind: "gate", text, titles: gates });
  }
  if (follow.length > 0) {
    const text = `${count(follow.length, "follow-up is", "follow-ups are")} neither done nor handed over`;
    found.push({ kind: "follow_up", text, titles: follow });
  }
  if (missed.length > 0) {
    const text = `${count(missed.length, "check was", "checks were")} missed`;
    found.push({ kind: "check_missed", text, titles: titlesOf(missed) });
  }
  if (toCome.length > 0) {
    const text = `${count(toCome.length, "check is", "checks are")} still to come`;
    found.push({ kind: "check_to_come", text, titles: titlesOf(toCome) });
  }
  return found;
}

function titlesOf(turns: readonly { title: string }[]): string[] {
  return [...new Set(turns.map(({ title }) => title))];
}

export function undecidedGates({ index, gateRows }: RunState): Gate[] {
  const decided = ["go", "no_go", "override"];
  return index.gates
    .map(({ gate }) => gate)
    .filter(({ key }) => !decided.includes(gateRows.get(key)?.status ?? "pending"));
}
