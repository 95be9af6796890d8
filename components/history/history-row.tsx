"use client";

import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import { FullTime, useClock } from "@/components/ui/time";
import type { PersonRef } from "@/lib/domain/run";
import { actionWords } from "../run/action-words";
import { changeLines } from "./history-change";
import type { HistoryEntry } from "./history-entry";

type Props = {
  entry: HistoryEntry;
  people: Readonly<Record<string, PersonRef>>;
  /** What it was done to, already linked. */
  about: ReactNode;
  /** Which history it stands in, where several are shown. */
  place?: ReactNode;
};

/** Where one signs: the time stands in UTC, as wherever a signature does. */
const onRecord: ReadonlySet<string> = new Set(["signature", "override"]);

/** Who did what, when, and from what to what; the hash is what the next entry is chained to. */
export function HistoryRow({ entry, people, about, place }: Props) {
  const { timeZone } = useClock();
  const lines = changeLines(entry.change, people, timeZone).filter((line) => !says(entry.action, line));
  return (
    <li className="flex gap-3 border-t px-4 py-2.5 text-sm first:border-t-0">
      <Avatar name={entry.actor?.name ?? "Gonogo"} decorative className="mt-0.5" />
      <div className="flex min-w-0 flex-1 flex-wrap gap-x-3">
        <div className="min-w-0 flex-1 basis-64">
          <p className="wrap-anywhere">
            <b className="font-strong">{entry.actor?.name ?? "Gonogo"}</b> {actionWords(entry.action)}
            {about ? <>: {about}</> : null}
          </p>
          {place ? <p className="wrap-anywhere text-ink-2 text-xs">{place}</p> : null}
          {entry.text ? <p className="wrap-anywhere text-ink-2">{entry.text}</p> : null}
          {entry.redactedAt ? <p className="text-ink-3">The words were redacted; their digest stays.</p> : null}
          {lines.length > 0 ? <p className="wrap-anywhere text-ink-2 text-xs">{lines.join("; ")}</p> : null}
        </div>
        <p className="shrink-0 text-ink-3 text-xs sm:text-right">
          <FullTime at={entry.at} utc={onRecord.has(entry.subject.kind)} />
          <span className="sm:block" title={`SHA-256 ${entry.hash}`}>
            <span className="sm:hidden">, </span>entry {entry.seq}
            {entry.via === "session" ? "" : `, by ${entry.via.replaceAll("_", " ")}`}
          </span>
        </p>
      </div>
    </li>
  );
}

/** The verb already says the state it went to. */
function says(action: string, line: string): boolean {
  return action.startsWith("item.") && (line.startsWith("state: open to") || line.startsWith("version: "));
}
