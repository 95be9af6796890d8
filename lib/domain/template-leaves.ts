import { z } from "zod";
import { conditional, linesSchema, nodeKeySchema } from "./template-node";

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
  /** Shell variables that a run filled in where the command would compute them; made anew whenever one is read. */
  filled: z.array(z.string()).optional(),
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

/** The fields of a fact, in the text or above it. */
export const fact = {
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
