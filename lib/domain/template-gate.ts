import { z } from "zod";
import { conditional, linesSchema, nodeKeySchema } from "./template-node";

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
