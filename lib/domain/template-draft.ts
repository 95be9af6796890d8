import { z } from "zod";
import { correctionSchema } from "./template-corrections";

/** What somebody imported and how they wanted it read, as the preview had it when it was saved as a draft. */
export const draftInputSchema = z.strictObject({
  markdown: z.string().max(2_000_000),
  /** Instead of the document's own title. */
  title: z.string().trim().min(1).max(300).optional(),
  /** `false` leaves text that was read in a wrong encoding as it is. */
  repair: z.boolean().optional(),
  maskSecrets: z.boolean().optional(),
  corrections: z.array(correctionSchema).max(2_000).optional(),
});
export type DraftInput = z.infer<typeof draftInputSchema>;

/**
 * The title a template has in the list once a version is published: what it was renamed to stays, unless the checklist
 * itself has another title than the version before.
 */
export function titleAfterPublishing(listed: string, before: string | undefined, published: string): string {
  return before === published ? listed : published;
}
