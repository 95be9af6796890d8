import { z } from "zod";
import { artefactParts, artefactSchema } from "./artefact";
import { verdicts } from "./assessment";
import { evidenceKinds } from "./evidence-demand";
import { attemptOutcomes } from "./go-live-rows";
import { itemStateSchema } from "./item-state";
import { signoffStandingSchema } from "./readiness-schema";
import { gateStatuses } from "./run";
import { lives } from "./run-life";
import { severitySchema } from "./severity";
import { stageSchema } from "./template";
import { choiceSchema, codeSchema, expectationSchema, triggerSchema } from "./template-leaves";

/** The answer of `GET /runs/:id`: the checklist with the run's state in it. Times are ISO 8601 UTC. */
export const personBriefSchema = z.strictObject({ id: z.string(), name: z.string() });
export type PersonBrief = z.infer<typeof personBriefSchema>;

export const commandSchema = codeSchema.omit({ kind: true, lines: true });

/** Satisfied and applicable leaves; what is optional, not applicable or on an option not taken counts in neither. */
export const progressSchema = z.strictObject({ satisfied: z.int(), total: z.int() });

const itemShape = {
  key: z.string(),
  title: z.string(),
  state: itemStateSchema,
  /** True for an item with sub-items; its version moves with any of theirs. */
  derived: z.boolean(),
  version: z.int(),
  severity: severitySchema,
  optional: z.boolean(),
  recurring: z.boolean(),
  /** False on an option that was not taken, and where a condition isn't met. */
  taken: z.boolean(),
  /** Why it doesn't apply to this run, in words. */
  unmet: z.string().nullable(),
  satisfied: z.boolean(),
  assignee: personBriefSchema.nullable(),
  owner: z.string().nullable(),
  estimateMinutes: z.int().nullable(),
  /** By hand, else as the checklist places it. */
  dueAt: z.string().nullable(),
  reason: z.string().nullable(),
  /** `link` isn't in dossiers of before. */
  blocked: z
    .strictObject({ reason: z.string(), by: personBriefSchema, since: z.string(), link: z.string().nullish() })
    .nullable(),
  changedBy: personBriefSchema.nullable(),
  changedAt: z.string().nullable(),
  checkedInSource: z.boolean(),
  evidenceRequired: z.boolean(),
  /** What counts as evidence here; null where none is asked for. */
  evidenceDemand: z
    .strictObject({
      kind: z.enum(evidenceKinds).nullable(),
      ageMinutes: z.number().nullable(),
      bound: z.boolean(),
      /** The part of the artefact it is bound to; null: to all of it. Not in dossiers of before. */
      part: z.enum(artefactParts).nullish(),
    })
    .nullable(),
  /** Passed, and borne out by a command's output or a check. */
  verified: z.boolean(),
  /** Passed counts once somebody else has confirmed it. */
  secondPerson: z.strictObject({ required: z.boolean(), missing: z.boolean() }),
  reservedForChecks: z.boolean(),
  /** Pieces that are neither redacted nor expired. */
  evidence: z.int(),
  comments: z.int(),
  needs: z.array(z.string()),
  waiver: z
    .strictObject({
      id: z.string(),
      kind: z.enum(["waiver", "not_applicable"]),
      reason: z.string(),
      expiresAt: z.string().nullable(),
    })
    .nullable(),
  expectation: expectationSchema.nullable(),
  commands: z.array(commandSchema),
  notes: z.array(z.string()),
};

export type ItemView = { [K in keyof typeof itemShape]: z.infer<(typeof itemShape)[K]> } & { items: ItemView[] };
export const itemViewSchema: z.ZodType<ItemView> = z.lazy(() =>
  z.strictObject({ ...itemShape, items: z.array(itemViewSchema) }),
);

const sectionShape = {
  key: z.string(),
  title: z.string(),
  stage: stageSchema,
  severity: severitySchema.nullable(),
  optional: z.boolean(),
  unmet: z.string().nullable(),
  progress: progressSchema,
  commands: z.array(commandSchema),
  notes: z.array(z.string()),
  items: z.array(itemViewSchema),
};

export type SectionView = { [K in keyof typeof sectionShape]: z.infer<(typeof sectionShape)[K]> } & {
  sections: SectionView[];
};
export const sectionViewSchema: z.ZodType<SectionView> = z.lazy(() =>
  z.strictObject({ ...sectionShape, sections: z.array(sectionViewSchema) }),
);

export const gateViewSchema = z.strictObject({
  key: z.string(),
  title: z.string(),
  status: z.enum(gateStatuses),
  required: z.number(),
  verdict: z.enum(verdicts),
  score: z.number(),
  /** Points reached, and those of them that a command's output or a check bears out. */
  verified: z.strictObject({ weight: z.int(), of: z.int() }),
  /** What is to be signed here, by whom, and how far that is; the readiness of the gate says more. */
  signoffs: z.array(signoffStandingSchema.pick({ key: true, title: true, roles: true, count: true, status: true })),
});

export const choiceViewSchema = choiceSchema
  .omit({ kind: true, lines: true })
  .extend({ taken: z.string().nullable(), reason: z.string().nullable() });

export const triggerViewSchema = triggerSchema
  .omit({ kind: true, lines: true })
  .extend({ firedAt: z.string().nullable(), measured: z.string().nullable() });

export const variableViewSchema = z.strictObject({
  key: z.string(),
  label: z.string(),
  value: z.string().nullable(),
  /** Key of the item that captures it. */
  item: z.string().nullable(),
});

export const runViewSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  environment: z.string(),
  targetAt: z.string().nullable(),
  /** The target it had first; null while it was never moved. */
  originalTargetAt: z.string().nullable(),
  /** Days and dates of the run go by its clocks. */
  timeZone: z.string(),
  createdAt: z.string(),
  closedAt: z.string().nullable(),
  /** Derived: where the run is between its start and its end. */
  life: z.enum(lives),
  rehearsal: z.boolean(),
  /** Holds and reaction times of a rehearsal last this many times less. */
  timeScale: z.int(),
  /** Its forecast doesn't mind the workspace's working hours. */
  roundTheClock: z.boolean(),
  attempt: z.int(),
  /** Attempts that ended without success, the first one first. */
  attempts: z.array(
    z.strictObject({
      number: z.int(),
      startedAt: z.string(),
      endedAt: z.string(),
      endedBy: personBriefSchema,
      outcome: z.enum(attemptOutcomes),
      reason: z.string(),
    }),
  ),
  artefact: artefactSchema.nullable(),
  /** What the checklist asks for, with what was answered or measured; null while nobody has. */
  variables: z.array(variableViewSchema),
  template: z.strictObject({ id: z.string(), version: z.int(), title: z.string() }),
  /** Number of the last audit entry: where to begin with the event stream. */
  seq: z.int(),
  lead: personBriefSchema,
  roster: z.array(z.strictObject({ role: z.string(), person: personBriefSchema, deputy: z.boolean() })),
  people: z.array(z.strictObject({ id: z.string(), name: z.string(), email: z.string() })),
  verdict: z.enum(verdicts),
  score: z.number(),
  gates: z.array(gateViewSchema),
  choices: z.array(choiceViewSchema),
  triggers: z.array(triggerViewSchema),
  phases: z.array(sectionViewSchema),
});
export type RunView = z.infer<typeof runViewSchema>;
