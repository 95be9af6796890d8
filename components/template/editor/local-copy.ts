import { type TemplateDocument, templateDocumentSchema } from "@/lib/domain/template";

/** What didn't reach the server, as this browser keeps it: the draft and version it was made on, and when (milliseconds). */
export type LocalCopy = { draft: { id: string; version: number } | null; at: number; document: TemplateDocument };

/** `name` is the template's id, or the draft's for a new template. */
const nameOf = (name: string) => `gonogo.draft.${name}`;

export function readLocalCopy(name: string): LocalCopy | null {
  try {
    const kept = JSON.parse(localStorage.getItem(nameOf(name)) ?? "null");
    const document = templateDocumentSchema.safeParse(kept?.document);
    if (!document.success) return null;
    const draft = kept.draft ? { id: String(kept.draft.id), version: Number(kept.draft.version) } : null;
    return { draft, at: Number(kept.at), document: document.data };
  } catch {
    return null;
  }
}

/** False when the browser has no room, or lets nothing be kept. */
export function writeLocalCopy(name: string, copy: LocalCopy | null): boolean {
  try {
    if (copy) localStorage.setItem(nameOf(name), JSON.stringify(copy));
    else localStorage.removeItem(nameOf(name));
    return true;
  } catch {
    return false;
  }
}
