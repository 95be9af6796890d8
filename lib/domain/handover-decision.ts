import type { HandoverRow } from "./go-live-rows";
import { recurringChecks } from "./recurring-checks";
import { partyName, personParty } from "./roster";
import { endOf, longestShift, onDuty, type Shift, startOf } from "./rota";
import type { RunState } from "./run-state";

type Offer = Pick<HandoverRow, "fromId" | "toId" | "at">;

/**
 * Why somebody can't hand the checks over to somebody else, in words; null when they can. A shift is its holder's to give
 * away, and the lead's; where nobody is on duty, anybody's. Whoever is on duty is told by anybody.
 */
export function refuseHandover({ snapshot, nowMs }: RunState, fromId: string, toId: string): string | null {
  const { shifts, people, run } = snapshot;
  const now = onDuty(shifts, nowMs);
  if (!now || [fromId, toId].includes(now.personId) || run.leadId === fromId) return null;
  const holder = partyName(personParty(people, now.personId));
  return `It is ${holder}’s shift: ${holder} hands it over, or the lead does.`;
}

/**
 * The rota once an offer is accepted now: whoever takes over has the checks until the shift under way ends; where nobody is
 * on duty, until the next shift begins or the last check ends. Null when it stays as it is: they are on duty, or the
 * shift they were offered is over or somebody else's by now.
 */
export function rotaTakenOver(state: RunState, { fromId, toId, at }: Offer): Shift[] | null {
  const { shifts, run } = state.snapshot;
  const nowMs = state.nowMs;
  const current = onDuty(shifts, nowMs);
  if (current === null) {
    const endMs = gapEnd(state);
    return endMs > nowMs ? sorted([...shifts, { personId: toId, startsAt: iso(nowMs), endsAt: iso(endMs) }]) : null;
  }
  const offered = startOf(current) <= Date.parse(at) && (current.personId === fromId || run.leadId === fromId);
  if (current.personId === toId || !offered) return null;
  const after = shifts.find(({ personId, startsAt }) => personId === toId && startsAt === current.endsAt);
  // Their own shift begins earlier instead of following one of theirs.
  const joined = after && endOf(after) - nowMs <= longestShift ? after : undefined;
  return sorted([
    ...shifts.filter((shift) => shift !== current && shift !== joined),
    ...(startOf(current) < nowMs ? [{ ...current, endsAt: iso(nowMs) }] : []),
    { personId: toId, startsAt: iso(nowMs), endsAt: (joined ?? current).endsAt },
  ]);
}

/** Until when somebody has the checks whom nobody follows: a week at the most, as every shift. */
function gapEnd(state: RunState): number {
  const { nowMs, snapshot } = state;
  const next = snapshot.shifts.map(startOf).filter((ms) => ms > nowMs);
  const last = recurringChecks(state).flatMap(({ ends }) => (ends ? [Date.parse(ends.at)] : []));
  return Math.min(nowMs + longestShift, Math.max(0, ...last), ...next);
}

function sorted(shifts: readonly Shift[]): Shift[] {
  return shifts
    .map(({ personId, startsAt, endsAt }) => ({ personId, startsAt, endsAt }))
    .toSorted((a, b) => startOf(a) - startOf(b));
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
