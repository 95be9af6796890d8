import { z } from "zod";
import { followUps } from "./follow-ups";
import { plainText } from "./plain-text";
import { allTurns, type Occurrence } from "./recurring-checks";
import type { RunState } from "./run-state";
import { firedAs } from "./trigger-state";

const lineSchema = z.strictObject({
  key: z.string(),
  title: z.string(),
  dueAt: z.string(),
  note: z.string().nullable(),
});

/** What a shift leaves behind: frozen when it is handed over. */
export const handoverSheetSchema = z.strictObject({
  from: z.string(),
  to: z.string(),
  done: z.int(),
  failed: z.array(lineSchema),
  skipped: z.array(lineSchema),
  missed: z.array(lineSchema),
  /** Checks that are asked for now, and follow-ups past their time. */
  open: z.array(lineSchema),
  /** Triggers that fired meanwhile. */
  fired: z.array(z.string()),
  /** When the next check is asked for; null when none is left. */
  nextAt: z.string().nullable(),
});
export type HandoverSheet = z.infer<typeof handoverSheetSchema>;

type Line = z.infer<typeof lineSchema>;

/** What was asked for from one moment to another, and what came of it. */
export function handoverSheet(state: RunState, from: number, to: number): HandoverSheet {
  const turns = allTurns(state);
  const within = turns.filter(({ dueAt, row }) => (dueAt >= from && dueAt < to) || recordedIn(row?.at, from, to));
  const in_ = (...states: Occurrence["state"][]) => within.filter(({ state: each }) => states.includes(each)).map(line);
  const late = followUps(state).filter(({ status }) => status === "overdue");
  const next = turns.find(({ dueAt, row }) => row === null && dueAt >= to);
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    done: within.filter((turn) => turn.state === "done").length,
    failed: in_("failed"),
    skipped: in_("skipped"),
    // Whoever comes next has them, whenever they were missed.
    missed: turns.filter((turn) => turn.state === "missed").map(line),
    open: [
      ...turns.filter((turn) => turn.state === "due" || turn.state === "overdue").map(line),
      ...late.map(({ standing, due }) => ({
        key: standing.leaf.key,
        title: standing.leaf.title,
        dueAt: new Date(due.at).toISOString(),
        note: null,
      })),
    ],
    fired: state.snapshot.triggers
      .filter(({ firedAt, refiredAt }) => [firedAt, refiredAt ?? firedAt].some((at) => recordedIn(at, from, to)))
      .map((row) => plainText(firedAs(row, state.index.triggers).title)),
    nextAt: next ? new Date(next.dueAt).toISOString() : null,
  };
}

/** What is told of starts where the last hand-over ended, else where the shift or going live did. */
function recordedIn(at: string | undefined, from: number, to: number): boolean {
  return at !== undefined && Date.parse(at) >= from && Date.parse(at) < to;
}

function line({ key, title, dueAt, row }: Occurrence): Line {
  return { key, title, dueAt: new Date(dueAt).toISOString(), note: row?.note ?? null };
}
