import { type Result, refuse } from "@/lib/domain/refusal";
import { improve, isPart } from "@/lib/domain/template-proposal";
import type { Context } from "./context";
import { readImprovements } from "./improvement.read";
import { createDraft, type SavedDraft, saveDraft } from "./template-draft.write";

/** By their ids, a new item with the part it goes into; `on` is what they were looked at on. */
export type ImproveInput = {
  take: readonly { id: string; into?: string | undefined }[];
  on: { baseVersion: number; draftVersion: number | null };
};

/** Makes the chosen proposals a draft of the template's next version, or adds them to the one there is. */
export async function improveTemplate(ctx: Context, runId: string, input: ImproveInput): Promise<Result<SavedDraft>> {
  const read = await readImprovements(ctx, runId);
  if (!read.ok) return read;
  const { template, draft, document, baseVersion, proposals } = read.value;
  if (baseVersion !== input.on.baseVersion || (draft?.version ?? null) !== input.on.draftVersion)
    return refuse("conflict", "The template changed meanwhile. Look at the proposals again, then take them.");
  const taken = input.take.flatMap(({ id, into }) => {
    const proposal = proposals.find((each) => each.id === id);
    return proposal ? [{ proposal, into }] : [];
  });
  if (taken.length !== input.take.length)
    return refuse("conflict", "One of these proposals is there no more. Look at them again, then take them.");
  if (input.take.some(({ into }) => into !== undefined && !isPart(document, into)))
    return refuse("invalid_input", "A new item goes into a phase or section of the template. Choose one of them.");
  const content = { document: improve(document, taken) };
  const from = { run: runId, took: taken.map(({ proposal }) => proposal.id) };
  return draft
    ? saveDraft(ctx, draft.id, content, draft.version, from)
    : createDraft(ctx, content, { templateId: template.id, baseVersion }, from);
}
