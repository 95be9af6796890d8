"use client";

import { useEffect, useState } from "react";
import { type ApiRefusal, api } from "@/components/client/api";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { SkeletonLines } from "@/components/ui/skeleton";
import type { BuiltInCard } from "./built-in-gallery";
import { CountsRow } from "./counts-row";
import { DocumentView } from "./document-view";
import { RefusalNotice } from "./refusal-notice";
import type { Preview } from "./use-preview";

type Props = { card: BuiltInCard; onUse: () => void; onClose: () => void };

/** One of the checklists that come with Gonogo as it would be run, before anybody uses it. */
export function BuiltInDialog({ card, onUse, onClose }: Props) {
  const [preview, setPreview] = useState<Preview | null>(null);
  const [refusal, setRefusal] = useState<ApiRefusal>();
  useEffect(() => {
    const stop = new AbortController();
    const load = async () => {
      const body = { markdown: card.markdown };
      const answer = await api<Preview>("POST", "/templates?dryRun=1", { body, signal: stop.signal });
      if (stop.signal.aborted) return;
      if (answer.ok) setPreview(answer.value);
      else setRefusal(answer);
    };
    void load();
    return () => stop.abort();
  }, [card.markdown]);
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      size="xl"
      title={card.title}
      description={card.summary}
      footer={
        <>
          <DialogClose render={<Button>Back</Button>} />
          <Button variant="primary" onClick={onUse}>
            Use this checklist
          </Button>
        </>
      }
    >
      <RefusalNotice refusal={refusal} />
      {preview ? (
        <div className="flex flex-col gap-4">
          <CountsRow counts={preview.counts} />
          <div className="rounded-lg bg-paper p-2 sm:p-3">
            <DocumentView document={preview.document} />
          </div>
        </div>
      ) : refusal ? null : (
        <SkeletonLines lines={10} label="Reading the checklist" />
      )}
    </Dialog>
  );
}
