import { z } from "zod";
import { artefactSchema } from "@/lib/domain/artefact";
import { askedTermsSchema } from "@/lib/domain/asked-terms";
import { verdicts } from "@/lib/domain/assessment";
import { checkResults } from "@/lib/domain/check-report";
import { evidenceKinds } from "@/lib/domain/evidence-demand";
import { attemptOutcomes } from "@/lib/domain/go-live-rows";
import { itemStateSchema } from "@/lib/domain/item-state";
import { leafTermsSchema } from "@/lib/domain/leaf-terms";
import { type Action, permissions } from "@/lib/domain/permission";
import { rehearsedSchema } from "@/lib/domain/rehearsed";
import { gateStatuses, type RunSnapshot } from "@/lib/domain/run";
import { signingMethods } from "@/lib/domain/signing-method";
import { templateDocumentSchema } from "@/lib/domain/template";
import { triggerSchema } from "@/lib/domain/template-leaves";
import { workingHoursSchema } from "@/lib/domain/working-hours";
import { followUpRow, handoverRow, occurrenceRow, shiftRow } from "./after";
import { announcementRow, escalationRow, onCallRow } from "./announcement";
import { freezeWindowSchema } from "./freeze";
import { overrideRow } from "./override";
import { nudgeRow, rollCallRow } from "./roll-call";

const time = z.string();
const maybeTime = z.string().nullable();

const runPerson = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  /** Disabled, without a role or an auditor: nothing can be handed to them. */
  idle: z.literal(true).optional(),
});

export const itemRow = z.object({
  key: z.string(),
  state: itemStateSchema,
  reason: z.string().nullable(),
  version: z.int(),
  revision: z.int(),
  assigneeId: z.string().nullable(),
  dueAt: maybeTime,
  blocked: z.object({ reason: z.string(), byId: z.string(), since: time, link: z.string().nullish() }).nullable(),
  changedById: z.string().nullable(),
  changedAt: maybeTime,
  comments: z.int(),
});

export const evidenceRow = z.object({
  id: z.string(),
  itemKey: z.string(),
  kind: z.enum(evidenceKinds),
  title: z.string(),
  url: z.string().nullable(),
  text: z.string().nullable(),
  mime: z.string().nullable(),
  size: z.int().nullable(),
  sha256: z.string(),
  /** Null: a pipeline, by its token. */
  addedById: z.string().nullable(),
  addedAt: time,
  /** What the run deployed when it was attached. */
  artefact: artefactSchema.nullable(),
  /** Of a check's report. */
  result: z.enum(checkResults).nullable(),
  expiresAt: maybeTime,
  redactedAt: maybeTime,
});

export const confirmationRow = z.object({
  itemKey: z.string(),
  personId: z.string(),
  at: time,
  /** The moment it passed, which is what was confirmed. */
  passedAt: time,
  /** The item's revision and what it asked then; null in rows of older releases. */
  revision: z.int().nullable(),
  terms: askedTermsSchema.nullable(),
});

export const waiverRow = z.object({
  id: z.string(),
  itemKey: z.string(),
  kind: z.enum(["waiver", "not_applicable"]),
  reason: z.string(),
  askedById: z.string(),
  askedAt: time,
  ownerId: z.string(),
  expiresAt: maybeTime,
  grantedById: z.string().nullable(),
  grantedAt: maybeTime,
  /** The item as it was then; what failed or was blocked since isn't covered. */
  grantedFor: z
    .object({
      state: itemStateSchema,
      blocked: z.boolean(),
      revision: z.int(),
      /** What it asked then; asking something else ends what was granted. */
      terms: askedTermsSchema.optional(),
    })
    .nullable(),
  revokedAt: maybeTime,
});

export const choiceRow = z.object({
  key: z.string(),
  option: z.string(),
  reason: z.string(),
  byId: z.string(),
  at: time,
  version: z.int(),
});

export const needRow = z.object({
  key: z.string(),
  need: z.string(),
  needed: z.boolean(),
  reason: z.string().nullable(),
  byId: z.string(),
  at: time,
});

export const triggerRow = z.object({
  key: z.string(),
  firedAt: time,
  firedById: z.string().nullable(),
  measured: z.string().nullable(),
  clearedAt: maybeTime,
  clearReason: z.string().nullable(),
  resolvedAt: maybeTime.optional(),
  refiredAt: maybeTime.optional(),
  reactionFrom: maybeTime.optional(),
  tier: triggerSchema.shape.tier.nullish(),
  reaction: z.number().nullish(),
  title: z.string().nullish(),
});

export const attemptRow = z.object({
  number: z.int(),
  startedAt: time,
  endedAt: time,
  endedById: z.string(),
  outcome: z.enum(attemptOutcomes),
  reason: z.string(),
});

export const verdict = z.enum(verdicts);

export const gateRow = z.object({
  key: z.string(),
  status: z.enum(gateStatuses),
  decidedById: z.string().nullable(),
  decidedAt: maybeTime,
  reason: z.string().nullable(),
  frozen: z
    .object({
      verdict,
      score: z.number(),
      conditions: z.int(),
      artefact: artefactSchema.nullable().optional(),
      environment: z.string().optional(),
      scopeDigest: z.string().optional(),
    })
    .nullable(),
});

export const conditionRow = z.object({
  id: z.string(),
  text: z.string(),
  ownerId: z.string().nullable(),
  dueAt: maybeTime,
  doneAt: maybeTime,
});

export const delegationRow = z.object({
  id: z.string(),
  role: z.string(),
  fromId: z.string(),
  toId: z.string(),
  reason: z.string(),
  createdAt: time,
  until: time,
  acceptedAt: maybeTime,
  revokedAt: maybeTime,
});

export const signatureRow = z.object({
  id: z.string(),
  gateKey: z.string(),
  signoffKey: z.string(),
  personId: z.string(),
  printedName: z.string(),
  role: z.string(),
  /** Whose authority it was given with, when not the signer's own. */
  delegation: z.object({ id: z.string(), fromId: z.string(), fromName: z.string(), until: time }).nullable(),
  decision: z.enum(["approve", "approve_with_conditions", "reject"]),
  comment: z.string().nullable(),
  conditions: z.array(conditionRow),
  method: z.enum(signingMethods),
  sha256: z.string(),
  signedAt: time,
  withdrawnAt: maybeTime,
  scopeDigest: z.string(),
  leaves: z.array(
    z.object({
      key: z.string(),
      revision: z.int(),
      digest: z.string(),
      state: itemStateSchema,
      evidence: z.array(z.string()),
      waivers: z.array(z.string()),
      /** What it asked; missing in signatures of older releases. */
      terms: leafTermsSchema.optional(),
    }),
  ),
});

export const runSnapshot: z.ZodType<RunSnapshot> = z.object({
  run: z.object({
    id: z.string(),
    workspaceId: z.string(),
    name: z.string(),
    environment: z.string(),
    targetAt: maybeTime,
    originalTargetAt: maybeTime,
    timeZone: z.string(),
    artefact: artefactSchema.nullable(),
    leadId: z.string(),
    createdById: z.string(),
    createdAt: time,
    closedAt: maybeTime,
    rehearsal: z.boolean(),
    timeScale: z.int(),
    rehearsed: rehearsedSchema.nullable(),
    roundTheClock: z.boolean(),
    workingHours: workingHoursSchema.nullable(),
    attempt: z.int(),
    attemptAt: time,
    outcome: z.enum(attemptOutcomes).nullable(),
    answers: z.record(z.string(), z.string()),
    version: z.int(),
    seq: z.int(),
    templateId: z.string(),
    templateVersionId: z.string(),
    templateTitle: z.string(),
    templateVersion: z.int(),
    templateDigest: z.string(),
  }),
  document: templateDocumentSchema,
  items: z.record(z.string(), itemRow),
  evidence: z.array(evidenceRow),
  confirmations: z.array(confirmationRow),
  waivers: z.array(waiverRow),
  choices: z.array(choiceRow),
  needs: z.array(needRow),
  triggers: z.array(triggerRow),
  attempts: z.array(attemptRow),
  freezes: z.array(freezeWindowSchema),
  gates: z.array(gateRow),
  signatures: z.array(signatureRow),
  overrides: z.array(overrideRow),
  rollCalls: z.array(rollCallRow),
  nudges: z.array(nudgeRow),
  occurrences: z.array(occurrenceRow),
  shifts: z.array(shiftRow),
  handovers: z.array(handoverRow),
  followUps: z.array(followUpRow),
  announcements: z.array(announcementRow),
  onCall: z.array(onCallRow),
  escalations: z.array(escalationRow),
  roster: z.array(
    z.object({
      role: z.string(),
      personId: z.string(),
      deputy: z.boolean(),
      /** They left, and fill it no more until they are back. */
      idle: z.literal(true).optional(),
    }),
  ),
  delegations: z.array(delegationRow),
  people: z.record(z.string(), runPerson),
});

const actions = Object.keys(permissions) as [Action, ...Action[]];

export const runStanding = z.object({
  personId: z.string().nullable(),
  facts: z.object({ lead: z.boolean(), contributor: z.boolean(), signerOf: z.array(z.string()) }),
  may: z.record(z.enum(actions), z.boolean()),
});

export const present = z.object({ id: z.string(), name: z.string(), itemKey: z.string().nullable() });
