import type { Party } from "./assessment";
import { isOpen } from "./delegation";
import { followUps, isOver } from "./follow-ups";
import { liveAt } from "./go-live";
import type { WorkLine } from "./my-work";
import { count } from "./plain-text";
import { allTurns, type Occurrence, roundsOf } from "./recurring-checks";
import { partyName, peopleInRole } from "./roster";
import type { RunState } from "./run-state";

type MakeLine = (kind: WorkLine["kind"], key: string, title: string, more?: Partial<WorkLine>) => WorkLine;

/** What a run that is live asks of somebody now: checks of this time, those others missed, follow-ups, what to take over. */
export function afterWork(state: RunState, personId: string, line: MakeLine): WorkLine[] {
  const mine = (party: Party) => party.kind === "person" && party.id === personId;
  const turns = allTurns(state).filter(({ charged }) => mine(charged));
  const asked = turns.filter(({ state: at }) => at === "due" || at === "overdue");
  const missed = turns.filter(({ state: at }) => at === "missed");
  const owed = liveAt(state) === null ? [] : followUps(state).filter((each) => !isOver(each) && mine(each.owner));
  return [
    ...roundsOf(asked).map(({ turns: of, dueAt }) => checkLine(line, of, dueAt, "")),
    ...byPart(missed).map((of) => checkLine(line, of, of[0]?.dueAt ?? 0, missedBy(of, personId))),
    ...owed.map(({ standing, due }) => line("follow_up", standing.leaf.key, standing.leaf.title, times(due.at))),
  ];
}

/** Offered to somebody and not accepted: to sign for others and shifts while the run goes on, follow-ups also after it. */
export function offers({ snapshot, index, roster, nowMs }: RunState, personId: string, line: MakeLine): WorkLine[] {
  const { handovers, followUps: rows, delegations, people, run } = snapshot;
  const from = (id: string) => people[id]?.name ?? "somebody who left";
  const shifts = run.closedAt === null ? handovers.filter((row) => row.toId === personId && !row.acceptedAt) : [];
  const toSign = run.closedAt === null ? delegations.filter((row) => row.toId === personId && !row.acceptedAt) : [];
  return [
    ...toSign
      .filter((row) => isOpen(row, nowMs) && peopleInRole(roster, row.role).includes(row.fromId))
      .map(({ id, role, fromId, createdAt, until }) =>
        line("delegation", id, `to sign as ${role} for ${from(fromId)}`, { dueAt: until, beginBy: createdAt }),
      ),
    ...shifts.map(({ id, fromId, at }) =>
      line("take_over", id, `the shift from ${from(fromId)}`, times(Date.parse(at))),
    ),
    ...rows
      .filter(({ toId, acceptedAt }) => toId === personId && acceptedAt === null)
      .map(({ itemKey, byId, at }) => {
        const title = index.leafByKey.get(itemKey)?.title ?? itemKey;
        return line("take_over", itemKey, `${title}, from ${from(byId)}`, times(Date.parse(at)));
      }),
  ];
}

function checkLine(line: MakeLine, turns: readonly Occurrence[], dueAt: number, more: string): WorkLine {
  const [first] = turns;
  const title = turns.length === 1 ? (first?.title ?? "") : `${first?.part}: ${count(turns.length, "check")}`;
  return line("check", first?.key ?? "", `${title}${more}`, times(dueAt));
}

/** An escalated check says whose it was. */
function missedBy(turns: readonly Occurrence[], personId: string): string {
  const names = new Set(
    turns.flatMap(({ owner }) => (owner.kind === "person" && owner.id === personId ? [] : [partyName(owner)])),
  );
  return names.size === 1 ? `, missed by ${[...names][0]}` : ", missed";
}

function byPart(turns: readonly Occurrence[]): Occurrence[][] {
  return [...Map.groupBy(turns, ({ part }) => part).values()];
}

function times(ms: number): Partial<WorkLine> {
  const dueAt = new Date(ms).toISOString();
  return { dueAt, beginBy: dueAt };
}
