"use client";

import { Card, CardHeader } from "@/components/ui/card";
import { count, duration } from "@/lib/domain/plain-text";
import type { RunReview, TookRow } from "@/lib/domain/run-review";
import { ItemLink } from "../run/item-link";
import { Untold } from "./untold";

/** Where time went: what took longer than planned, else simply the longest. */
export function TookCard({
  review: { slipped, longest, timed },
  untold,
}: {
  review: RunReview;
  /** Entries that are too old for it. */
  untold: number;
}) {
  return (
    <Card flush aria-label="Where time went">
      <CardHeader title="Where time went" meta={`${count(timed, "item")} timed`} />
      <Untold entries={untold} />
      {timed === 0 ? (
        <p className="px-4 py-3 text-ink-2 text-sm">
          Nobody started an item before finishing it. An item that is started, then ticked, tells what it took.
        </p>
      ) : (
        <>
          <Rows title="Slipped" rows={slipped} none="Nothing took longer than planned." />
          <Rows title="Took longest" rows={longest} none="" />
        </>
      )}
    </Card>
  );
}

function Rows({ title, rows, none }: { title: string; rows: readonly TookRow[]; none: string }) {
  return (
    <section aria-label={title}>
      <h3 className="bg-sunk px-4 py-1.5 font-strong text-sm">{title}</h3>
      {rows.length === 0 ? <p className="px-4 py-2 text-ink-2 text-sm">{none}</p> : null}
      <ul>
        {rows.map(({ item, title: name, planned, actual }) => (
          <li key={item} className="flex flex-wrap items-baseline gap-x-3 border-t px-4 py-2 text-sm first:border-t-0">
            <ItemLink itemKey={item} className="wrap-anywhere min-w-0 flex-1 basis-40 hover:underline">
              {name}
            </ItemLink>
            <span className="text-ink-2 tabular-nums">
              <b className="font-strong text-ink">{duration(actual)}</b>
              {planned === null ? ", not estimated" : `, planned ${duration(planned)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
