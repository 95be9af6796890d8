import { useEffect, useRef, useState } from "react";
import { type TemplateDocument, templateDocumentSchema } from "@/lib/domain/template";
import { useEdit } from "./edit-provider";

/** A draft as this browser keeps it: which version it began from, and when it was last changed (milliseconds). */
export type KeptDraft = { base: number; at: number; document: TemplateDocument };

const nameOf = (templateId: string) => `gonogo.draft.${templateId}`;

export function readKeptDraft(templateId: string): KeptDraft | null {
  try {
    const kept = JSON.parse(localStorage.getItem(nameOf(templateId)) ?? "null");
    const document = templateDocumentSchema.safeParse(kept?.document);
    return document.success ? { base: Number(kept.base), at: Number(kept.at), document: document.data } : null;
  } catch {
    return null;
  }
}

export function dropKeptDraft(templateId: string): void {
  localStorage.removeItem(nameOf(templateId));
}

export type KeptState = "unchanged" | "keeping" | "kept" | "full";

const pause = 400;

/** Keeps what is edited in this browser, a moment after each change; leaving the page loses nothing. */
export function useKeptDraft(templateId: string, base: number, published: TemplateDocument): KeptState {
  const document = useEdit((state) => state.document);
  const [state, setState] = useState<KeptState>("unchanged");
  const began = useRef(false);
  useEffect(() => {
    if (document === published) {
      // Before anything was done, what is kept is from the last time.
      if (began.current) dropKeptDraft(templateId);
      setState("unchanged");
      return;
    }
    began.current = true;
    setState("keeping");
    const keep = () => {
      try {
        localStorage.setItem(nameOf(templateId), JSON.stringify({ base, at: Date.now(), document }));
        setState("kept");
      } catch {
        setState("full");
      }
    };
    const timer = setTimeout(keep, pause);
    window.addEventListener("pagehide", keep);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pagehide", keep);
    };
  }, [document, published, templateId, base]);
  return state;
}
