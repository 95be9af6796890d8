"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { api } from "@/components/client/api";
import type { TemplateDocument } from "@/lib/domain/template";
import { type DraftHead, DraftKeeper, type KeeperState } from "./draft-keeper";
import { useEdit } from "./edit-provider";
import { writeLocalCopy } from "./local-copy";

/** What is edited: the next version of a template, or a new one, which has a draft from the start. */
export type Edited = {
  template: { id: string; title: string; version: number } | null;
  published: TemplateDocument | null;
  draft: (DraftHead & { document: TemplateDocument }) | null;
};

export function localNameOf({ template, draft }: Edited): string {
  return template?.id ?? draft?.id ?? "new";
}

/** Saves what is edited as a draft, a moment after each change. */
export function useDraft(edited: Edited, start: TemplateDocument): { keeper: DraftKeeper; state: KeeperState } {
  const document = useEdit((state) => state.document);
  const [keeper] = useState(() => makeKeeper(edited, start));
  const state = useSyncExternalStore(keeper.subscribe, keeper.getState, keeper.getState);
  useEffect(() => keeper.change(document), [keeper, document]);
  useEffect(() => {
    const retry = () => void keeper.flush();
    window.addEventListener("online", retry);
    window.addEventListener("pagehide", keeper.leave);
    return () => {
      window.removeEventListener("online", retry);
      window.removeEventListener("pagehide", keeper.leave);
      keeper.leave();
    };
  }, [keeper]);
  return { keeper, state };
}

function makeKeeper(edited: Edited, start: TemplateDocument): DraftKeeper {
  const { template, draft } = edited;
  const next = template ? { templateId: template.id, baseVersion: template.version } : {};
  return new DraftKeeper(draft, start, {
    create: (document) => api("POST", "/drafts", { body: { document, ...next } }),
    save: ({ id, version }, document) => api("PUT", `/drafts/${id}`, { body: { document, version } }),
    keep: (copy) => writeLocalCopy(localNameOf(edited), copy && { ...copy, at: Date.now() }),
  });
}
