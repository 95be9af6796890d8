import { z } from "zod";

/** How much an open item weighs on the verdict, worst first. */
export const severities = ["critical", "high", "medium", "low"] as const;
export const severitySchema = z.enum(severities);
export type Severity = (typeof severities)[number];

/** Points a leaf of each severity brings to the score; critical outweighs everything a team may leave for later. */
export const severityWeight: Readonly<Record<Severity, number>> = { critical: 8, high: 4, medium: 2, low: 1 };

/** What an item without a severity of its own or of any ancestor counts as. */
export const defaultSeverity: Severity = "medium";
