import { z } from "zod";
import { severitySchema } from "./severity";

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
  window: z.string().max(80).optional(),
});
export type Expectation = z.infer<typeof expectationSchema>;

/** Attributes any phase, section or item may carry; an item without one takes its nearest ancestor's. */
const attributes = {
  severity: severitySchema.optional(),
  /** A role until the roster names a person. */
  owner: z.string().max(120).optional(),
  /** Minutes; on a section it is shared out over the leaves. */
  estimate: z.number().positive().max(525_600).optional(),
  /** Keys of what must be satisfied first. */
  needs: z.array(nodeKeySchema).max(100).optional(),
  evidence: z.literal("required").optional(),
  /** Offset from the target, e.g. `T-24h`. */
  due: z.string().max(40).optional(),
  /** `Status: NOT STARTED` as the document states it; shown beside what we compute. */
  stated: z.string().max(400).optional(),
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

/** A required signature: any `count` distinct people filling one of `roles`, who sign `wording`. */
export const signoffSchema = z.strictObject({
  key: nodeKeySchema,
  title: z.string(),
  roles: z.array(z.string().min(1).max(120)).min(1),
  count: z.int().positive().default(1),
  wording: z.string(),
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
  lines: linesSchema.optional(),
});
export type Gate = z.infer<typeof gateSchema>;

export const contactSchema = z.strictObject({
  kind: z.literal("contact"),
  name: z.string(),
  channel: z.string(),
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
  lines: linesSchema.optional(),
});
export type Announcement = z.infer<typeof announcementSchema>;

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
  recurs?: { everyMinutes: number; text: string } | undefined;
  content: Content[];
} & Attributes;
export type Attributes = { [K in keyof typeof attributes]?: z.infer<(typeof attributes)[K]> };

/** A heading (or bold line used as one) below a phase, to any depth. */
export type Section = {
  kind: "section";
  key: string;
  title: string;
  stage?: Stage | undefined;
  optional?: boolean | undefined;
  content: Content[];
} & Attributes;

/** A top-level part of the document. */
export type Phase = Omit<Section, "kind"> & { kind: "phase" };

/** What stands inside a phase, section or item, in the order of the source. */
export type Content = Note | Code | Item | Section | Gate | Trigger | Choice | Contact | Announcement;

export const itemSchema: z.ZodType<Item> = z.lazy(() =>
  z.strictObject({
    kind: z.literal("item"),
    key: nodeKeySchema,
    title: z.string(),
    checked: z.boolean().optional(),
    optional: z.boolean().optional(),
    expectation: expectationSchema.optional(),
    hold: z.strictObject({ minutes: z.number().positive(), traffic: z.number().min(0).max(100).optional() }).optional(),
    recurs: z.strictObject({ everyMinutes: z.number().positive(), text: z.string() }).optional(),
    ...attributes,
    content: z.array(contentSchema),
  }),
);

const sectionShape = {
  key: nodeKeySchema,
  title: z.string(),
  stage: stageSchema.optional(),
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
  metadata: z.array(z.strictObject({ name: z.string(), value: z.string(), lines: linesSchema.optional() })),
  /** Notes before the first phase. */
  intro: z.array(z.union([noteSchema, codeSchema])),
  /** Phases and the gates between them, in document order; gates may also stand inside a phase. */
  phases: z.array(z.union([phaseSchema, gateSchema])),
});
export type TemplateDocument = z.infer<typeof templateDocumentSchema>;

/** What the import made of the source; `tasks` and `commands` count the source's task items and fenced blocks. */
export const importCountsSchema = z.strictObject({
  tasks: z.int(),
  phases: z.int(),
  sections: z.int(),
  items: z.int(),
  commands: z.int(),
  signoffs: z.int(),
  gates: z.int(),
  holds: z.int(),
  triggers: z.int(),
  choices: z.int(),
  recurring: z.int(),
  contacts: z.int(),
  announcements: z.int(),
  expectations: z.int(),
});
export type ImportCounts = z.infer<typeof importCountsSchema>;

/** One line range of the source and what it became; ranges cover every non-blank line once, in order. */
export const reportEntrySchema = z.strictObject({
  lines: linesSchema,
  became: z.enum([
    "title",
    "metadata",
    "phase",
    "section",
    "item",
    "command",
    "code",
    "attribute",
    "signoff",
    "gate",
    "trigger",
    "choice",
    "contact",
    "announcement",
    "note",
    "separator",
  ]),
  /** The key of the node it became or belongs to. */
  key: nodeKeySchema.optional(),
  note: z.string().optional(),
});
export type ReportEntry = z.infer<typeof reportEntrySchema>;

export type ImportResult = { document: TemplateDocument; counts: ImportCounts; report: ReportEntry[] };
