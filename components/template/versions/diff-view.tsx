"use client";

import { ArrowUpDown, Minus, PencilLine, Plus } from "lucide-react";
import { type CSSProperties, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-name";
import { count } from "@/lib/domain/plain-text";
import { type FieldChange, type NodeDiff, type TemplateDiff, textOf } from "@/lib/domain/template-diff";
import { kindWord } from "../kind-words";
import { DiffWords } from "./diff-words";

/** Unchanged rows kept on each side of a change. */
const context = 2;

type Stretch = { rows: NodeDiff[]; folded: boolean };

/** What changed between two versions, in the order of the newer one; long stretches without a change are folded. */
export function DiffView({ diff }: { diff: TemplateDiff }) {
  const stretches = foldSame(diff.nodes);
  const quiet = diff.added + diff.removed + diff.changed + diff.moved + diff.about.length === 0;
  if (quiet) return <p className="py-6 text-center text-ink-2">Both are the same.</p>;
  return (
    <div className="flex flex-col gap-3">
      <DiffCounts diff={diff} />
      <div className="overflow-hidden rounded-lg border bg-panel">
        {diff.about.length > 0 ? (
          <div className="border-b px-3 py-2">
            <p className="eyebrow pb-1">About the checklist</p>
            <FieldChanges fields={diff.about} />
          </div>
        ) : null}
        <ol>
          {stretches.map((stretch) => (
            <StretchRows key={idOf(stretch.rows[0])} stretch={stretch} />
          ))}
        </ol>
      </div>
    </div>
  );
}

/** What changed, in numbers. */
export function DiffCounts({ diff }: { diff: TemplateDiff }) {
  const parts = [
    [diff.added, "added"],
    [diff.removed, "removed"],
    [diff.changed, "changed"],
    [diff.moved, "moved"],
  ] as const;
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-ink-2 text-sm">
      {parts.map(([number, word]) => (
        <li key={word}>
          <b className="font-heavy text-ink tabular-nums">{number}</b> {word}
        </li>
      ))}
    </ul>
  );
}

function isQuiet({ what, moved }: NodeDiff): boolean {
  return what === "same" && !moved;
}

function foldSame(nodes: readonly NodeDiff[]): Stretch[] {
  const near = nodes.map((_, at) =>
    nodes.slice(Math.max(0, at - context), at + context + 1).some((node) => !isQuiet(node)),
  );
  const stretches: Stretch[] = [];
  for (const [at, node] of nodes.entries()) {
    const folded = !near[at];
    const last = stretches.at(-1);
    if (last && last.folded === folded) last.rows.push(node);
    else stretches.push({ rows: [node], folded });
  }
  return stretches;
}

function idOf(node: NodeDiff | undefined): string {
  return `${node?.what} ${(node?.after ?? node?.before)?.id}`;
}

function StretchRows({ stretch: { rows, folded } }: { stretch: Stretch }) {
  const [open, setOpen] = useState(false);
  if (folded && !open)
    return (
      <li className="border-y bg-sunk px-3 py-1 first:border-t-0 last:border-b-0">
        <Button variant="ghost" size="sm" onClick={() => setOpen(true)}>
          Show {count(rows.length, "unchanged line")}
        </Button>
      </li>
    );
  return rows.map((node) => <DiffRow key={idOf(node)} node={node} />);
}

const looks = {
  added: { sign: "+", word: "added", tone: "go", row: "bg-go-tint", Mark: Plus },
  removed: { sign: "−", word: "removed", tone: "no", row: "bg-no-tint", Mark: Minus },
  changed: { sign: "~", word: "changed", tone: "hold", row: "bg-hold-tint", Mark: PencilLine },
  moved: { sign: "↕", word: "moved", tone: "accent", row: "bg-accent-tint", Mark: ArrowUpDown },
} as const;

const textFields = new Set(["title", "markdown", "text"]);

function DiffRow({ node }: { node: NodeDiff }) {
  const row = node.after ?? node.before;
  if (!row) return null;
  const look = node.what !== "same" ? looks[node.what] : node.moved ? looks.moved : null;
  const [was, is] = [node.before, node.after].map((each) => (each ? textOf(each.node) : ""));
  return (
    <li
      style={{ "--depth": row.depth } as CSSProperties}
      className={cn("grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 px-3 py-1.5 text-sm max-sm:grid-cols-1", look?.row)}
    >
      <span className="flex items-start gap-1 pt-px">
        {look ? (
          <Badge tone={look.tone} icon={<look.Mark aria-hidden className="size-3" />} className="bg-panel">
            {look.word}
          </Badge>
        ) : (
          <span className="sr-only">unchanged</span>
        )}
      </span>
      <div className="min-w-0 pl-[calc(var(--depth)*0.875rem)]">
        <p
          className={cn(
            "wrap-anywhere whitespace-pre-wrap",
            row.node.kind === "phase" && "font-heavy",
            row.node.kind === "section" && "font-strong",
            row.node.kind === "code" && "font-mono text-xs",
            look ? "" : "text-ink-2",
          )}
        >
          <span className="mr-1.5 text-ink-3 text-xs">{kindWord(row.node)}</span>
          {node.what === "changed" ? <DiffWords before={was ?? ""} after={is ?? ""} /> : <span>{is || was}</span>}
        </p>
        {node.what !== "same" && node.moved ? <p className="text-accent text-xs">and moved</p> : null}
        <FieldChanges fields={node.fields.filter(({ field }) => !textFields.has(field) && field !== "key")} />
      </div>
    </li>
  );
}

function FieldChanges({ fields }: { fields: readonly FieldChange[] }) {
  if (fields.length === 0) return null;
  return (
    <dl className="mt-0.5 text-xs">
      {fields.map(({ field, before, after }) => (
        <div key={field} className="flex flex-wrap gap-x-2">
          <dt className="text-ink-2">{field}</dt>
          <dd className="wrap-anywhere min-w-0 whitespace-pre-wrap">
            <DiffWords before={before} after={after} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
