import type { Party } from "./assessment";
import { leftOpen } from "./closing";
import { followUps } from "./follow-ups";
import { liveAt } from "./go-live";
import { type HandoverSheet, handoverSheet } from "./handover-sheet";
import { type Moment, momentsOf } from "./moments";
import { type Occurrence, recurringChecks } from "./recurring-checks";
import { partyName, personParty } from "./roster";
import { nextOnRota, onDuty } from "./rota";
import { lifeOf } from "./run-life";
import type { RunState } from "./run-state";
import { shiftBegan } from "./shift-began";

/** The answer of `GET /runs/:id/after`: what follows a go-live, by the server's clock. */
export function afterView(state: RunState) {
  const { snapshot, nowMs } = state;
  const { shifts, handovers, people, run } = snapshot;
  const live = liveAt(state);
  const now = onDuty(shifts, nowMs);
  const next = nextOnRota(shifts, nowMs, now?.personId ?? "");
  return {
    now: state.now,
    life: lifeOf(state),
    timeZone: run.timeZone,
    liveAt: live === null ? null : iso(live),
    onDuty: now ? partyView(personParty(people, now.personId)) : null,
    nextOnDuty: next ? { who: partyView(personParty(people, next.personId)), at: next.startsAt } : null,
    checks: recurringChecks(state).map(({ standing, recurs, ends, turns }) => ({
      key: standing.leaf.key,
      title: standing.leaf.title,
      every: recurs.text,
      everyMinutes: recurs.everyMinutes,
      ends,
      turns: turns.map(occurrenceView),
    })),
    shifts,
    handovers,
    sheet: currentSheet(state),
    followUps: followUps(state).map(({ standing, status, due, owner, row }) => ({
      key: standing.leaf.key,
      title: standing.leaf.title,
      part: standing.leaf.path.at(-1) ?? "",
      status,
      dueAt: iso(due.at),
      owner: partyView(owner),
      row,
    })),
    leftOpen: leftOpen(state),
  };
}

/** What the shift under way would hand over now; null before going live. */
export function currentSheet(state: RunState): HandoverSheet | null {
  return liveAt(state) === null ? null : handoverSheet(state, shiftBegan(state), state.nowMs);
}

function occurrenceView({ opensAt, dueAt, overdueAt, missedAt, owner, charged, ...turn }: Occurrence) {
  return {
    ...turn,
    opensAt: iso(opensAt),
    dueAt: iso(dueAt),
    overdueAt: iso(overdueAt),
    missedAt: iso(missedAt),
    owner: partyView(owner),
    charged: partyView(charged),
  };
}

export function partyView(party: Party): { id: string | null; name: string } {
  return { id: party.kind === "person" ? party.id : null, name: partyName(party) };
}

/** The answer of `GET /runs/:id/when`. */
export function momentViews(state: RunState) {
  return momentsOf(state).map(({ at, endsAt, who, ...moment }: Moment) => ({
    ...moment,
    at: iso(at),
    endsAt: endsAt === null ? null : iso(endsAt),
    who: who && partyView(who),
  }));
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
