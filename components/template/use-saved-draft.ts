"use client";

import { useState } from "react";
import { type Answer, type ApiRefusal, api } from "@/components/client/api";
import type { DraftInput } from "@/lib/domain/template-draft";
import type { DraftHead } from "./editor/draft-keeper";

type Saved = { id: string; version: number; savedAt: string };

export type SavedDraft = {
  /** The draft this preview is, once it is one. */
  draft: Saved | null;
  busy: boolean;
  refusal: ApiRefusal | undefined;
  /** What somebody else saved, or began for the same template. */
  theirs: DraftHead | null;
  save: (input: DraftInput) => void;
  /** Over theirs, after having been told of it. */
  saveOver: (input: DraftInput) => void;
  /** What comes next is no longer that draft, which stays as it is. */
  forget: () => void;
};

/** Saves a preview as a draft when told to, on the version it knows. */
export function useSavedDraft(begun: Saved | null, of: { id: string; version: number } | undefined): SavedDraft {
  const [draft, setDraft] = useState(begun);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ApiRefusal>();
  const theirs = refusal?.code === "conflict" ? (refusal.current as DraftHead) : null;
  const send = async (input: DraftInput, on: { id: string; version: number } | null) => {
    if (busy) return;
    setBusy(true);
    setRefusal(undefined);
    const next = of ? { templateId: of.id, baseVersion: of.version } : {};
    const answer: Answer<Saved> = on
      ? await api("PUT", `/drafts/${on.id}`, { body: { input, version: on.version } })
      : await api("POST", "/drafts", { body: { input, ...next } });
    setBusy(false);
    if (!answer.ok) {
      setRefusal(answer);
      return;
    }
    setDraft(answer.value);
    // The address is the draft's from now on, without drawing the page anew.
    window.history.replaceState(null, "", `/templates/new?draft=${answer.value.id}`);
  };
  return {
    draft,
    busy,
    refusal,
    theirs,
    save: (input) => void send(input, draft),
    saveOver: (input) => void send(input, theirs),
    forget: () => {
      setDraft(null);
      setRefusal(undefined);
      window.history.replaceState(null, "", of ? `/templates/new?of=${of.id}` : "/templates/new");
    },
  };
}
