import type { Party } from "./assessment";
import { dueOf } from "./due";
import { followUps } from "./follow-ups";
import { concerns } from "./freeze";
import { chargeLeaf } from "./gating-work";
import { holdMs } from "./hold";
import { plainText } from "./plain-text";
import { allTurns, roundsOf } from "./recurring-checks";
import { isLate } from "./reschedule";
import { personParty } from "./roster";
import { isSettled, type RunState } from "./run-state";
import { isStep } from "./step-turn";
import { isPassed, statusOf } from "./verdict";

export const momentKinds = ["target", "gate", "hold", "item", "check", "follow_up", "shift", "freeze"] as const;

/** Something with a time in a run: what the When view lists and calendars show. Times in milliseconds. */
export type Moment = {
  kind: (typeof momentKinds)[number];
  /** Stays the same however often it moves. */
  id: string;
  key: string;
  title: string;
  at: number;
  endsAt: number | null;
  who: Party | null;
  status: "done" | "late" | "open";
};

/** Everything of a run that has a time, in order of it. */
export function momentsOf(state: RunState): Moment[] {
  return [
    ...targetMoment(state),
    ...gateMoments(state),
    ...holdMoments(state),
    ...itemMoments(state),
    ...checkMoments(state),
    ...shiftMoments(state),
    ...freezeMoments(state),
  ].toSorted((a, b) => a.at - b.at || momentKinds.indexOf(a.kind) - momentKinds.indexOf(b.kind));
}

function targetMoment({ snapshot: { run } }: RunState): Moment[] {
  if (run.targetAt === null) return [];
  const [at, title] = [Date.parse(run.targetAt), "Target"];
  return [{ kind: "target", id: "target", key: run.id, title, at, endsAt: null, who: null, status: "open" }];
}

/** A gate is due when the last of what it covers is; the one that lets a deployment begin, at the target at the latest. */
function gateMoments(state: RunState): Moment[] {
  const target = state.snapshot.run.targetAt;
  return state.index.gates.flatMap(({ gate, coverage }): Moment[] => {
    const dues = coverage.flatMap((leaf) => {
      const standing = state.standings[leaf.order];
      const due = standing?.taken ? dueOf(state, standing) : null;
      return due ? [due.at] : [];
    });
    const latest = dues.length > 0 ? Math.max(...dues) : null;
    const begins = gate.asks === "deploy" && target !== null ? Date.parse(target) : null;
    const at = begins ?? latest;
    if (at === null) return [];
    const passed = isPassed(statusOf(state, gate.key));
    const status = passed ? "done" : at < state.nowMs ? "late" : "open";
    const id = `gate ${gate.key}`;
    return [{ kind: "gate", id, key: gate.key, title: plainText(gate.title), at, endsAt: null, who: null, status }];
  });
}

/** Holds as planned: one step after the other from the target on, each as long as it holds or is estimated. */
function holdMoments(state: RunState): Moment[] {
  const { targetAt, timeScale } = state.snapshot.run;
  if (targetAt === null) return [];
  let free = Date.parse(targetAt);
  const found: Moment[] = [];
  for (const standing of state.standings) {
    const { leaf, row, taken, excused } = standing;
    if (!taken || excused || !isStep(leaf)) continue;
    const started = standing.state === "in_progress" && row?.changedAt ? Date.parse(row.changedAt) : null;
    const at = started ?? Math.max(free, dueOf(state, standing)?.at ?? 0);
    const hold = holdMs(leaf.item, timeScale);
    free = at + (hold ?? (leaf.estimate ?? 0) * 60_000);
    if (hold === null) continue;
    const status = isSettled(standing) ? "done" : "open";
    const id = `hold ${leaf.key}`;
    found.push({ kind: "hold", id, key: leaf.key, title: leaf.title, at, endsAt: free, who: null, status });
  }
  return found;
}

function itemMoments(state: RunState): Moment[] {
  const holder = chargeLeaf(state);
  const later = new Map(followUps(state).map((each) => [each.standing.leaf.key, each]));
  return state.standings.flatMap((standing): Moment[] => {
    const { leaf, taken, excused } = standing;
    const due = taken && !excused ? dueOf(state, standing) : null;
    if (due === null) return [];
    const follow = later.get(leaf.key);
    const done = follow ? follow.status === "done" || follow.status === "handed_over" : isSettled(standing);
    const status = done ? "done" : isLate(standing, due.at, state.nowMs) ? "late" : "open";
    const base = { key: leaf.key, title: leaf.title, at: due.at, endsAt: null, status } as const;
    const who = follow?.owner ?? holder(standing);
    return [{ ...base, kind: follow ? "follow_up" : "item", id: `item ${leaf.key}`, who }];
  });
}

/** Checks asked for together are one moment: a calendar with each of five checks every hour is read by nobody. */
function checkMoments(state: RunState): Moment[] {
  return roundsOf(allTurns(state)).map(({ part, dueAt, turns }): Moment => {
    const [first] = turns;
    const open = turns.filter(({ row }) => row === null);
    const late = open.some((turn) => turn.state === "missed" || turn.state === "overdue");
    const title = turns.length === 1 && first ? first.title : `${part}: ${turns.map((turn) => turn.title).join(", ")}`;
    return {
      kind: "check",
      id: `check ${turns.map(({ key }) => key).join("+")} ${first?.number ?? 0}`,
      key: first?.key ?? "",
      title,
      at: dueAt,
      endsAt: first?.missedAt ?? null,
      who: open[0]?.charged ?? first?.owner ?? null,
      status: open.length === 0 ? "done" : late ? "late" : "open",
    };
  });
}

function shiftMoments({ snapshot: { shifts, people }, nowMs }: RunState): Moment[] {
  return shifts.map(({ id, personId, startsAt, endsAt }): Moment => {
    const who = personParty(people, personId);
    const ends = Date.parse(endsAt);
    const status = ends <= nowMs ? "done" : "open";
    const title = `Shift of ${people[personId]?.name ?? "somebody who left"}`;
    return { kind: "shift", id: `shift ${id}`, key: id, title, at: Date.parse(startsAt), endsAt: ends, who, status };
  });
}

function freezeMoments({ snapshot: { freezes, run }, nowMs }: RunState): Moment[] {
  return freezes
    .filter((window) => concerns(window, run.environment))
    .map(({ id, startsAt, endsAt, reason }): Moment => {
      const ends = Date.parse(endsAt);
      const status = ends <= nowMs ? "done" : "open";
      const title = `Freeze: ${reason}`;
      return {
        kind: "freeze",
        id: `freeze ${id}`,
        key: id,
        title,
        at: Date.parse(startsAt),
        endsAt: ends,
        who: null,
        status,
      };
    });
}
