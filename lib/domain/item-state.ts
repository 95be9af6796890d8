import { z } from "zod";

/** Every state of an item; `blocked` is a flag beside them. */
export const itemStates = ["open", "in_progress", "passed", "warned", "failed", "not_applicable"] as const;
export const itemStateSchema = z.enum(itemStates);
export type ItemState = (typeof itemStates)[number];

/** States that say nothing without a reason: a warning's is its mitigation. */
export const statesWithReason: ReadonlySet<ItemState> = new Set(["warned", "failed", "not_applicable"]);
