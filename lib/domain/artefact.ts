import { z } from "zod";

/** What an artefact goes by, in the order people name it. */
export const artefactParts = ["version", "commit", "image", "build"] as const;
export type ArtefactPart = (typeof artefactParts)[number];

/** What is to be deployed; any of these identifies it, all that are given must match. */
export const artefactSchema = z
  .strictObject({
    version: z.string().trim().min(1).max(200).optional(),
    commit: z.string().trim().min(4).max(64).optional(),
    image: z.string().trim().min(1).max(400).optional(),
    /** Number, name or address of the pipeline's build. */
    build: z.string().trim().min(1).max(400).optional(),
  })
  .refine((artefact) => artefactParts.some((part) => artefact[part]), {
    message: "Name a version, a commit, an image digest or a build.",
  });

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
