"use client";

import { Download } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Combobox } from "@/components/ui/combobox";
import { EmptyState } from "@/components/ui/empty-state";
import { Select } from "@/components/ui/select";
import { count, plainText } from "@/lib/domain/plain-text";
import { indexDocument } from "@/lib/domain/template-tree";
import { useRun } from "../run/run-provider";
import { request } from "../run/run-request";
import { type HistoryEntry, type HistoryPage, historyKinds, itemOf } from "./history-entry";
import { HistoryLine } from "./history-line";

const pageSize = 200;

/** Everything that happened in the run, latest first, narrowed by person, kind and item. */
export function HistoryScreen({ first, mayExport }: { first: HistoryPage; mayExport: boolean }) {
  const runId = useRun((state) => state.snapshot.run.id);
  const index = useRun((state) => indexDocument(state.snapshot.document));
  const { entries, more, loading, failed, loadMore } = useEntries(runId, first);
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
        <Button className="mt-4" busy={loading} onClick={loadMore}>
          Read more
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

/** Entries in the order written, later ones appended as they happen. */
function useEntries(runId: string, first: HistoryPage) {
  const seq = useRun((state) => state.base.run.seq);
  const [read, setRead] = useState(first);
  const [loading, setLoading] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const last = read.items.at(-1)?.seq ?? 0;
  const complete = read.nextCursor === null;
  useEffect(() => {
    if (!complete || seq <= last) return;
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await request<HistoryPage>(`/runs/${runId}/audit?after=${last}&limit=${pageSize}`, {
        signal: abort.signal,
      });
      if (answer.ok && !abort.signal.aborted) setRead((before) => append(before, answer.value));
    }, 300);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [runId, seq, last, complete]);
  const loadMore = async () => {
    setLoading(true);
    const answer = await request<HistoryPage>(`/runs/${runId}/audit?after=${last}&limit=${pageSize}`);
    setLoading(false);
    setFailed(answer.ok ? null : answer.message);
    if (answer.ok) setRead((before) => append(before, answer.value));
  };
  return { entries: read.items.toReversed(), more: !complete, loading, failed, loadMore };
}

function append(before: HistoryPage, page: HistoryPage): HistoryPage {
  const last = before.items.at(-1)?.seq ?? 0;
  return { items: [...before.items, ...page.items.filter((entry) => entry.seq > last)], nextCursor: page.nextCursor };
}
