"use client";

import { SquareTerminal } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { SkeletonLines } from "@/components/ui/skeleton";
import { Terminal } from "@/components/ui/terminal";
import type { EvidenceRow } from "@/lib/domain/run";
import { useRunStore } from "../run-provider";

/** Output beyond this many characters stands in the list cut short. */
const listed = 2000;

/** A command's whole output in a window of its own. */
export function EvidenceOutput({ row }: { row: EvidenceRow }) {
  const { runId } = useRunStore();
  const [text, setText] = useState(row.text !== null && row.text.length < listed ? row.text : null);
  const [failed, setFailed] = useState(false);
  const load = async (open: boolean) => {
    if (!open || text !== null) return;
    setFailed(false);
    const answer = await fetch(`/api/v1/runs/${runId}/evidence/${row.id}/content`).catch(() => null);
    if (answer?.ok) setText(await answer.text());
    else setFailed(true);
  };
  return (
    <Dialog
      title={row.title}
      description="Command output"
      size="xl"
      onOpenChange={(open) => void load(open)}
      trigger={
        <Button size="sm" icon={<SquareTerminal aria-hidden className="size-3.5" />} className="mt-1.5">
          Open the output<span className="sr-only"> {row.title}</span>
        </Button>
      }
    >
      {text !== null ? (
        <Terminal text={text} label={`Output of ${row.title}`} />
      ) : failed ? (
        <Notice tone="no">The output could not be read. Close this and open it again.</Notice>
      ) : (
        <SkeletonLines lines={6} label="Loading the output" />
      )}
    </Dialog>
  );
}
