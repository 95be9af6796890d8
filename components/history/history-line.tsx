"use client";

import { ItemLink } from "../run/item-link";
import { useRun } from "../run/run-provider";
import { type HistoryEntry, itemOf } from "./history-entry";
import { HistoryRow } from "./history-row";

/** An entry of the run on screen, with a link to its item. */
export function HistoryLine({ entry, title }: { entry: HistoryEntry; title: string | null }) {
  const people = useRun((state) => state.snapshot.people);
  const item = itemOf(entry);
  const about =
    title && item ? (
      <ItemLink itemKey={item} className="font-medium hover:underline">
        {title}
      </ItemLink>
    ) : (
      title
    );
  return <HistoryRow entry={entry} people={people} about={about} />;
}
