import { z } from "zod";
import { longestCondition } from "./condition";

/** A stable name of a node: Unicode slug, unique in its document, pinned when the version is published. */
export const nodeKeySchema = z.string().min(1).max(96);

/** First and last line of the source (1-based, inclusive) a node came from; absent on nodes added by hand. */
export const linesSchema = z.tuple([z.int().positive(), z.int().positive()]);
export type Lines = z.infer<typeof linesSchema>;

/** What anything may carry that only some runs need. */
export const conditional = {
  /** Applies only then: `environment=production,staging and database!=no`. */
  when: z.string().max(longestCondition).optional(),
  /** Why it doesn't apply in a run (`environment is staging`), made anew from `when` whenever one is read. */
  unmet: z.string().optional(),
};
