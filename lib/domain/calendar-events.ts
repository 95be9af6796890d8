import type { CalendarEvent } from "./ics";
import { type Moment, momentsOf } from "./moments";
import { partyName } from "./roster";
import type { RunState } from "./run-state";

const words: Readonly<Record<Moment["kind"], string>> = {
  target: "Target",
  gate: "Gate",
  hold: "Hold",
  item: "Due",
  check: "Check",
  follow_up: "Follow-up",
  shift: "",
  freeze: "",
};
const places: Readonly<Record<Moment["kind"], string>> = {
  target: "",
  gate: "/poll",
  hold: "/live",
  item: "/when",
  check: "/after",
  follow_up: "/after",
  shift: "/after",
  freeze: "/when",
};
/** Moments without an end stand as a quarter of an hour: calendars draw nothing shorter. */
const shown = 15 * 60_000;
/** Of what was done longer ago a calendar need not tell. */
const past = 14 * 86_400_000;

/** The moments of a run as calendar events; `mine` keeps what concerns one person: their own, and what concerns all. */
export function calendarEvents(state: RunState, origin: string, mine: string | null): CalendarEvent[] {
  const { run } = state.snapshot;
  return momentsOf(state)
    .filter(({ at, endsAt }) => (endsAt ?? at) > state.nowMs - past)
    .filter((moment) => mine === null || concerns(moment, mine))
    .map((moment): CalendarEvent => {
      const { kind, id, at, endsAt, who, status } = moment;
      const name = [words[kind], kind === "target" ? "" : moment.title].filter(Boolean).join(": ");
      const ends = kind === "check" || endsAt === null ? at + shown : endsAt;
      // One freeze stands in several runs, and in a calendar once.
      const of = kind === "freeze" ? "" : ` (${run.name})`;
      const done = status === "done" ? "✓ " : "";
      return {
        uid: `${kind === "freeze" ? "" : `${run.id}-`}${id.replaceAll(" ", "-")}@gonogo`,
        at,
        endsAt: ends,
        title: `${done}${run.rehearsal ? "Rehearsal: " : ""}${name}${of}`,
        description: [
          `${run.name}, ${run.environment}`,
          ...(who ? [`Up to ${partyName(who)}`] : []),
          ...(status === "late" ? ["Late"] : []),
        ].join("\n"),
        url: `${origin}/runs/${run.id}${places[kind]}`,
        free: kind !== "shift" && kind !== "hold",
        changedAt: state.nowMs,
      };
    });
}

function concerns({ kind, who }: Moment, personId: string): boolean {
  if (kind === "target" || kind === "gate" || kind === "freeze") return true;
  return who?.kind === "person" && who.id === personId;
}
