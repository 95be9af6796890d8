"use client";

import { Repeat } from "lucide-react";
import { recurringChecks } from "@/lib/domain/recurring-checks";
import { rowsOf } from "./run-derived";
import { useRun, useRunStore } from "./run-provider";
import { RunTime } from "./run-time";

/** How often an item comes back; once the run is live, when next, and how often nobody did it. */
export function RecursChip({ itemKey, text }: { itemKey: string; text: string }) {
  const store = useRunStore();
  const found = useRun(() => {
    const check = recurringChecks(rowsOf(store).reading).find(({ standing }) => standing.leaf.key === itemKey);
    const open = check?.turns.filter(({ row }) => row === null) ?? [];
    const next = open.find(({ state }) => state !== "missed");
    return `${next?.dueAt ?? ""} ${open.filter(({ state }) => state === "missed").length}`;
  });
  const [next, missed] = found.split(" ");
  return (
    <span className="flex items-center gap-1">
      <Repeat aria-hidden className="size-3" />
      <span>
        {text}
        {next ? (
          <>
            , next <RunTime at={Number(next)} />
          </>
        ) : null}
      </span>
      {missed === "0" ? null : <span className="font-strong text-no">{missed} missed</span>}
    </span>
  );
}
