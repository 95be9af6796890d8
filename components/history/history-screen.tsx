"use client";

import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Combobox } from "@/components/ui/combobox";
import { EmptyState } from "@/components/ui/empty-state";
import { Select } from "@/components/ui/select";
import { count, plainText } from "@/lib/domain/plain-text";
import { indexDocument } from "@/lib/domain/template-tree";
import { useRun } from "../run/run-provider";
import { DayRange } from "./day-range";
import { type HistoryEntry, historyKinds, itemOf } from "./history-entry";
import { HistoryExport } from "./history-export";
import { HistoryLine } from "./history-line";
import { filterQuery, type HistoryFilter, noFilter, useEntries } from "./use-entries";

/** Everything that happened in the run, latest first, narrowed by person, kind, item and day. */
export function HistoryScreen({ first, mayExport }: { first: readonly HistoryEntry[]; mayExport: boolean }) {
  const runId = useRun((state) => state.snapshot.run.id);
  const everybody = useRun((state) => state.snapshot.people);
  const index = useRun((state) => indexDocument(state.snapshot.document));
  const asked = useSearchParams().get("item");
  const [filter, setFilter] = useState<HistoryFilter>(() => (asked ? { ...noFilter, item: asked } : noFilter));
  const { entries, more, loading, failed, loadOlder } = useEntries(runId, first, filter);
  const narrow = (part: Partial<HistoryFilter>) => setFilter((before) => ({ ...before, ...part }));
  const people = Object.values(everybody)
    .map(({ id, name }) => ({ value: id, label: name }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const items = [...index.items.values()].map(({ key, title, path }) => {
    return { value: key, label: title, hint: path.join(" / ") };
  });
  return (
    <div className="mx-auto w-full max-w-[64rem] px-4 py-6 sm:px-5">
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <Combobox
          label="Person"
          placeholder="Everybody"
          options={people}
          value={filter.person || null}
          onChange={(person) => narrow({ person: person ?? "" })}
          className="w-[calc(50%-0.25rem)] sm:w-44"
        />
        <Select
          label="Kind"
          options={[{ value: "all", label: "Every kind" }, ...historyKinds]}
          value={filter.kind || "all"}
          onChange={(kind) => narrow({ kind: kind === "all" ? "" : kind })}
          className="w-[calc(50%-0.25rem)] sm:w-36"
        />
        <Combobox
          label="Item"
          placeholder="Every item"
          options={items}
          value={filter.item || null}
          onChange={(item) => narrow({ item: item ?? "" })}
          className="w-full sm:w-52"
        />
        <DayRange from={filter.from} to={filter.to} onChange={narrow} />
        {mayExport ? (
          <HistoryExport path={`/runs/${runId}/audit/export`} query={filterQuery(filter).toString()} runId={runId} />
        ) : null}
      </div>
      <p role="status" className="mb-2 text-ink-2 text-sm">
        {loading ? "Reading" : count(entries.length, "entry", "entries")}
        {more && !loading ? ", older ones not read yet" : ""}
      </p>
      {entries.length === 0 && !loading ? (
        <EmptyState
          title="No entry matches"
          actions={<Button onClick={() => setFilter({ ...noFilter })}>Show everything</Button>}
        >
          Every change to this run leaves one entry here, chained to the one before.
        </EmptyState>
      ) : (
        <Card flush aria-busy={loading}>
          <ol>
            {entries.map((entry) => (
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
  const signed = index.signoffs.find(({ signoff }) => signoff.key === entry.change?.signoff);
  if (signed) return plainText(signed.signoff.title);
  const named = entry.change?.signoff ?? entry.change?.role;
  return typeof named === "string" ? named : null;
}
