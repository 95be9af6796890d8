"use client";

import { Card, CardHeader } from "@/components/ui/card";
import type { DepartureRow } from "@/lib/domain/run-review";
import { ItemLink } from "../run/item-link";
import { RunTime } from "../run/run-time";
import { departureWords } from "./chronicle-words";
import { Untold } from "./untold";

/** What was skipped, waived, overridden or warned: by whom and why. */
export function DepartureCard({
  departures,
  untold,
}: {
  departures: readonly DepartureRow[];
  /** Entries that are too old for it. */
  untold: number;
}) {
  return (
    <Card flush aria-label="Not as the checklist asks">
      <CardHeader title="Not as the checklist asks" meta={departures.length} />
      <Untold entries={untold} />
      {departures.length === 0 ? (
        <p className="px-4 py-3 text-ink-2 text-sm">
          Nothing was skipped, waived, overridden or passed with a warning.
        </p>
      ) : (
        <ul>
          {departures.map(({ what, item, title, who, why, at }) => (
            <li key={`${what} ${item ?? title} ${at}`} className="border-t px-4 py-2.5 text-sm first:border-t-0">
              <p className="wrap-anywhere">
                <b className="font-strong">{departureWords[what]}</b>:{" "}
                {item === null ? (
                  title
                ) : (
                  <ItemLink itemKey={item} className="hover:underline">
                    {title}
                  </ItemLink>
                )}
              </p>
              {why ? <p className="wrap-anywhere text-ink-2">{why}</p> : null}
              <p className="text-ink-3 text-xs">
                {who}
                {who && at ? ", " : ""}
                {at ? <RunTime at={at} /> : null}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
