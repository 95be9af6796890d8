"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Combobox } from "@/components/ui/combobox";
import { EmptyState } from "@/components/ui/empty-state";
import { Select } from "@/components/ui/select";
import { count, plainText } from "@/lib/domain/plain-text";
import { indexDocument } from "@/lib/domain/template-tree";
import { useRun } from "../run/run-provider";
import { type HistoryEntry, historyKinds, itemOf } from "./history-entry";
import { HistoryLine } from "./history-line";
import { useEntries } from "./use-entries";

/** Everything that happened in the run, latest first, narrowed by person, kind and item. */
export function HistoryScreen({ first, mayExport }: { first: readonly HistoryEntry[]; mayExport: boolean }) {
  const runId = useRun((state) => state.snapshot.run.id);
  const index = useRun((state) => indexDocument(state.snapshot.document));
  const { entries, more, loading, failed, loadOlder } = useEntries(runId, first);
  const [person, setPerson] = useState<string | null>(null);
  const [kind, setKind] = useState("all");
  const [item, setItem] = useState<string | null>(null);
  const shown = entries.filter(
    (entry) =>
      (person === null || entry.actor?.id === person) &&
      (kind === "all" || entry.subject.kind === kind) &&
      (item === null || itemOf(entry) === item),
  );
  const people = [...new Map(entries.flatMap(({ actor }) => (actor ? [[actor.id, actor.name] as const] : [])))].map(
    ([value, label]) => ({ value, label }),
  );
  const touched = new Set(entries.map(itemOf));
  const items = [...index.items.values()]
    .filter(({ key }) => touched.has(key))
    .map(({ key, title, path }) => ({ value: key, label: title, hint: path.join(" / ") }));
  const filtered = person !== null || kind !== "all" || item !== null;
  return (
    <div className="mx-auto w-full max-w-[64rem] px-4 py-6 sm:px-5">
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <Combobox
          label="Person"
          placeholder="Everybody"
          options={people}
          value={person}
          onChange={setPerson}
          className="w-full sm:w-48"
        />
        <Select
          label="Kind"
          options={[{ value: "all", label: "Every kind" }, ...historyKinds]}
          value={kind}
          onChange={setKind}
          className="w-full sm:w-40"
        />
        <Combobox
          label="Item"
          placeholder="Every item"
          options={items}
          value={item}
          onChange={setItem}
          className="w-full sm:w-64"
        />
        <p role="status" className="text-ink-2 text-sm">
          {filtered
            ? `${shown.length} of ${count(entries.length, "entry", "entries")}`
            : count(entries.length, "entry", "entries")}
          {more ? ", older ones not read yet" : ""}
        </p>
        {mayExport ? (
          <a
            href={`/api/v1/runs/${runId}/dossier`}
            download={`dossier-${runId}.json`}
            className={buttonClass("secondary", "md", "ml-auto")}
          >
            <Download aria-hidden className="size-3.5" />
            Dossier
          </a>
        ) : null}
      </div>
      {shown.length === 0 ? (
        <EmptyState title="No entry matches">
          Every change to this run leaves one entry here, chained to the one before.
        </EmptyState>
      ) : (
        <Card flush>
          <ol>
            {shown.map((entry) => (
              <HistoryLine key={entry.seq} entry={entry} title={titleOf(entry, index)} />
            ))}
          </ol>
        </Card>
      )}
      {failed ? (
        <p role="alert" className="mt-3 text-no text-sm">
          {failed}
        </p>
      ) : null}
      {more ? (
        <Button className="mt-4" busy={loading} onClick={loadOlder}>
          Read older ones
        </Button>
      ) : null}
    </div>
  );
}

function titleOf(entry: HistoryEntry, index: ReturnType<typeof indexDocument>): string | null {
  const key = itemOf(entry);
  if (key) return index.items.get(key)?.title ?? key;
  const gate = index.gateByKey.get(entry.subject.key);
  if (gate) return gate.gate.title;
  if (entry.subject.kind === "roster") return entry.subject.key;
  const trigger = index.triggers.find((one) => one.key === entry.subject.key);
  const choice = index.choices.find((place) => place.choice.key === entry.subject.key);
  if (trigger || choice) return plainText(trigger?.title ?? choice?.choice.title ?? "");
  const named = entry.change?.signoff ?? entry.change?.role;
  return typeof named === "string" ? named : null;
}
