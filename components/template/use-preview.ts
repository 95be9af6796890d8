"use client";

import { useEffect, useState } from "react";
import { type ApiRefusal, api } from "@/components/client/api";
import type { ImportCounts, ReportEntry } from "@/lib/domain/import-report";
import type { SecretFinding } from "@/lib/domain/secret";
import type { TemplateDocument } from "@/lib/domain/template";
import type { TextRepair } from "@/lib/domain/text-repair";

export type Preview = {
  title: string;
  counts: ImportCounts;
  report: ReportEntry[];
  document: TemplateDocument;
  repair?: TextRepair;
  secrets: SecretFinding[];
};

/** How the text is to be taken: mended where it was read in a wrong encoding, credentials masked. */
export type Reading = { repair: boolean; maskSecrets: boolean };

export type PreviewState = {
  /** The last preview stays while a newer one is on its way. */
  preview: Preview | null;
  /** The text `preview` was made from. */
  source: string;
  reading: boolean;
  refusal: ApiRefusal | undefined;
};

const pauseMilliseconds = 250;

/** What the server would make of the text, asked a moment after the last change; an answer to an older text is dropped. */
export function usePreview(
  text: string,
  { repair, maskSecrets }: Reading,
  templateId?: string | undefined,
): PreviewState {
  const [state, setState] = useState<PreviewState>({ preview: null, source: "", reading: false, refusal: undefined });
  useEffect(() => {
    if (text.trim() === "") {
      setState({ preview: null, source: "", reading: false, refusal: undefined });
      return;
    }
    const stop = new AbortController();
    setState((before) => ({ ...before, reading: true }));
    const timer = setTimeout(async () => {
      const answer = await api<Preview>(
        "POST",
        `/templates?dryRun=1${repair ? "" : "&repair=0"}${maskSecrets ? "&maskSecrets=1" : ""}${templateId ? `&templateId=${templateId}` : ""}`,
        {
          body: text,
          type: "text/markdown",
          signal: stop.signal,
        },
      );
      if (stop.signal.aborted) return;
      if (answer.ok) setState({ preview: answer.value, source: text, reading: false, refusal: undefined });
      else setState((before) => ({ ...before, reading: false, refusal: answer }));
    }, pauseMilliseconds);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text, repair, maskSecrets, templateId]);
  return state;
}
