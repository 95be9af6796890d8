"use client";

import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Combobox } from "@/components/ui/combobox";
import { EmptyState } from "@/components/ui/empty-state";
import { Select } from "@/components/ui/select";
import type { PersonRef } from "@/lib/domain/run";
import { DayRange } from "./day-range";
import { type HistoryEntry, itemOf, workspaceKinds } from "./history-entry";
import { HistoryExport } from "./history-export";
import { HistoryRow } from "./history-row";
import type { HistoryFilter } from "./use-entries";

export type WorkspaceEntry = HistoryEntry & { run: { id: string; name: string } | null; title: string | null };

type Props = {
  entries: readonly WorkspaceEntry[];
  people: Readonly<Record<string, PersonRef>>;
  /** As it stands in the address. */
  filter: Pick<HistoryFilter, "person" | "kind" | "from" | "to">;
  /** Address of the entries before these; null on the last page. */
  older: string | null;
  /** True where the page is about one person. */
  onePerson?: boolean;
  /** What narrows a download; null for those who may not take it away. */
  exportQuery: string | null;
};

/** What happened across runs, latest first; what narrows it stands in the address, so that it can be sent on. */
export function WorkspaceHistory({ entries, people, filter, older, onePerson = false, exportQuery }: Props) {
  const router = useRouter();
  const path = usePathname();
  const [draft, setDraft] = useState(filter);
  const show = (part: Partial<Props["filter"]>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    const query = new URLSearchParams(Object.entries(next).filter(([, value]) => value !== ""));
    if (onePerson) query.delete("person");
    router.replace(`${path}?${query}`);
  };
  const known = Object.values(people).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-2">
        {onePerson ? null : (
          <Combobox
            label="Person"
            placeholder="Everybody"
            options={known}
            value={draft.person || null}
            onChange={(person) => show({ person: person ?? "" })}
            className="w-[calc(50%-0.25rem)] sm:w-44"
          />
        )}
        <Select
          label="Kind"
          options={[{ value: "all", label: "Every kind" }, ...workspaceKinds]}
          value={draft.kind || "all"}
          onChange={(kind) => show({ kind: kind === "all" ? "" : kind })}
          className={onePerson ? "w-full sm:w-36" : "w-[calc(50%-0.25rem)] sm:w-36"}
        />
        <DayRange from={draft.from} to={draft.to} onChange={show} />
        {exportQuery === null ? null : <HistoryExport path="/audit/export" query={exportQuery} />}
      </div>
      {entries.length === 0 ? (
        <EmptyState
          title="No entry matches"
          actions={<Button onClick={() => show({ person: "", kind: "", from: "", to: "" })}>Show everything</Button>}
        >
          Every change leaves one entry in the history of its run, or of the workspace.
        </EmptyState>
      ) : (
        <Card flush>
          <ol>
            {entries.map((entry) => (
              <HistoryRow
                key={`${entry.run?.id} ${entry.seq}`}
                entry={entry}
                people={people}
                about={aboutOf(entry, people)}
                place={
                  entry.run ? (
                    <Link
                      prefetch={false}
                      href={`/runs/${entry.run.id}/history`}
                      className="inline-block min-h-6 leading-6 hover:underline"
                    >
                      {entry.run.name}
                    </Link>
                  ) : null
                }
              />
            ))}
          </ol>
        </Card>
      )}
      {older ? (
        <ButtonLink href={older} className="mt-4">
          Older ones
        </ButtonLink>
      ) : null}
    </>
  );
}

/** What it was done to, by its title; null where the verb says it all. */
function aboutOf(entry: WorkspaceEntry, people: Props["people"]): ReactNode {
  const item = itemOf(entry);
  if (entry.run && item) {
    return (
      <Link
        prefetch={false}
        href={`/runs/${entry.run.id}?item=${encodeURIComponent(item)}`}
        className="font-medium hover:underline"
      >
        {entry.title ?? item}
      </Link>
    );
  }
  const { kind, key } = entry.subject;
  if (kind === "person") return people[key]?.name ?? null;
  const named = entry.change?.title ?? entry.change?.signoff ?? entry.change?.email;
  return entry.title ?? (kind === "roster" ? key : typeof named === "string" ? named : null);
}
