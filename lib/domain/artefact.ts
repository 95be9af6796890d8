import { z } from "zod";

/** What is to be deployed; any of the three identifies it, all that are given must match. */
export const artefactSchema = z
  .strictObject({
    version: z.string().trim().min(1).max(200).optional(),
    commit: z.string().trim().min(4).max(64).optional(),
    image: z.string().trim().min(1).max(400).optional(),
  })
  .refine((a) => a.version || a.commit || a.image, { message: "Name a version, a commit or an image digest." });

/** The same as pipelines write it: one string is an image digest, a full commit, or else a version. */
export const artefactInputSchema = z.union([
  artefactSchema,
  z
    .string()
    .trim()
    .min(1)
    .max(400)
    .transform((text): z.infer<typeof artefactSchema> => {
      if (/(^|@)sha256:/.test(text)) return { image: text };
      return /^[0-9a-f]{40}$/i.test(text) ? { commit: text } : { version: text };
    }),
]);
