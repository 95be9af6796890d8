"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { EvidenceRow } from "@/lib/domain/run";
import { ReasonDialog } from "../reason-dialog";
import { useRunStore } from "../run-provider";
import { request } from "../run-request";

/** For admins: takes away what a piece of evidence says, for good. */
export function EvidenceRedact({ row }: { row: EvidenceRow }) {
  const { runId } = useRunStore();
  const [open, setOpen] = useState(false);
  const redact = async (reason: string) => {
    const answer = await request(`/runs/${runId}/evidence/${row.id}/redaction`, { method: "POST", body: { reason } });
    return answer.ok ? undefined : answer.message;
  };
  return (
    <>
      <Button variant="ghost" size="sm" onClick={() => setOpen(true)} aria-label={`Redact ${row.title}`}>
        Redact
      </Button>
      <ReasonDialog
        open={open}
        onClose={() => setOpen(false)}
        title="Redact this evidence?"
        description="What it says is deleted for good. That it was there, and its digest, stay on record; signatures that covered it go stale."
        label="Why"
        action="Redact"
        tone="danger"
        onSave={redact}
      />
    </>
  );
}
