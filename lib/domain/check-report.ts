import { z } from "zod";
import { severitySchema } from "./severity";

export const checkResults = ["pass", "warn", "fail", "skip"] as const;
export type CheckResult = (typeof checkResults)[number];

const name = z.string().trim().min(1).max(200);

/** The JSON report of a validation script: what `POST /runs/:id/checks` takes. */
export const checkReportSchema = z.strictObject({
  /** What made it: `validate.sh`. */
  name: name.default("checks"),
  /** When it was made; what is older than an item's state never improves it. */
  at: z.iso.datetime({ offset: true }).optional(),
  /** 0 to 100, as the script counts; shown, never taken for ours. */
  score: z.number().min(0).max(100).optional(),
  checks: z
    .array(
      z.strictObject({
        name,
        /** Key of the item it is about. */
        key: z.string().trim().min(1).max(96).optional(),
        result: z.enum(checkResults, "Give pass, warn, fail or skip."),
        severity: severitySchema.optional(),
        detail: z.string().trim().max(4000).optional(),
      }),
    )
    .min(1, "Give at least one check.")
    .max(2000)
    .refine((checks) => new Set(checks.map(({ name }) => name)).size === checks.length, {
      message: "Name each check once.",
    }),
});
export type CheckReport = z.infer<typeof checkReportSchema>;
export type Check = CheckReport["checks"][number];

/** What became of one check: mapped to an item and what it did there, or why neither. */
export const checkOutcomes = ["set", "reopened", "kept", "held", "unmapped"] as const;
export const checkDoneSchema = z.strictObject({
  name: z.string(),
  result: z.enum(checkResults),
  severity: severitySchema.nullable(),
  detail: z.string().nullable(),
  item: z.string().nullable(),
  /** How the item was found. */
  by: z.enum(["key", "mapped", "declared", "name", "slug", "similar"]).nullable(),
  outcome: z.enum(checkOutcomes),
  /** What was done or why not, in words. */
  text: z.string(),
});
export type CheckDone = z.infer<typeof checkDoneSchema>;

export const reportRowSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  score: z.number().nullable(),
  sha256: z.string(),
  at: z.string(),
  /** Null: a pipeline, by its token. */
  byId: z.string().nullable(),
  checks: z.array(checkDoneSchema),
});
export type ReportRow = z.infer<typeof reportRowSchema>;
