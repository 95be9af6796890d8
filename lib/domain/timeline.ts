import type { Party } from "./assessment";
import { judgeWithEarlier } from "./earlier-gates";
import { schedule } from "./forecast";
import { gatingWork } from "./gating-work";
import { partyId, partyName } from "./roster";
import type { RunSnapshot } from "./run";
import { readRun } from "./run-state";
import type { Severity } from "./severity";
import { headlineGate } from "./verdict";
import { workCalendar } from "./work-calendar";

/** One piece of remaining work as the forecast lays it out. */
export type TimelineBar = {
  key: string;
  title: string;
  severity: Severity;
  minutes: number;
  startAt: string;
  endAt: string;
  /** On the chain that decides when GO can be. */
  critical: boolean;
  /** Titles of what it needs first. */
  after: string[];
  assumed: boolean;
};

export type TimelineLane = { id: string; who: Party; minutes: number; bars: TimelineBar[] };

export type Timeline = { startAt: string; endAt: string; lanes: TimelineLane[] };

/** The forecast laid out in time, a lane for each party, whose work comes first on top. Null when no work is left. */
export function timelineOf(snapshot: RunSnapshot, now: string, gateKey?: string): Timeline | null {
  const state = readRun(snapshot, now);
  const place = gateKey === undefined ? headlineGate(state) : state.index.gateByKey.get(gateKey);
  if (!place) return null;
  const slots = schedule(gatingWork(state, judgeWithEarlier(state, place).judgements).nodes);
  const last = slots.reduce<(typeof slots)[number] | null>(
    (end, slot) => (end && end.finish >= slot.finish ? end : slot),
    null,
  );
  if (!last) return null;
  const calendar = workCalendar(snapshot.run.workingHours);
  const critical = new Set<unknown>();
  for (let slot: typeof last | null = last; slot; slot = slot.after) critical.add(slot);
  const lanes = new Map<string, TimelineLane>();
  for (const slot of slots.toSorted((a, b) => a.start - b.start)) {
    const { standing, party, minutes, needs } = slot.node;
    const id = partyId(party);
    const lane = lanes.get(id) ?? { id, who: party, minutes: 0, bars: [] };
    lane.minutes += minutes;
    lane.bars.push({
      key: standing.leaf.key,
      title: standing.leaf.title,
      severity: standing.leaf.severity,
      minutes,
      startAt: iso(calendar.startAfter(state.nowMs, slot.start)),
      endAt: iso(calendar.endAfter(state.nowMs, slot.finish)),
      critical: critical.has(slot),
      after: needs.map((need) => need.standing.leaf.title),
      assumed: standing.leaf.estimate === null && !standing.leaf.item.hold,
    });
    lanes.set(id, lane);
  }
  const ranked = [...lanes.values()].sort((a, b) => compare(a, b));
  return { startAt: now, endAt: iso(calendar.endAfter(state.nowMs, last.finish)), lanes: ranked };
}

function compare(a: TimelineLane, b: TimelineLane): number {
  const [x, y] = [a, b].map(({ bars }) => bars[0]?.startAt ?? "");
  if (x !== y) return (x ?? "") < (y ?? "") ? -1 : 1;
  return b.minutes - a.minutes || (partyName(a.who) < partyName(b.who) ? -1 : 1);
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
