"use client";

import { Image } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import type { EvidenceRow } from "@/lib/domain/run";
import { useRunStore } from "../run-provider";

const drawn: ReadonlySet<string> = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

/** Larger files could be made to fill the memory when they are decoded. */
const largest = 12_000_000;
const widest = 1800;

/** By its first bytes, not by its name. */
export function isPicture({ mime, size, redactedAt }: EvidenceRow): boolean {
  return redactedAt === null && mime !== null && drawn.has(mime) && size !== null && size <= largest;
}

/** The picture as pixels on a canvas: its bytes are never a document or an image of this page. */
export function EvidencePicture({ row }: { row: EvidenceRow }) {
  const { runId } = useRunStore();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [failed, setFailed] = useState(false);
  const draw = async () => {
    setFailed(false);
    try {
      const answer = await fetch(`/api/v1/runs/${runId}/evidence/${row.id}/content`);
      if (!answer.ok) throw new Error(`${answer.status}`);
      const bytes = new Blob([await answer.arrayBuffer()], { type: row.mime ?? "" });
      const bitmap = await createImageBitmap(bytes);
      const share = Math.min(1, widest / Math.max(bitmap.width, bitmap.height));
      const board = canvas.current;
      if (!board) return;
      board.width = Math.max(1, Math.round(bitmap.width * share));
      board.height = Math.max(1, Math.round(bitmap.height * share));
      board.getContext("2d")?.drawImage(bitmap, 0, 0, board.width, board.height);
      bitmap.close();
    } catch {
      setFailed(true);
    }
  };
  return (
    <Dialog
      title={row.title}
      description="Drawn anew; download the file for the original."
      size="xl"
      onOpenChange={(open) => {
        if (open) void draw();
      }}
      trigger={
        <Button size="sm" icon={<Image aria-hidden className="size-3.5" />} className="mt-1.5">
          Look at it<span className="sr-only"> {row.title}</span>
        </Button>
      }
    >
      {failed ? <Notice tone="no">This picture can’t be drawn. Download it instead.</Notice> : null}
      <canvas
        ref={canvas}
        role="img"
        aria-label={row.title}
        width={1}
        height={1}
        className="mx-auto max-w-full rounded-md border bg-sunk"
        hidden={failed}
      />
    </Dialog>
  );
}
