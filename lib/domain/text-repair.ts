import { z } from "zod";

/** What was mended in a text that was UTF-8 but had been read in another encoding: which, how often, one line as example. */
export const textRepairSchema = z.strictObject({
  encoding: z.string(),
  places: z.int().positive(),
  sample: z.strictObject({ line: z.int().positive(), before: z.string(), after: z.string() }),
});
export type TextRepair = z.infer<typeof textRepairSchema>;
