"use client";

import { CalendarClock } from "lucide-react";
import { choiceDueAt } from "@/lib/domain/choice-taken";
import { dueOf } from "@/lib/domain/due";
import { isLate } from "@/lib/domain/reschedule";
import type { Choice } from "@/lib/domain/template-leaves";
import { rowsOf } from "./run-derived";
import { useRun, useRunStore } from "./run-provider";
import { RunTime } from "./run-time";

/** When an item is due, by hand, by the target or by going live; late ones say so. Nothing where it has no time. */
export function DueChip({ itemKey }: { itemKey: string }) {
  const due = useDue(itemKey);
  if (due === null) return null;
  return <DueText at={due.at} late={due.late} />;
}

/** When a choice is to be taken, while it is open. */
export function ChoiceDue({ choice }: { choice: Choice }) {
  const store = useRunStore();
  const targetAt = useRun(({ snapshot }) => choiceDueAt(snapshot.run, choice));
  if (targetAt === null) return null;
  return <DueText at={targetAt} late={targetAt <= rowsOf(store).reading.nowMs} />;
}

function DueText({ at, late }: { at: number; late: boolean }) {
  return (
    <span className={late ? "flex items-center gap-1 font-strong text-no" : "flex items-center gap-1"}>
      <CalendarClock aria-hidden className="size-3" />
      <span>
        {late ? "late, " : ""}due <RunTime within at={at} />
      </span>
    </span>
  );
}

/** As a string inside, so that a row is drawn again only when its time or its lateness changes. */
export function useDue(itemKey: string): { at: number; late: boolean } | null {
  const store = useRunStore();
  const found = useRun(() => {
    const { reading } = rowsOf(store);
    const leaf = reading.index.leafByKey.get(itemKey);
    const standing = leaf && reading.standings[leaf.order];
    const due = standing ? dueOf(reading, standing) : null;
    return due && standing ? `${due.at} ${isLate(standing, due.at, reading.nowMs)}` : "";
  });
  const [at, late] = found.split(" ");
  return found === "" ? null : { at: Number(at), late: late === "true" };
}
