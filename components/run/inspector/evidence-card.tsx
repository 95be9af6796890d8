"use client";

import { ExternalLink, FileDown } from "lucide-react";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/class-name";
import { DayTime, useClock } from "@/components/ui/time";
import { plainText as outputText } from "@/lib/domain/ansi";
import { demandWords } from "@/lib/domain/evidence-demand";
import type { EvidenceRow } from "@/lib/domain/run";
import type { ItemPlace } from "@/lib/domain/template-tree";
import { useMay, useRow, useRun, useRunStore } from "../run-provider";
import { EvidenceAdd } from "./evidence-add";
import { EvidenceOutput } from "./evidence-output";
import { EvidencePdf, isPdf } from "./evidence-pdf";
import { EvidencePicture, isPicture } from "./evidence-picture";
import { EvidenceRedact } from "./evidence-redact";

/** What proves an item, and the way to add more. */
export function EvidenceCard({ place }: { place: ItemPlace }) {
  const all = useRun((state) => state.snapshot.evidence);
  const may = useMay("item.attach");
  const rows = all.filter((row) => row.itemKey === place.key);
  const due = useRow(place.key)?.evidenceDue ?? false;
  if (!may && rows.length === 0 && !place.evidenceRequired) return null;
  return (
    <Card>
      <h2 className="eyebrow">Evidence{place.evidenceRequired ? ", required" : ""}</h2>
      {place.demand ? (
        <p className={cn("mt-1.5 text-sm", due ? "text-hold" : "text-ink-2")}>
          Asked for: {demandWords(place.demand)}.
          {due && rows.length > 0
            ? " What is attached doesn’t count: it is of another kind or artefact, too old or expired."
            : ""}
        </p>
      ) : null}
      {rows.length === 0 ? (
        <p className="mt-2 text-ink-2 text-sm">
          {place.evidenceRequired ? "Without it the item does not count as proven." : "Nothing attached yet."}
        </p>
      ) : (
        <ul className="mt-1.5">
          {rows.map((row) => (
            <EvidenceLine key={row.id} row={row} />
          ))}
        </ul>
      )}
      {may ? <EvidenceAdd itemKey={place.key} /> : null}
    </Card>
  );
}

/** What scrolls must be reachable by keyboard. */
const scrollable = { role: "region", tabIndex: 0, "aria-label": "Text of the evidence" };

const marks: Record<EvidenceRow["kind"], string> = {
  file: "FILE",
  link: "LINK",
  note: "NOTE",
  value: "VAL",
  output: "OUT",
  check: "CHK",
};

function EvidenceLine({ row }: { row: EvidenceRow }) {
  const { runId } = useRunStore();
  const mayRedact = useMay("evidence.redact");
  const who = useRun((state) =>
    row.addedById === null ? "A pipeline" : (state.snapshot.people[row.addedById]?.name ?? "Somebody"),
  );
  return (
    <li className="flex items-start gap-2.5 border-t py-2 text-sm first:border-t-0">
      <span className="mt-0.5 w-10 shrink-0 rounded-xs bg-sunk py-0.5 text-center font-mono font-strong text-[0.625rem] text-ink-2">
        {marks[row.kind]}
      </span>
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere">
          <EvidenceTitle row={row} runId={runId} />
        </p>
        {row.text && row.text !== row.title && !row.redactedAt ? (
          <pre
            className="wrap-anywhere mt-1 max-h-40 overflow-y-auto whitespace-pre-wrap rounded-sm bg-sunk px-2 py-1.5 text-xs"
            {...scrollable}
          >
            {row.kind === "output" ? outputText(row.text) : row.text}
          </pre>
        ) : null}
        {row.kind === "file" && isPicture(row) ? <EvidencePicture row={row} /> : null}
        {row.kind === "file" && isPdf(row) ? <EvidencePdf row={row} /> : null}
        {row.kind === "output" && !row.redactedAt ? <EvidenceOutput row={row} /> : null}
        <p className="mt-1 text-ink-3 text-xs">
          {who}, <DayTime at={row.addedAt} />
          {row.size === null ? "" : `, ${sizeWords(row.size)}`}
          {row.redactedAt ? ", redacted" : ""}
          {row.expiresAt ? <Validity until={row.expiresAt} /> : null}
        </p>
      </div>
      {mayRedact && !row.redactedAt ? <EvidenceRedact row={row} /> : null}
    </li>
  );
}

function Validity({ until }: { until: string }) {
  const { now } = useClock();
  const over = Date.parse(until) <= now;
  return (
    <>
      , {over ? <b className="font-strong text-hold">expired</b> : "valid until"} <DayTime within at={until} />
    </>
  );
}

function EvidenceTitle({ row, runId }: { row: EvidenceRow; runId: string }) {
  if (row.redactedAt) return <>{row.title}</>;
  const look = "text-accent underline underline-offset-2";
  if (row.kind === "link" && row.url)
    return (
      <a href={row.url} target="_blank" rel="noreferrer noopener nofollow" className={look}>
        {row.title || row.url}
        <ExternalLink aria-hidden className="ml-1 inline size-3" />
        <span className="sr-only">(opens elsewhere)</span>
      </a>
    );
  if (row.kind === "file")
    return (
      <a href={`/api/v1/runs/${runId}/evidence/${row.id}/content`} download className={look}>
        {row.title}
        <FileDown aria-hidden className="ml-1 inline size-3" />
      </a>
    );
  return <>{row.title}</>;
}

function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1_048_576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;
}
