import { z } from "zod";
import { guessReasons } from "./import-guess";
import type { TemplateDocument } from "./template";
import { linesSchema, nodeKeySchema } from "./template-node";
import type { TextRepair } from "./text-repair";

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
  criteria: z.int().default(0),
  references: z.int().default(0),
  blanks: z.int().default(0),
  warnings: z.int().default(0),
});
export type ImportCounts = z.infer<typeof importCountsSchema>;

export const noCounts: ImportCounts = {
  tasks: 0,
  phases: 0,
  sections: 0,
  items: 0,
  commands: 0,
  signoffs: 0,
  gates: 0,
  holds: 0,
  triggers: 0,
  choices: 0,
  recurring: 0,
  contacts: 0,
  announcements: 0,
  expectations: 0,
  criteria: 0,
  references: 0,
  blanks: 0,
  warnings: 0,
};

/** A guess of the import: which node it is about, from which lines, and why. Its words stand in the entry's `note` too. */
export const importGuessSchema = z.strictObject({
  reason: z.enum(guessReasons),
  kind: z.string().max(20),
  key: nodeKeySchema.optional(),
  lines: linesSchema,
  said: z.string().max(200).optional(),
});

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
    "criterion",
    "reference",
    "fact",
    "blank",
    "variable",
    "note",
    "separator",
  ]),
  /** The key of the node it became or belongs to. */
  key: nodeKeySchema.optional(),
  note: z.string().optional(),
  guesses: z.array(importGuessSchema).optional(),
  /** What contradicts itself there and has to be cleared up by a person. */
  warning: z.string().optional(),
});
export type ReportEntry = z.infer<typeof reportEntrySchema>;

/** With `repair` come the lines' text as it was mended; without it the source was right, or was left as it is. */
export type ImportResult = {
  document: TemplateDocument;
  counts: ImportCounts;
  report: ReportEntry[];
  text?: string;
  repair?: TextRepair;
};
