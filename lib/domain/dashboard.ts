import { z } from "zod";
import { artefactSchema } from "./artefact";
import { plainText } from "./plain-text";
import { assessState } from "./readiness";
import {
  blockerSchema,
  bySeveritySchema,
  forecastSchema,
  nextActionSchema,
  partySchema,
  reasonSchema,
} from "./readiness-schema";
import { partyId } from "./roster";
import { gateStatuses, type Readiness, type RunSnapshot, verdicts } from "./run";
import { readRun } from "./run-state";

/** One row of the dashboard. It holds until `validUntil` or the run's next entry, whichever comes first. */
export const runSummarySchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  environment: z.string(),
  targetAt: z.string().nullable(),
  artefact: artefactSchema.nullable(),
  lead: z.strictObject({ id: z.string(), name: z.string() }),
  templateTitle: z.string(),
  createdAt: z.string(),
  closedAt: z.string().nullable(),
  seq: z.int(),
  /** When it was computed. */
  asOf: z.string(),
  gate: z.strictObject({
    key: z.string(),
    title: z.string(),
    status: z.enum(gateStatuses),
    /** 1-based place of the gate, of `of`. */
    number: z.int(),
    of: z.int(),
  }),
  verdict: z.enum(verdicts),
  score: z.number(),
  required: z.number(),
  reasons: z.array(reasonSchema),
  bySeverity: bySeveritySchema,
  signoffs: z.strictObject({ given: z.int(), total: z.int() }),
  forecast: forecastSchema.pick({ earliestGoAt: true, remainingMinutes: true, lateByMinutes: true, assumed: true }),
  /** Parties in order of what they hold up, with how many items and signatures each. */
  waitsFor: z.array(z.strictObject({ who: partySchema, items: z.int(), signoffs: z.int(), weightMinutes: z.int() })),
  blockers: z.array(blockerSchema),
  nextAction: nextActionSchema.nullable(),
  validUntil: z.string().nullable(),
});
export type RunSummary = z.infer<typeof runSummarySchema>;

const shownReasons = 5;

/** Everything the dashboard shows of one run. `now` is ISO. */
export function runSummary(snapshot: RunSnapshot, now: string): RunSummary {
  const state = readRun(snapshot, now);
  const readiness = assessState(state);
  const { run, people } = snapshot;
  const gates = state.index.gates;
  const given = readiness.signoffs.filter(({ status }) => status === "approved" || status === "conditional").length;
  const { earliestGoAt, remainingMinutes, lateByMinutes, assumed } = readiness.forecast;
  return {
    id: run.id,
    name: run.name,
    environment: run.environment,
    targetAt: run.targetAt,
    artefact: run.artefact,
    lead: { id: run.leadId, name: people[run.leadId]?.name ?? "Someone who left" },
    templateTitle: plainText(run.templateTitle),
    createdAt: run.createdAt,
    closedAt: run.closedAt,
    seq: run.seq,
    asOf: now,
    gate: {
      key: readiness.gate,
      title: readiness.gateTitle,
      status: readiness.status,
      number: gates.findIndex(({ gate }) => gate.key === readiness.gate) + 1,
      of: gates.length,
    },
    verdict: readiness.verdict,
    score: readiness.score,
    required: readiness.required,
    reasons: readiness.reasons.slice(0, shownReasons),
    bySeverity: readiness.formula.bySeverity,
    signoffs: { given, total: readiness.signoffs.length },
    forecast: { earliestGoAt, remainingMinutes, lateByMinutes, assumed },
    waitsFor: waitsFor(readiness),
    blockers: readiness.blockers,
    nextAction: readiness.nextAction,
    validUntil: readiness.validUntil,
  };
}

function waitsFor({ blockers }: Readiness): RunSummary["waitsFor"] {
  return blockers.map(({ who, items, signoffs, weightMinutes }) => ({
    who,
    items: items.length,
    signoffs: signoffs.length,
    weightMinutes,
  }));
}

/** One party's blockers across runs. */
export const rankedBlockerSchema = z.strictObject({
  who: partySchema,
  weightMinutes: z.int(),
  since: z.string(),
  items: z.int(),
  signoffs: z.int(),
  runs: z.array(z.strictObject({ id: z.string(), name: z.string(), blocker: blockerSchema })),
});
export type RankedBlocker = z.infer<typeof rankedBlockerSchema>;

type Summarised = Pick<RunSummary, "id" | "name" | "blockers" | "closedAt">;

/** Who blocks go-live across runs: unowned work first, then by minutes held up, then by how long. Closed runs wait for nobody. */
export function rankBlockers(summaries: readonly Summarised[]): RankedBlocker[] {
  const ranked = new Map<string, RankedBlocker>();
  for (const { id, name, blockers, closedAt } of summaries) {
    if (closedAt !== null) continue;
    for (const blocker of blockers) {
      const party = partyId(blocker.who);
      const entry = ranked.get(party) ?? {
        who: blocker.who,
        weightMinutes: 0,
        since: blocker.since,
        items: 0,
        signoffs: 0,
        runs: [],
      };
      entry.weightMinutes += blocker.weightMinutes;
      entry.items += blocker.items.length;
      entry.signoffs += blocker.signoffs.length;
      if (blocker.since < entry.since) entry.since = blocker.since;
      entry.runs.push({ id, name, blocker });
      ranked.set(party, entry);
    }
  }
  return [...ranked.values()].sort(
    (a, b) => ownership(a) - ownership(b) || b.weightMinutes - a.weightMinutes || (a.since < b.since ? -1 : 1),
  );
}

/** Work that nobody holds waits for ever, so it comes before anything somebody holds. */
function ownership({ who }: RankedBlocker): number {
  return who.kind === "nobody" ? 0 : 1;
}
