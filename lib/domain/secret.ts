import { z } from "zod";
import { linesSchema } from "./template-node";

/** Something in a text that looks like a credential: what, where, and enough of it to recognise, never the whole. */
export const secretFindingSchema = z.strictObject({ kind: z.string(), lines: linesSchema, hint: z.string() });
export type SecretFinding = z.infer<typeof secretFindingSchema>;
