import { type Refusal, refuse } from "@/lib/domain/refusal";
import { type Author, readAuthors } from "./author.read";
import type { Transaction } from "./database";

/** What a missing draft and a stranger's draft both answer. */
export const draftNotFound: Refusal = refuse("not_found", "There is nothing here, or you may not see it.");
export const draftForbidden: Refusal = refuse(
  "forbidden",
  "Only template editors and admins see and change drafts. Ask an admin for the role.",
);

/** Where a draft stands, for whoever lost to it. */
export type DraftHead = { id: string; version: number; savedAt: string; savedBy: Author };

export async function readDraftHead(
  tx: Pick<Transaction, "templateDraft" | "person">,
  workspaceId: string,
  which: { id: string } | { templateId: string },
): Promise<DraftHead | null> {
  const row = await tx.templateDraft.findFirst({
    where: { ...which, workspaceId },
    select: { id: true, version: true, savedAt: true, savedById: true },
  });
  if (!row) return null;
  const authors = await readAuthors(tx, [row.savedById]);
  return { id: row.id, version: row.version, savedAt: row.savedAt.toISOString(), savedBy: authors(row.savedById) };
}

/** The answer to whoever was slower: whose draft there is now. */
export function overtaken(current: DraftHead): Refusal {
  const message = `${current.savedBy.name} saved this draft meanwhile. Look at the difference, then take theirs or keep yours.`;
  return refuse("conflict", message, { current });
}
