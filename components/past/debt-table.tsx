"use client";

import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { DataTable } from "@/components/ui/data-table";
import { DayTime, useClock } from "@/components/ui/time";
import type { WaiverDebt } from "@/lib/domain/past-runs";
import { duration } from "@/lib/domain/plain-text";

/** Accepted risks with their age, owner and end. */
export function DebtTable({ debt }: { debt: readonly WaiverDebt[] }) {
  const { now } = useClock();
  if (debt.length === 0) return <p className="py-2 text-ink-2 text-sm">None. No accepted risk is in force.</p>;
  return (
    <DataTable
      caption="Accepted risks"
      rows={debt}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "item",
          heading: "Risk",
          rowHeader: true,
          cell: ({ item, run, reason, closed }) => (
            <>
              <Link
                prefetch={false}
                href={`/runs/${run.id}?item=${encodeURIComponent(item.key)}`}
                className="font-strong hover:underline"
              >
                {item.title}
              </Link>
              <span className="block text-ink-2 text-xs">{reason}</span>
              <span className="block text-ink-3 text-xs">
                {run.name}
                {closed ? ", closed" : ""}
              </span>
            </>
          ),
        },
        { key: "owner", heading: "Owner", cell: ({ owner }) => owner.name },
        {
          key: "age",
          heading: "Accepted for",
          cell: ({ grantedAt }) => duration(Math.floor((now - Date.parse(grantedAt)) / 60_000)),
        },
        {
          key: "ends",
          heading: "Ends",
          cell: ({ expiresAt, expired }) =>
            expired ? (
              <Badge tone="no">expired</Badge>
            ) : expiresAt ? (
              <DayTime at={expiresAt} />
            ) : (
              <Badge tone="hold">never</Badge>
            ),
        },
      ]}
    />
  );
}
