"use client";

import { Search } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import { type DashboardFilter, type DashboardSort, filterQuery } from "@/lib/domain/dashboard-filter";
import { SavedViews } from "./saved-views";

type Props = {
  filter: DashboardFilter;
  onChange: (filter: DashboardFilter) => void;
  environments: readonly string[];
  matching: number;
  total: number;
  busy: boolean;
};

const verdicts = [
  { value: "any", label: "Any verdict" },
  { value: "no_go", label: "NO-GO" },
  { value: "override", label: "OVERRIDE" },
  { value: "go_with_conditions", label: "GO with conditions" },
  { value: "go", label: "GO" },
] as const;
const kinds = [
  { value: "all", label: "All runs" },
  { value: "late", label: "Late by forecast" },
  { value: "hide", label: "Without rehearsals" },
  { value: "only", label: "Rehearsals" },
] as const;
const sorts: readonly { value: DashboardSort; label: string }[] = [
  { value: "target", label: "By target" },
  { value: "late", label: "Latest first" },
  { value: "score", label: "Least ready first" },
  { value: "name", label: "By name" },
];

/** Narrows the table; everything chosen stands in the address, so that a link shows others the same. */
export function FilterBar({ filter, onChange, environments, matching, total, busy }: Props) {
  const set = (more: DashboardFilter) => onChange({ ...filter, ...more });
  const kind = filter.late ? "late" : (filter.rehearsals ?? "all");
  const narrowed = filterQuery({ ...filter, sort: undefined }) !== "";
  return (
    <search className="mb-3 flex flex-wrap items-center gap-2 print:hidden" aria-label="Filter runs">
      <div className="relative min-w-44 flex-1 sm:max-w-64">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-2.5 z-10 size-3.5 -translate-y-1/2 text-ink-3"
        />
        <Input
          type="search"
          aria-label="Search runs, people, versions"
          placeholder="Run, person, version"
          className="pl-8"
          maxLength={100}
          value={filter.q ?? ""}
          onValueChange={(q) => set({ q: q || undefined })}
        />
      </div>
      <Select
        className="sm:w-40 max-sm:w-[calc(50%-0.25rem)]"
        label="Verdict"
        options={verdicts}
        value={filter.verdict ?? "any"}
        onChange={(verdict) => set({ verdict: verdict === "any" ? undefined : verdict })}
      />
      {environments.length > 1 || filter.environment ? (
        <Select
          className="sm:w-40 max-sm:w-[calc(50%-0.25rem)]"
          label="Environment"
          options={[{ value: "", label: "Any environment" }, ...environments.map((value) => ({ value, label: value }))]}
          value={environments.find((name) => name.toLowerCase() === filter.environment?.toLowerCase()) ?? ""}
          onChange={(environment) => set({ environment: environment || undefined })}
        />
      ) : null}
      <Select
        className="sm:w-40 max-sm:w-[calc(50%-0.25rem)]"
        label="Which runs"
        options={kinds}
        value={kind}
        onChange={(next) =>
          set({
            late: next === "late" ? true : undefined,
            rehearsals: next === "hide" || next === "only" ? next : undefined,
          })
        }
      />
      <Select
        className="sm:w-40 max-sm:w-[calc(50%-0.25rem)]"
        label="Order"
        options={sorts}
        value={filter.sort ?? "target"}
        onChange={(sort) => set({ sort })}
      />
      {narrowed ? (
        <Button variant="ghost" onClick={() => onChange({ sort: filter.sort })}>
          Show all {total}
        </Button>
      ) : null}
      <p role="status" className="text-ink-3 text-sm">
        {busy ? <Spinner className="size-3.5" /> : narrowed ? `${matching} of ${total}` : ""}
      </p>
      <div className="ml-auto">
        <SavedViews filter={filter} onOpen={onChange} />
      </div>
    </search>
  );
}
