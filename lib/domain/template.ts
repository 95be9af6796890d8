import { z } from "zod";
import { artefactParts } from "./artefact";
import { evidenceKinds } from "./evidence-demand";
import { severitySchema } from "./severity";
import { type Gate, gateSchema } from "./template-gate";
import {
  type Announcement,
  announcementSchema,
  type Blank,
  blankSchema,
  type Choice,
  type Code,
  type Contact,
  type Criterion,
  choiceSchema,
  codeSchema,
  contactSchema,
  criterionSchema,
  type Expectation,
  expectationSchema,
  type Fact,
  fact,
  factSchema,
  type Note,
  noteSchema,
  type Reference,
  referenceSchema,
  type Trigger,
  triggerSchema,
} from "./template-leaves";
import { conditional, linesSchema, nodeKeySchema } from "./template-node";
import { longestValue } from "./variable";

/** What a phase or section is for; the nearest one above an item counts. */
export const stages = ["before", "during", "after", "contingency"] as const;

export const stageSchema = z.enum(stages);
export type Stage = (typeof stages)[number];

export const boundTo = ["artefact", ...artefactParts] as const;

/** Attributes any phase, section or item may carry; an item without one takes its nearest ancestor's. */
const attributes = {
  severity: severitySchema.optional(),
  /** A role until the roster names a person. */
  owner: z.string().max(120).optional(),
  /** Minutes; on a section it is shared out over the leaves. */
  estimate: z.number().positive().max(525_600).optional(),
  /** Keys of what must be satisfied first. */
  needs: z.array(nodeKeySchema).max(100).optional(),
  /** `required`, or of just this kind. */
  evidence: z.enum(["required", ...evidenceKinds]).optional(),
  /** Minutes after which evidence proves nothing. */
  age: z.number().positive().max(525_600).optional(),
  /** Evidence counts only for the artefact it was attached for, or only while this part of it stays. */
  bound: z.enum(boundTo).optional(),
  /** Passed counts once somebody else has confirmed it. */
  confirm: z.literal("second").optional(),
  /** Only check results complete it. */
  reserved: z.literal("checks").optional(),
  /** Offset from the target, e.g. `T-24h`. */
  due: z.string().max(40).optional(),
  /** The date or time as the document gives it: `Jan 20, 4:00 PM`. */
  dated: z.string().max(120).optional(),
  /** `Status: NOT STARTED` as the document states it; shown beside what we compute. */
  stated: z.string().max(400).optional(),
  ...conditional,
  lines: linesSchema.optional(),
};

/**
 * What a run is asked for at its start. `{{key}}` in titles, notes, code and messages stands for the answer, as does
 * whatever is listed in `written` (`<IMAGE_TAG>`). With `options` only those are taken.
 */
export const variableSchema = z.strictObject({
  key: z.string().min(1).max(64),
  label: z.string().min(1).max(120),
  hint: z.string().max(400).optional(),
  default: z.string().max(longestValue).optional(),
  options: z.array(z.string().min(1).max(longestValue)).max(50).optional(),
  required: z.boolean().optional(),
  written: z.array(z.string().min(2).max(120)).max(20).optional(),
  lines: linesSchema.optional(),
});
export type Variable = z.infer<typeof variableSchema>;

/** A tick box. `checked` = ticked in the source, which a named person has still to confirm. */
export type Item = {
  kind: "item";
  key: string;
  /** Inline Markdown; decoration (emoji, numbering, bold around the whole) is stripped. */
  title: string;
  checked?: boolean | undefined;
  optional?: boolean | undefined;
  expectation?: Expectation | undefined;
  /** Must last this many minutes before it can be ticked; share of traffic in per cent. */
  hold?: { minutes: number; traffic?: number | undefined } | undefined;
  /** Comes back after go-live; not covered by any gate. */
  recurs?:
    | {
        everyMinutes: number;
        text: string;
        /** Stops after that long, or at what the text names (`Friday`, `20 January`). */
        forMinutes?: number | undefined;
        until?: string | undefined;
      }
    | undefined;
  /** Path or address of another checklist to be completed. */
  checklist?: string | undefined;
  /** Name of the variable that a value measured here gives to what comes later. */
  capture?: string | undefined;
  /** Names of the automated checks that are about it. */
  checks?: string[] | undefined;
  content: Content[];
} & Attributes;

export type Attributes = { [K in keyof typeof attributes]?: z.infer<(typeof attributes)[K]> };

/** What a part is about when it is not steps to take. */
export const sectionTopics = ["criteria", "known-issue", "reference", "summary", "timeline"] as const;

/** A heading (or bold line used as one) below a phase, to any depth. */
export type Section = {
  kind: "section";
  key: string;
  title: string;
  stage?: Stage | undefined;
  about?: (typeof sectionTopics)[number] | undefined;
  optional?: boolean | undefined;
  content: Content[];
} & Attributes;

/** A top-level part of the document. */
export type Phase = Omit<Section, "kind"> & { kind: "phase" };

/** What stands inside a phase, section or item, in the order of the source. */
export type Content =
  | Note
  | Code
  | Item
  | Section
  | Gate
  | Trigger
  | Choice
  | Contact
  | Announcement
  | Criterion
  | Reference
  | Fact
  | Blank;

export const itemSchema: z.ZodType<Item> = z.lazy(() =>
  z.strictObject({
    kind: z.literal("item"),
    key: nodeKeySchema,
    title: z.string(),
    checked: z.boolean().optional(),
    optional: z.boolean().optional(),
    expectation: expectationSchema.optional(),
    hold: z.strictObject({ minutes: z.number().positive(), traffic: z.number().min(0).max(100).optional() }).optional(),
    recurs: z
      .strictObject({
        everyMinutes: z.number().positive(),
        text: z.string(),
        forMinutes: z.number().positive().optional(),
        until: z.string().max(80).optional(),
      })
      .optional(),
    checklist: z.string().max(400).optional(),
    capture: z.string().min(1).max(64).optional(),
    checks: z.array(z.string().min(1).max(200)).min(1).max(20).optional(),
    ...attributes,
    content: z.array(contentSchema),
  }),
);

const sectionShape = {
  key: nodeKeySchema,
  title: z.string(),
  stage: stageSchema.optional(),
  about: z.enum(sectionTopics).optional(),
  optional: z.boolean().optional(),
  ...attributes,
};

export const sectionSchema: z.ZodType<Section> = z.lazy(() =>
  z.strictObject({ kind: z.literal("section"), ...sectionShape, content: z.array(contentSchema) }),
);

export const contentSchema: z.ZodType<Content> = z.lazy(() =>
  z.union([
    noteSchema,
    codeSchema,
    itemSchema,
    sectionSchema,
    gateSchema,
    triggerSchema,
    choiceSchema,
    contactSchema,
    announcementSchema,
    criterionSchema,
    referenceSchema,
    factSchema,
    blankSchema,
  ]),
);

export const phaseSchema: z.ZodType<Phase> = z.lazy(() =>
  z.strictObject({ kind: z.literal("phase"), ...sectionShape, content: z.array(contentSchema) }),
);

/** A template version's content: never changes once published; `schema` grows when this shape does. */
export const templateDocumentSchema = z.strictObject({
  schema: z.literal(1),
  title: z.string().min(1).max(300),
  /** `**Version**: 1.2` and the like, in order. */
  metadata: z.array(z.strictObject(fact)),
  /** Asked for when a run starts, in order. */
  variables: z.array(variableSchema).max(100).optional(),
  /** Notes before the first phase. */
  intro: z.array(z.union([noteSchema, codeSchema])),
  /** Phases and the gates between them, in document order; gates may also stand inside a phase. */
  phases: z.array(z.union([phaseSchema, gateSchema])),
});
export type TemplateDocument = z.infer<typeof templateDocumentSchema>;
