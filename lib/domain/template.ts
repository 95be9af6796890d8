import { z } from "zod";
import { longestCondition } from "./condition";
import { evidenceKinds } from "./evidence-demand";
import { severitySchema } from "./severity";
import { longestValue } from "./variable";

/** What a phase or section is for; the nearest one above an item counts. */
export const stages = ["before", "during", "after", "contingency"] as const;
export const stageSchema = z.enum(stages);
export type Stage = (typeof stages)[number];

/** A stable name of a node: Unicode slug, unique in its document, pinned when the version is published. */
export const nodeKeySchema = z.string().min(1).max(96);

/** First and last line of the source (1-based, inclusive) a node came from; absent on nodes added by hand. */
export const linesSchema = z.tuple([z.int().positive(), z.int().positive()]);
export type Lines = z.infer<typeof linesSchema>;

/** `P95 latency < 200 ms`: what a measured value is judged by. */
export const expectationSchema = z.strictObject({
  metric: z.string().max(200),
  comparator: z.enum(["<", "<=", ">", ">=", "="]),
  value: z.number(),
  unit: z.string().max(40),
  /** Upper end of a range (`CPU 10-20 %`); `value` is the lower one. */
  upper: z.number().optional(),
  window: z.string().max(80).optional(),
  /** What the document names beside it, as written: `target: <1%`, `limit: 1Gi`. */
  target: z.string().max(80).optional(),
  limit: z.string().max(80).optional(),
});
export type Expectation = z.infer<typeof expectationSchema>;

const conditional = {
  /** Applies only then: `environment=production,staging and database!=no`. */
  when: z.string().max(longestCondition).optional(),
  /** Why it doesn't apply in a run (`environment is staging`), made anew from `when` whenever one is read. */
  unmet: z.string().optional(),
};

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
  /** Evidence counts only for the artefact it was attached for. */
  bound: z.literal("artefact").optional(),
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

/** A paragraph, list, table or quote kept as the Markdown it was. */
export const noteSchema = z.strictObject({
  kind: z.literal("note"),
  markdown: z.string(),
  lines: linesSchema.optional(),
});
export type Note = z.infer<typeof noteSchema>;

/** A fenced block. Only `command` is offered to be run; `purpose` says what for, e.g. `verification`. */
export const codeSchema = z.strictObject({
  kind: z.literal("code"),
  use: z.enum(["command", "manifest", "message", "sample"]),
  language: z.string().max(60).optional(),
  purpose: z.string().max(200).optional(),
  text: z.string(),
  lines: linesSchema.optional(),
});
export type Code = z.infer<typeof codeSchema>;

/** What holds where it stands, judged with its item or gate: a plain bullet below an item, under "Success criteria". */
export const criterionSchema = z.strictObject({
  kind: z.literal("criterion"),
  title: z.string(),
  expectation: expectationSchema.optional(),
  lines: linesSchema.optional(),
});
export type Criterion = z.infer<typeof criterionSchema>;

/** Something to read: `target` is the path or address, `range` its lines there. */
export const referenceSchema = z.strictObject({
  kind: z.literal("reference"),
  markdown: z.string(),
  target: z.string().max(2000).optional(),
  range: z.tuple([z.int().positive(), z.int().positive()]).optional(),
  lines: linesSchema.optional(),
});
export type Reference = z.infer<typeof referenceSchema>;

/** What a fact about the checklist or its deployment says; `required` is the score out of 100 to reach. */
export const factMeanings = [
  "status",
  "score",
  "required",
  "version",
  "target",
  "window",
  "review",
  "owner",
  "environment",
  "blank",
] as const;
const fact = {
  name: z.string(),
  value: z.string(),
  means: z.enum(factMeanings).optional(),
  /** ISO dates or times of a target or window, both ends included; out of 100 for scores. */
  from: z.string().max(40).optional(),
  to: z.string().max(40).optional(),
  lines: linesSchema.optional(),
};

/** `**Name**: value` in a part of the document. */
export const factSchema = z.strictObject({ kind: z.literal("fact"), ...fact });
export type Fact = z.infer<typeof factSchema>;

/** Something to fill in during the run. `name` is the variable later commands use; `example` what the document proposes. */
export const blankSchema = z.strictObject({
  kind: z.literal("blank"),
  key: nodeKeySchema,
  title: z.string(),
  ask: z.enum(["text", "person", "date", "time"]),
  name: z.string().max(80).optional(),
  example: z.string().max(400).optional(),
  lines: linesSchema.optional(),
});
export type Blank = z.infer<typeof blankSchema>;

/** A condition that calls for a reaction once fired; only tier `rollback` turns the verdict. */
export const triggerSchema = z.strictObject({
  kind: z.literal("trigger"),
  key: nodeKeySchema,
  title: z.string(),
  tier: z.enum(["rollback", "timed", "investigate"]),
  /** Minutes to react before a timed tier becomes a rollback. */
  reaction: z.number().positive().optional(),
  reactionText: z.string().max(400).optional(),
  expectation: expectationSchema.optional(),
  lines: linesSchema.optional(),
});
export type Trigger = z.infer<typeof triggerSchema>;

/** A question between options; `items` are keys of the nodes that leave the score when another option is taken. */
export const choiceSchema = z.strictObject({
  kind: z.literal("choice"),
  key: nodeKeySchema,
  title: z.string(),
  decider: z.string().max(120).optional(),
  /** By when, from the target: `T-24h`. */
  due: z.string().max(40).optional(),
  /** Two ways to the same step ("… or migrations ran") rather than a decision the document spells out. */
  either: z.boolean().optional(),
  options: z
    .array(
      z.strictObject({
        key: nodeKeySchema,
        title: z.string(),
        recommended: z.boolean().optional(),
        markdown: z.string().optional(),
        items: z.array(nodeKeySchema).optional(),
      }),
    )
    .min(2),
  lines: linesSchema.optional(),
});
export type Choice = z.infer<typeof choiceSchema>;

/** Whom a sign-off keeps from approving: the run's lead; who ticked a critical item that it covers. */
export const duties = ["lead", "ticker"] as const;
export type Duty = (typeof duties)[number];

/** A required signature: any `count` distinct people filling one of `roles`, who sign `wording`. */
export const signoffSchema = z.strictObject({
  key: nodeKeySchema,
  title: z.string(),
  roles: z.array(z.string().min(1).max(120)).min(1),
  count: z.int().positive().default(1),
  wording: z.string(),
  /** Keys of sign-offs of the same gate that must be given before this one. */
  after: z.array(nodeKeySchema).min(1).max(20).optional(),
  /** Nodes it covers, of what its gate covers; without it all of that. */
  covers: z.array(nodeKeySchema).min(1).max(100).optional(),
  not: z.array(z.enum(duties)).min(1).max(duties.length).optional(),
  lines: linesSchema.optional(),
});
export type Signoff = z.infer<typeof signoffSchema>;

/**
 * A decision point, standing in document order. Covers the leaves between the gate before it and itself,
 * less contingency and recurring ones, unless `covers` names nodes. `required` is the score out of 100.
 */
export const gateSchema = z.strictObject({
  kind: z.literal("gate"),
  key: nodeKeySchema,
  title: z.string(),
  asks: z.enum(["deploy", "live", "close", "approve"]),
  required: z.number().min(0).max(100).optional(),
  covers: z.array(nodeKeySchema).optional(),
  signoffs: z.array(signoffSchema),
  ...conditional,
  lines: linesSchema.optional(),
});
export type Gate = z.infer<typeof gateSchema>;

export const contactSchema = z.strictObject({
  kind: z.literal("contact"),
  name: z.string(),
  channel: z.string(),
  /** What to call them for; the default owner of the sections about it. */
  topic: z.string().max(200).optional(),
  tier: z.int().positive().optional(),
  lines: linesSchema.optional(),
});
export type Contact = z.infer<typeof contactSchema>;

/** A message template; `{{name}}` and `[name]` in `text` are its variables. */
export const announcementSchema = z.strictObject({
  kind: z.literal("announcement"),
  key: nodeKeySchema,
  title: z.string(),
  moment: z.string().max(120),
  text: z.string(),
  /** Whom it is for: roles of the roster as `@role`, mail addresses, or just words. */
  audience: z.string().max(200).optional(),
  /** How it leaves, when the document says so. */
  channel: z.enum(["mail", "chat", "webhook", "copy"]).optional(),
  ...conditional,
  lines: linesSchema.optional(),
});
export type Announcement = z.infer<typeof announcementSchema>;

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
