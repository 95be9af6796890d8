"use client";

import { Pencil, Redo2, Undo2 } from "lucide-react";
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from "react";
import type { ApiRefusal } from "@/components/client/api";
import { Button, IconButton } from "@/components/ui/button";
import { revealEntry } from "@/components/ui/chunked-list";
import { Notice } from "@/components/ui/notice";
import { SkeletonLines } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";
import { count } from "@/lib/domain/plain-text";
import type { DocumentRow } from "@/lib/domain/template-rows";
import { CountsRow } from "./counts-row";
import { FactsRead } from "./facts-read";
import { MarkdownText } from "./markdown-text";
import { entryOfRow, rowElementId } from "./outline/document-rows";
import { ReviewList } from "./outline/review-list";
import { useUndoKeys } from "./outline/use-undo-keys";
import { RefusalNotice } from "./refusal-notice";
import { entryId, SourcePane } from "./source-pane";
import { TwoPanes } from "./two-panes";
import type { PreviewState } from "./use-preview";
import type { Corrections, Structure } from "./use-structure";

type Props = {
  text: string;
  onText: (text: string) => void;
  state: PreviewState;
  structure: Structure | null;
  corrections: Corrections;
  refusal: ApiRefusal | undefined;
  title: ReactNode;
};

/** Source and structure side by side, one at a time on a narrow screen; what is picked on one side is shown on the other. */
export function ImportPreview({ text, onText, state, structure, corrections, refusal, title }: Props) {
  const { preview, source, reading } = state;
  const [editing, setEditing] = useState(false);
  const [picked, setPicked] = useState<{ entry: number; row: string | null }>({ entry: -1, row: null });
  const left = useRef<HTMLDivElement>(null);
  const right = useRef<HTMLDivElement>(null);
  const report = preview?.report ?? [];
  const pickEntry = (entry: number) => {
    const tells = report[entry];
    const row = (tells && structure?.rowOf(tells)?.id) ?? null;
    setPicked({ entry, row });
    revealEntry(left.current, entryId(entry), entryId(entry));
    if (row !== null) revealEntry(right.current, rowElementId(row), row);
  };
  const pickRow = (row: DocumentRow) => {
    const entry = entryOfRow(report, row);
    setPicked({ entry, row: row.id });
    if (entry >= 0) revealEntry(left.current, entryId(entry), entryId(entry));
    revealEntry(right.current, rowElementId(row.id), row.id, (element) => {
      if (!element.contains(document.activeElement)) element.focus({ preventScroll: true });
    });
  };
  useUndoKeys(corrections);
  // A correction gives a row another name: the pick and the keyboard go along with its lines.
  const follow = useEffectEvent((made: Structure | null) => {
    const tells = report[picked.entry];
    if (!made || !tells || picked.row === null || made.rows.some(({ id }) => id === picked.row)) return;
    const row = made.rowOf(tells)?.id ?? null;
    setPicked({ entry: picked.entry, row });
    if (row !== null) requestAnimationFrame(() => document.getElementById(rowElementId(row))?.focus());
  });
  useEffect(() => follow(structure), [structure]);
  return (
    <div className="flex flex-col gap-4">
      <RefusalNotice refusal={refusal ?? state.refusal} />
      {preview ? (
        <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
          {title}
          <CountsRow counts={preview.counts} />
        </div>
      ) : null}
      {preview && preview.counts.items === 0 ? (
        <Notice tone="hold" title="No items were found">
          An item is a line such as <code>- [ ] Backup restored</code>.
        </Notice>
      ) : null}
      {structure && structure.lost > 0 ? (
        <Notice tone="hold" live title={`${count(structure.lost, "correction")} found nothing to correct`}>
          The source was changed where {structure.lost === 1 ? "it stood" : "they stood"}. Undo{" "}
          {structure.lost === 1 ? "it" : "them"}, or leave the structure as it is.
        </Notice>
      ) : null}
      <TwoPanes
        first="structure"
        onShow={() => {
          if (picked.entry >= 0) revealEntry(left.current, entryId(picked.entry), entryId(picked.entry));
          if (picked.row !== null) revealEntry(right.current, rowElementId(picked.row), picked.row);
        }}
        left={{
          name: "source",
          title: "Source",
          actions: (
            <Button
              size="sm"
              aria-pressed={editing}
              icon={<Pencil aria-hidden className="size-3.5" />}
              onClick={() => setEditing(!editing)}
            >
              {editing ? "Done" : "Edit"}
            </Button>
          ),
          content: editing ? (
            <MarkdownText label="Markdown source" text={text} onText={onText} problems={state.refusal?.problems} />
          ) : (
            <SourcePane
              ref={left}
              source={preview ? source : text}
              report={report}
              readings={structure?.readings ?? []}
              picked={picked.entry}
              onPick={pickEntry}
            />
          ),
        }}
        right={{
          name: "structure",
          title: "Structure",
          actions: (
            <span className="flex items-center gap-1">
              {reading ? <ReadingNow /> : null}
              {corrections.list.length > 0 ? (
                <span className="mr-1 text-ink-2 text-xs">{count(corrections.list.length, "correction")}</span>
              ) : null}
              <IconButton
                label="Undo correction"
                size="sm"
                disabled={!corrections.undo}
                onClick={() => corrections.undo?.()}
              >
                <Undo2 aria-hidden className="size-4" />
              </IconButton>
              <IconButton
                label="Redo correction"
                size="sm"
                disabled={!corrections.redo}
                onClick={() => corrections.redo?.()}
              >
                <Redo2 aria-hidden className="size-4" />
              </IconButton>
            </span>
          ),
          content: structure ? (
            <div className="flex h-full flex-col">
              <FactsRead facts={structure.document.metadata} onForget={corrections.forgetMeaning} />
              <ReviewList
                ref={right}
                document={structure.document}
                rows={structure.rows}
                picked={picked.row}
                guesses={structure.guesses}
                corrected={structure.corrected}
                onPick={pickRow}
                onConvert={corrections.convert}
              />
            </div>
          ) : (
            <div className="p-3">
              <SkeletonLines lines={9} label="Reading the checklist" />
            </div>
          ),
        }}
      />
    </div>
  );
}

function ReadingNow() {
  return (
    <span role="status" className="flex items-center gap-1.5 text-ink-2 text-xs">
      <Spinner className="size-3.5" />
      Reading
    </span>
  );
}
