import { z } from "zod";
import { type Readiness, reasonCodes, verdicts } from "./assessment";
import { itemStateSchema } from "./item-state";
import { gateStatuses } from "./run";
import { severities, severitySchema } from "./severity";
import { supposedSchema } from "./supposed";
import { workingHoursSchema } from "./working-hours";

const left = z.array(z.strictObject({ id: z.string(), name: z.string() })).optional();
const who = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("person"), id: z.string(), name: z.string(), role: z.string().optional() }),
  z.strictObject({ kind: z.literal("role"), role: z.string(), left }),
  z.strictObject({ kind: z.literal("nobody"), left }),
]);
export const partySchema = who;

export const reasonSchema = z.strictObject({
  code: z.enum(reasonCodes),
  text: z.string(),
  item: z.string().optional(),
  failed: z.literal(true).optional(),
  blocked: z.literal(true).optional(),
  score: z
    .strictObject({
      satisfied: z.int(),
      of: z.int(),
      failed: z.array(z.string()).optional(),
      blocked: z.array(z.string()).optional(),
    })
    .optional(),
  condition: z.string().optional(),
  freeze: z.string().optional(),
  signoff: z.string().optional(),
  gate: z.string().optional(),
  until: z.string().optional(),
  choice: z.string().optional(),
  trigger: z.string().optional(),
  role: z.string().optional(),
  personId: z.string().optional(),
});

export const blockerSchema = z.strictObject({
  who,
  weightMinutes: z.int(),
  since: z.string(),
  items: z.array(
    z.strictObject({
      key: z.string(),
      title: z.string(),
      severity: severitySchema,
      state: itemStateSchema,
      minutes: z.int(),
      downstreamMinutes: z.int(),
      since: z.string(),
      blocked: z.string().nullable(),
      blockedLink: z.string().nullable(),
      chain: z.array(z.strictObject({ key: z.string(), title: z.string(), who: z.string() })),
    }),
  ),
  signoffs: z.array(z.strictObject({ key: z.string(), title: z.string(), gate: z.string() })),
  others: z.array(z.string()),
});

export const forecastSchema = z.strictObject({
  earliestGoAt: z.string().nullable(),
  remainingMinutes: z.int(),
  spanMinutes: z.int(),
  hours: workingHoursSchema.nullable(),
  criticalPath: z.array(z.strictObject({ key: z.string(), title: z.string(), minutes: z.int(), owner: z.string() })),
  assumed: z.strictObject({ items: z.int(), minutesEach: z.int() }),
  blocked: z.int(),
  targetAt: z.string().nullable(),
  notBefore: z.string().nullable(),
  lateByMinutes: z.int().nullable(),
  range: z
    .strictObject({
      fromAt: z.string(),
      toAt: z.string(),
      low: z.number(),
      high: z.number(),
      runs: z.int(),
      items: z.int(),
    })
    .nullish(),
});

export const nextActionSchema = z.strictObject({
  kind: z.enum(["item", "signoff", "choice", "trigger", "declare"]),
  key: z.string(),
  title: z.string(),
  who,
  minutes: z.int().nullable(),
});

const sums = z.strictObject({
  satisfied: z.int(),
  applicable: z.int(),
  weight: z.int(),
  open: z.int(),
  total: z.int(),
});
export const bySeveritySchema = z.record(z.enum(severities), sums);

export const signoffStandingSchema = z.strictObject({
  key: z.string(),
  title: z.string(),
  roles: z.array(z.string()),
  wording: z.string(),
  count: z.int(),
  signers: z.array(z.string()),
  kept: z.array(z.strictObject({ personId: z.string(), why: z.string() })),
  policy: z.string(),
  waitsFor: z.array(z.string()),
  parts: z.array(z.string()),
  covers: z.int(),
  status: z.enum(["waiting", "approved", "conditional", "rejected", "stale"]),
  ready: z.boolean(),
  signatures: z.array(
    z.strictObject({
      id: z.string(),
      standing: z.enum(["counts", "stale", "rejects"]),
      changed: z.array(z.strictObject({ key: z.string(), title: z.string(), why: z.string() })),
      improved: z.array(z.string()),
    }),
  ),
});

/** The answer of `GET /runs/:id/readiness`, field by field what `assess` returns. */
export const readinessSchema: z.ZodType<Readiness> = z.strictObject({
  gate: z.string(),
  gateTitle: z.string(),
  status: z.enum(gateStatuses),
  verdict: z.enum(verdicts),
  score: z.number(),
  required: z.number(),
  reasons: z.array(reasonSchema),
  conditions: z.array(
    z.strictObject({ text: z.string(), item: z.string().optional(), signature: z.string().optional() }),
  ),
  blockers: z.array(blockerSchema),
  waiting: z.array(z.strictObject({ who, on: z.array(who), text: z.string() })),
  forecast: forecastSchema,
  nextAction: nextActionSchema.nullable(),
  formula: z.strictObject({
    satisfied: z.int(),
    applicable: z.int(),
    verified: z.int(),
    bySeverity: bySeveritySchema,
    text: z.string(),
  }),
  sections: z.array(
    z.strictObject({
      key: z.string(),
      title: z.string(),
      satisfied: z.int(),
      applicable: z.int(),
      open: z.int(),
      total: z.int(),
    }),
  ),
  signoffs: z.array(signoffStandingSchema),
  override: z.strictObject({ id: z.string(), endsAt: z.string(), holds: z.boolean() }).nullable(),
  earlierOverride: z
    .strictObject({ id: z.string(), gate: z.string(), endsAt: z.string(), ended: z.boolean() })
    .nullable(),
  validUntil: z.string().nullable(),
  supposed: supposedSchema.optional(),
});
