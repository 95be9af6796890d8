import type { Party } from "./assessment";
import { offsetMinutes } from "./due";
import { chargeLeaf } from "./gating-work";
import { liveAt } from "./go-live";
import type { OccurrenceRow, ShiftRow } from "./go-live-rows";
import { leadParty } from "./party-asked";
import { endOf, type Schedule, type Turn, turnsOf } from "./recurrence";
import { isHere, personParty } from "./roster";
import { nextOnRota, onDuty } from "./rota";
import type { LeafStanding, RunState } from "./run-state";
import type { Item } from "./template";

export const occurrenceStates = ["upcoming", "due", "overdue", "missed", "done", "failed", "skipped"] as const;
export type OccurrenceState = (typeof occurrenceStates)[number];

/** A check at one of its turns. All but what somebody recorded is read off the time. */
export type Occurrence = Turn & {
  key: string;
  title: string;
  /** Title of what it stands in, for those asked for together. */
  part: string;
  state: OccurrenceState;
  row: OccurrenceRow | null;
  owner: Party;
  /** Whom it is up to now: its owner until it is missed, then the next on the rota, then the lead. */
  charged: Party;
  step: EscalationStep | null;
};

export const escalationSteps = ["next", "lead"] as const;
export type EscalationStep = (typeof escalationSteps)[number];

export type RecurringCheck = {
  standing: LeafStanding;
  recurs: NonNullable<Item["recurs"]>;
  /** When it stops coming back, ISO; null before going live. `assumed`: the checklist doesn't say. */
  ends: { at: string; assumed: boolean } | null;
  turns: Occurrence[];
};

const known = new WeakMap<RunState, readonly RecurringCheck[]>();

/** Every recurring check of the run; without turns until it is live. */
export function recurringChecks(state: RunState): readonly RecurringCheck[] {
  let found = known.get(state);
  if (!found) {
    found = readChecks(state);
    known.set(state, found);
  }
  return found;
}

function readChecks(state: RunState): RecurringCheck[] {
  const { timeZone, timeScale } = state.snapshot.run;
  const live = liveAt(state);
  const rows = new Map(state.snapshot.occurrences.map((row) => [turnId(row.itemKey, row.number), row]));
  const ownerOf = ownersAt(state);
  return state.standings.flatMap((standing): RecurringCheck[] => {
    const { leaf } = standing;
    const recurs = leaf.recurring ? recursOf(state, standing) : undefined;
    if (!recurs || !standing.taken || standing.excused || leaf.stage === "contingency") return [];
    if (live === null) return [{ standing, recurs, ends: null, turns: [] }];
    const schedule: Schedule = { recurs, endMinutes: offsetMinutes(leaf.due), liveMs: live, timeZone, timeScale };
    const { at, assumed } = endOf(schedule);
    const turns = turnsOf(schedule).map((turn): Occurrence => {
      const row = rows.get(turnId(leaf.key, turn.number)) ?? null;
      const owner = ownerOf(standing, turn, row);
      const own = { ...turn, key: leaf.key, title: leaf.title, part: leaf.path.at(-1) ?? "", row, owner };
      return { ...own, state: stateOf(turn, row, clockOf(state)), ...chargeAt(state, turn, row, owner) };
    });
    return [{ standing, recurs, ends: { at: new Date(at).toISOString(), assumed }, turns }];
  });
}

export function turnId(key: string, number: number): string {
  return `${key} ${number}`;
}

/** A closed run's time stands still: nothing in it becomes overdue any more. */
function clockOf({ snapshot, nowMs }: RunState): number {
  const { closedAt } = snapshot.run;
  return closedAt === null ? nowMs : Math.min(nowMs, Date.parse(closedAt));
}

/** Its own schedule, else that of the item it is part of. */
function recursOf({ index }: RunState, { leaf }: LeafStanding): Item["recurs"] {
  if (leaf.item.recurs) return leaf.item.recurs;
  const nodes = leaf.above.toReversed().map((key) => index.nodes.get(key));
  for (const node of nodes) if (node?.kind === "item" && node.recurs) return node.recurs;
  return undefined;
}

function stateOf(turn: Turn, row: OccurrenceRow | null, now: number): OccurrenceState {
  if (row) return row.outcome;
  if (now < turn.opensAt) return "upcoming";
  if (now < turn.overdueAt) return "due";
  return now < turn.missedAt ? "overdue" : "missed";
}

/** Shifts of whoever left are nobody's. */
function shiftsKept({ snapshot: { shifts, people } }: RunState): ShiftRow[] {
  return shifts.filter(({ personId }) => isHere(people, personId));
}

/** Whom a check is assigned to, else whose shift it is, else whoever holds its item, else the lead; nobody who left. */
function ownersAt(state: RunState): (standing: LeafStanding, turn: Turn, row: OccurrenceRow | null) => Party {
  const { people, handovers } = state.snapshot;
  const shifts = shiftsKept(state);
  const holder = chargeLeaf(state);
  const taken = takenOver({ handovers, shifts });
  return (standing, turn, row) => {
    const { assigneeId } = standing.row ?? {};
    if (assigneeId && isHere(people, assigneeId)) return holder(standing);
    const open = Math.min(turn.missedAt, row ? Date.parse(row.at) : turn.missedAt);
    const last = taken.findLast(({ at }) => turn.dueAt < at && at < open);
    const shift = last?.shift ?? onDuty(shifts, turn.dueAt);
    if (shift) return personParty(people, shift.personId, "on duty");
    const party = holder(standing);
    return party.kind === "nobody" ? leadParty(state.snapshot) : party;
  };
}

/** When shifts were taken over, in order: what was asked for and still open then is up to whoever took over. */
function takenOver({
  handovers,
  shifts,
}: Pick<RunState["snapshot"], "handovers" | "shifts">): { at: number; shift: ShiftRow }[] {
  return handovers
    .flatMap(({ acceptedAt, toId }) => {
      const at = Date.parse(acceptedAt ?? "");
      const shift = onDuty(shifts, at);
      return shift?.personId === toId ? [{ at, shift }] : [];
    })
    .toSorted((a, b) => a.at - b.at);
}

function chargeAt(
  state: RunState,
  turn: Turn,
  row: OccurrenceRow | null,
  owner: Party,
): Pick<Occurrence, "charged" | "step"> {
  const steps = row ? [] : escalation(state, turn, owner);
  const last = steps.filter(({ at }) => at <= clockOf(state)).at(-1);
  return last ? { charged: last.to, step: last.step } : { charged: owner, step: null };
}

/** Who hears of a turn nobody did, and when: the next on the rota once it is missed, and the lead a while later. */
export function escalation(
  state: RunState,
  turn: Turn,
  owner: Party,
): { step: EscalationStep; at: number; to: Party }[] {
  const { people } = state.snapshot;
  const shifts = shiftsKept(state);
  const { dueAt, overdueAt, missedAt } = turn;
  const ownerId = owner.kind === "person" ? owner.id : "";
  const now = onDuty(shifts, missedAt);
  const next = now && now.personId !== ownerId ? now : nextOnRota(shifts, dueAt, ownerId);
  const lead = leadParty(state.snapshot);
  if (!next || next.personId === state.snapshot.run.leadId) return [{ step: "lead", at: missedAt, to: lead }];
  return [
    { step: "next", at: missedAt, to: personParty(people, next.personId, "next on the rota") },
    { step: "lead", at: missedAt + (overdueAt - dueAt), to: lead },
  ];
}

/** Checks whose last turn that anybody did failed, one turn each: what they saw is still so as far as anybody knows. */
export function failedTurns(state: RunState): Occurrence[] {
  return recurringChecks(state).flatMap(({ turns }) => {
    const last = turns.findLast(({ row }) => row !== null && row.outcome !== "skipped");
    return last?.row?.outcome === "failed" ? [last] : [];
  });
}

/** All turns of all checks, in order of time. */
export function allTurns(state: RunState): Occurrence[] {
  return recurringChecks(state)
    .flatMap(({ turns }) => turns)
    .toSorted((a, b) => a.dueAt - b.dueAt);
}

/** Asked for at one time in one part of the checklist: `Every 1 hour`, with its five checks. */
export type Round = { id: string; part: string; dueAt: number; turns: Occurrence[] };

export function roundsOf(turns: readonly Occurrence[]): Round[] {
  const rounds = new Map<string, Round>();
  for (const turn of turns) {
    const id = `${turn.dueAt} ${turn.part}`;
    const round = rounds.get(id) ?? { id, part: turn.part, dueAt: turn.dueAt, turns: [] };
    round.turns.push(turn);
    rounds.set(id, round);
  }
  return [...rounds.values()];
}

/** The next moment at which time alone moves a check (ms); null when none is left. */
export function nextTurnMoment(state: RunState): number | null {
  const moments = allTurns(state)
    .filter(({ row }) => row === null)
    .flatMap((turn) => [
      turn.opensAt,
      turn.dueAt,
      turn.overdueAt,
      ...escalation(state, turn, turn.owner).map(({ at }) => at),
    ])
    .filter((at) => at > state.nowMs);
  return moments.length === 0 ? null : Math.min(...moments);
}
