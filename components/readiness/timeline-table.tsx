"use client";

import { DataTable } from "@/components/ui/data-table";
import { DayTime } from "@/components/ui/time";
import { count, duration, list } from "@/lib/domain/plain-text";
import { partyName } from "@/lib/domain/roster";
import type { Timeline } from "@/lib/domain/timeline";
import { ItemLink } from "../run/item-link";

/** The same as rows: for reading aloud, for a phone, and for the exact times. */
export function TimelineTable({ timeline }: { timeline: Timeline }) {
  const rows = timeline.lanes
    .flatMap(({ who, bars }) => bars.map((bar) => ({ ...bar, who: partyName(who) })))
    .toSorted((a, b) => (a.startAt < b.startAt ? -1 : Number(a.startAt > b.startAt)));
  return (
    <details className="mt-3">
      <summary className="cursor-default text-sm touch:py-3">As a table, {count(rows.length, "item")}</summary>
      <DataTable
        caption="Remaining work in the order it would be done"
        className="mt-2"
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          {
            key: "item",
            heading: "Item",
            rowHeader: true,
            cell: ({ key, title }) => (
              <ItemLink itemKey={key} className="hover:underline">
                {title}
              </ItemLink>
            ),
          },
          { key: "who", heading: "Who", cell: ({ who }) => who },
          { key: "start", heading: "From", cell: ({ startAt }) => <DayTime at={startAt} /> },
          { key: "end", heading: "To", cell: ({ endAt }) => <DayTime at={endAt} /> },
          {
            key: "minutes",
            heading: "Takes",
            align: "right",
            cell: ({ minutes, assumed }) => `${duration(minutes)}${assumed ? ", assumed" : ""}`,
          },
          { key: "after", heading: "After", cell: ({ after }) => list(after.slice(0, 3)) || "–" },
          { key: "critical", heading: "Decides", cell: ({ critical }) => (critical ? "yes" : "no") },
        ]}
      />
    </details>
  );
}
