import { z } from "zod";

const draftSchema = z.object({
  decision: z.enum(["approve", "approve_with_conditions", "reject"]).nullable(),
  comment: z.string(),
  conditions: z
    .array(z.object({ id: z.string(), text: z.string(), owner: z.string().nullable(), due: z.string() }))
    .readonly(),
});

/** What somebody means to sign, as far as they have typed it. Neither password nor code ever stands in it. */
export type Draft = Readonly<z.infer<typeof draftSchema>>;
export const emptyDraft: Draft = { decision: null, comment: "", conditions: [] };

/** Whose answer to which sign-off. The person is named, as a tab outlives who is signed in. */
export type DraftPlace = { runId: string; gateKey: string; signoffKey: string; personId: string };

const nameOf = ({ runId, gateKey, signoffKey, personId }: DraftPlace) =>
  `gonogo.ceremony-draft.${JSON.stringify([personId, runId, gateKey, signoffKey])}`;

export function readKeptDraft(place: DraftPlace): Draft | null {
  try {
    const kept = draftSchema.safeParse(JSON.parse(sessionStorage.getItem(nameOf(place)) ?? "null"));
    return kept.success && !isEmpty(kept.data) ? kept.data : null;
  } catch {
    return null;
  }
}

/** Keeps it for this tab; null forgets it. A browser that keeps nothing costs no more than before. */
export function keepDraft(place: DraftPlace, draft: Draft | null): void {
  try {
    if (draft && !isEmpty(draft)) sessionStorage.setItem(nameOf(place), JSON.stringify(draft));
    else sessionStorage.removeItem(nameOf(place));
  } catch {}
}

function isEmpty({ decision, comment, conditions }: Draft): boolean {
  return decision === null && comment === "" && conditions.every(({ text }) => text === "");
}
