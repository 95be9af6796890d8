import { z } from "zod";
import { artefactSchema } from "./artefact";
import { type Blocker, verdicts } from "./assessment";
import { judgeAll } from "./earlier-gates";
import { concerns, opensDeployment } from "./freeze";
import { isOverriding, isShown } from "./override";
import { plainText } from "./plain-text";
import { assessState } from "./readiness";
import { bySeveritySchema, forecastSchema, nextActionSchema, partySchema, reasonSchema } from "./readiness-schema";
import { allTurns, failedTurns, nextTurnMoment } from "./recurring-checks";
import { isNobodys, partyId, partyName } from "./roster";
import { gateStatuses, type RunSnapshot } from "./run";
import { lifeOf, lives } from "./run-life";
import { type RunState, readRun } from "./run-state";
import { sequenceOf } from "./steps";
import type { GatePlace } from "./template-tree";
import { toldVerdict } from "./told-verdict";
import { firedTriggers, gravestFirst } from "./trigger-state";

/** What one party holds up, counted; who wants every item asks the run for its readiness. */
const heldSchema = z.strictObject({
  items: z.int(),
  signoffs: z.int(),
  /** Choices to take and triggers to clear. */
  others: z.int(),
  /** Nobody's, or a role's that nobody fills: it has to be assigned first. */
  unheld: z.boolean(),
  weightMinutes: z.int(),
  since: z.string(),
  /** Titles of the first few. */
  titles: z.array(z.string()),
});

const watchSchema = z.strictObject({
  next: z.strictObject({ title: z.string(), dueAt: z.string(), who: z.string() }).nullable(),
  missed: z.int(),
  /** Checks that found something wrong the last time anybody did them. */
  failed: z.int(),
});

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
  life: z.enum(lives),
  rehearsal: z.boolean(),
  roundTheClock: z.boolean(),
  attempt: z.int(),
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
  /** As a pipeline is told: `override` where only that lets the gate pass, while it holds. */
  verdict: z.enum(verdicts),
  score: z.number(),
  required: z.number(),
  /** Weights of all that is satisfied, and of that which a command's output or a check bears out. */
  verified: z.strictObject({ weight: z.int(), of: z.int() }),
  reasons: z.array(reasonSchema),
  bySeverity: bySeveritySchema,
  signoffs: z.strictObject({ given: z.int(), total: z.int() }),
  forecast: forecastSchema.omit({ criticalPath: true }),
  /** Parties in order of what they hold up. */
  waitsFor: z.array(heldSchema.extend({ who: partySchema })),
  /** Freezes of its environment that aren't over and that its gate has to keep out of. */
  freezes: z.array(z.strictObject({ startsAt: z.string(), endsAt: z.string(), reason: z.string() })),
  nextAction: nextActionSchema.nullable(),
  /** Of a run that is live: the check asked for now or next, and how many nobody did. Null while nothing is watched. */
  watch: watchSchema.nullable(),
  /** Triggers that fired and were not cleared, the gravest first; `rollbackAt` is when one calls for rollback, null at once or never. */
  fired: z.array(z.strictObject({ title: z.string(), calls: z.boolean(), rollbackAt: z.string().nullable() })),
  /** The step that a deployment, or its way back, has come to. */
  step: z.strictObject({ title: z.string(), number: z.int(), of: z.int() }).nullable(),
  /** In force, or ended and not reviewed yet. */
  overrides: z.array(
    z.strictObject({
      id: z.string(),
      gateTitle: z.string(),
      endsAt: z.string(),
      inForce: z.boolean(),
      /** In force, and nothing stands against its gate but what it names. */
      holds: z.boolean(),
    }),
  ),
  validUntil: z.string().nullable(),
});
export type RunSummary = z.infer<typeof runSummarySchema>;

const shownReasons = 3;
const shownTitles = 2;

/** Everything the dashboard shows of one run. `now` is ISO. */
export function runSummary(snapshot: RunSnapshot, now: string): RunSummary {
  const state = readRun(snapshot, now);
  const readiness = assessState(state);
  const { run, people } = snapshot;
  const gates = state.index.gates;
  const number = gates.findIndex(({ gate }) => gate.key === readiness.gate) + 1;
  const given = readiness.signoffs.filter(({ status }) => status === "approved" || status === "conditional").length;
  const { criticalPath: _, ...forecast } = readiness.forecast;
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
    life: lifeOf(state),
    rehearsal: run.rehearsal,
    roundTheClock: run.roundTheClock,
    attempt: run.attempt,
    seq: run.seq,
    asOf: now,
    gate: {
      key: readiness.gate,
      title: readiness.gateTitle,
      status: readiness.status,
      number,
      of: gates.length,
    },
    verdict: toldVerdict(readiness),
    score: readiness.score,
    required: readiness.required,
    verified: { weight: readiness.formula.verified, of: readiness.formula.satisfied },
    reasons: readiness.reasons.slice(0, shownReasons),
    bySeverity: readiness.formula.bySeverity,
    signoffs: { given, total: readiness.signoffs.length },
    forecast,
    waitsFor: readiness.blockers.map((blocker) => waitFor(blocker, state)),
    freezes: freezesAhead(state, gates[number - 1]),
    nextAction: readiness.nextAction,
    watch: run.closedAt === null ? watchOf(state) : null,
    fired: run.closedAt === null ? firedOf(state) : [],
    step: stepOf(state),
    overrides: shownOverrides(snapshot, state),
    validUntil: earliest(
      readiness.validUntil,
      nextTurn(state),
      ...[...state.overrides.values()].map(({ endsAt }) => endsAt),
    ),
  };
}

function watchOf(state: RunState): RunSummary["watch"] {
  const turns = allTurns(state);
  if (turns.length === 0) return null;
  const open = turns.filter(({ row }) => row === null);
  const next = open.find((turn) => turn.state !== "missed");
  return {
    next: next ? { title: next.title, dueAt: new Date(next.dueAt).toISOString(), who: partyName(next.charged) } : null,
    missed: open.filter((turn) => turn.state === "missed").length,
    failed: failedTurns(state).length,
  };
}

function firedOf({ index, snapshot, nowMs }: RunState): RunSummary["fired"] {
  const fired = firedTriggers(index, snapshot.triggers, snapshot.run.timeScale);
  return gravestFirst(fired).map(({ trigger, rollbackAt }) => ({
    title: plainText(trigger.title),
    calls: rollbackAt <= nowMs,
    rollbackAt: Number.isFinite(rollbackAt) ? new Date(rollbackAt).toISOString() : null,
  }));
}

function stepOf(state: RunState): RunSummary["step"] {
  const { life, steps, current } = sequenceOf(state);
  if (!current || (life !== "deploying" && life !== "rolling_back")) return null;
  return { title: plainText(current.standing.leaf.title), number: steps.indexOf(current) + 1, of: steps.length };
}

function nextTurn(state: RunState): string | null {
  const at = nextTurnMoment(state);
  return at === null ? null : new Date(at).toISOString();
}

function shownOverrides({ overrides }: RunSnapshot, state: RunState): RunSummary["overrides"] {
  const { index, nowMs } = state;
  const judgements = state.overrides.size > 0 ? judgeAll(state) : [];
  const holding = new Set(judgements.flatMap(({ override }) => (override?.holds ? override.id : [])));
  return overrides
    .filter((row) => isShown(row, nowMs))
    .map((row) => ({
      id: row.id,
      gateTitle: plainText(index.gateByKey.get(row.gateKey)?.gate.title ?? row.gateKey),
      endsAt: row.endsAt,
      inForce: isOverriding(row, nowMs),
      holds: holding.has(row.id),
    }));
}

function earliest(...moments: (string | null)[]): string | null {
  return moments.filter((at) => at !== null).toSorted()[0] ?? null;
}

function freezesAhead(state: RunState, place: GatePlace | undefined): RunSummary["freezes"] {
  const { run, freezes } = state.snapshot;
  if (!place || run.rehearsal || run.closedAt !== null || !opensDeployment(state.index.gates, place)) return [];
  return freezes
    .filter((window) => concerns(window, run.environment) && Date.parse(window.endsAt) > state.nowMs)
    .map(({ startsAt, endsAt, reason }) => ({ startsAt, endsAt, reason }));
}

function waitFor(
  { who, items, signoffs, others, weightMinutes, since }: Blocker,
  { roster }: RunState,
): RunSummary["waitsFor"][number] {
  const titles = [...items.slice(0, shownTitles), ...signoffs.slice(0, shownTitles)].map(({ title }) => title);
  return {
    who,
    items: items.length,
    signoffs: signoffs.length,
    others: others.length,
    unheld: isNobodys(roster, who),
    weightMinutes,
    since,
    titles: [...titles, ...others].slice(0, shownTitles),
  };
}

/** What one party holds up across runs; `runs` are the heaviest few of `runCount`. */
export const rankedBlockerSchema = heldSchema.omit({ titles: true }).extend({
  who: partySchema,
  runCount: z.int(),
  runs: z.array(heldSchema.extend({ id: z.string(), name: z.string(), leadId: z.string() })),
});
export type RankedBlocker = z.infer<typeof rankedBlockerSchema>;

const shownRuns = 5;

type Summarised = Pick<RunSummary, "id" | "name" | "lead" | "waitsFor" | "closedAt">;

type Held = { run: Summarised; wait: RunSummary["waitsFor"][number] };

/** Who blocks go-live across runs: unowned work first, then by minutes held up, then by how long. Closed runs wait for nobody. */
export function rankBlockers(summaries: readonly Summarised[]): RankedBlocker[] {
  const parties = new Map<string, Held[]>();
  for (const run of summaries) {
    if (run.closedAt !== null) continue;
    for (const wait of run.waitsFor) {
      const id = partyId(wait.who);
      const held = parties.get(id);
      if (held) held.push({ run, wait });
      else parties.set(id, [{ run, wait }]);
    }
  }
  return [...parties.values()]
    .map(rank)
    .sort(
      (a, b) =>
        Number(b.unheld) - Number(a.unheld) ||
        b.weightMinutes - a.weightMinutes ||
        (a.since < b.since ? -1 : Number(a.since > b.since)),
    );
}

function rank(held: Held[]): RankedBlocker {
  const sum = { items: 0, signoffs: 0, others: 0, unheld: false, weightMinutes: 0 };
  let since = held[0]?.wait.since ?? "";
  for (const { wait } of held) {
    sum.items += wait.items;
    sum.signoffs += wait.signoffs;
    sum.others += wait.others;
    // A role may be filled in one run and not in another: what waits for ever counts.
    sum.unheld ||= wait.unheld;
    sum.weightMinutes += wait.weightMinutes;
    if (wait.since < since) since = wait.since;
  }
  const heaviest = held.toSorted((a, b) => b.wait.weightMinutes - a.wait.weightMinutes).slice(0, shownRuns);
  return {
    who: held[0]?.wait.who ?? { kind: "nobody" },
    ...sum,
    since,
    runCount: held.length,
    runs: heaviest.map(({ run: { id, name, lead }, wait: { who: _, ...wait } }) => ({
      id,
      name,
      leadId: lead.id,
      ...wait,
    })),
  };
}
