"use client";

import { FileText } from "lucide-react";
import { PdfView } from "@/components/pdf/pdf-view";
import { Button, buttonClass } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { EvidenceRow } from "@/lib/domain/run";
import { useRunStore } from "../run-provider";

/** By its first bytes, not by its name. */
export function isPdf({ mime, size, redactedAt }: EvidenceRow): boolean {
  return redactedAt === null && mime === "application/pdf" && size !== null;
}

/** The pages of a PDF as pixels and words: nothing in it runs, links or loads anything. */
export function EvidencePdf({ row }: { row: EvidenceRow }) {
  const { runId } = useRunStore();
  const url = `/api/v1/runs/${runId}/evidence/${row.id}/content`;
  return (
    <Dialog
      title={row.title}
      description="Drawn page by page; links and scripts in it do nothing."
      size="xl"
      trigger={
        <Button size="sm" icon={<FileText aria-hidden className="size-3.5" />} className="mt-1.5">
          Read it<span className="sr-only"> {row.title}</span>
        </Button>
      }
      footer={
        <a href={url} download className={buttonClass()}>
          Download
        </a>
      }
    >
      <PdfView url={url} title={row.title} size={row.size ?? 0} />
    </Dialog>
  );
}
