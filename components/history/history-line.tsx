"use client";

import { Avatar } from "@/components/ui/avatar";
import { FullTime, useClock } from "@/components/ui/time";
import { actionWords } from "../run/action-words";
import { ItemLink } from "../run/item-link";
import { useRun } from "../run/run-provider";
import { changeLines } from "./history-change";
import { type HistoryEntry, itemOf } from "./history-entry";

/** Who did what, when, and from what to what; the hash is what the next entry is chained to. */
export function HistoryLine({ entry, title }: { entry: HistoryEntry; title: string | null }) {
  const people = useRun((state) => state.snapshot.people);
  const { timeZone } = useClock();
  const item = itemOf(entry);
  const lines = changeLines(entry.change, people, timeZone).filter((line) => !says(entry.action, line));
  return (
    <li className="flex gap-3 border-t px-4 py-2.5 text-sm first:border-t-0">
      <Avatar name={entry.actor?.name ?? "Gonogo"} decorative className="mt-0.5" />
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere">
          <b className="font-strong">{entry.actor?.name ?? "Gonogo"}</b> {actionWords(entry.action)}
          {title ? ": " : null}
          {title && item ? (
            <ItemLink itemKey={item} className="font-medium hover:underline">
              {title}
            </ItemLink>
          ) : (
            title
          )}
        </p>
        {entry.text ? <p className="wrap-anywhere text-ink-2">{entry.text}</p> : null}
        {entry.redactedAt ? <p className="text-ink-3">The words were redacted; their digest stays.</p> : null}
        {lines.length > 0 ? <p className="wrap-anywhere text-ink-2 text-xs">{lines.join("; ")}</p> : null}
      </div>
      <p className="shrink-0 text-right text-ink-3 text-xs">
        <FullTime at={entry.at} />
        <span className="block" title={`SHA-256 ${entry.hash}`}>
          entry {entry.seq}
          {entry.via === "session" ? "" : `, by ${entry.via.replaceAll("_", " ")}`}
        </span>
      </p>
    </li>
  );
}

/** The verb already says the state it went to. */
function says(action: string, line: string): boolean {
  return action.startsWith("item.") && line.startsWith("state: open to");
}
