"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import { api } from "@/components/client/api";
import { Card } from "@/components/ui/card";
import { SignalShape } from "@/components/ui/signal";
import { Skeleton } from "@/components/ui/skeleton";
import { DayTime, RelativeTime } from "@/components/ui/time";
import { count } from "@/lib/domain/plain-text";
import type { VisitChange } from "@/lib/domain/visit";

type Visit = { since: string | null; changes: VisitChange[]; more: number };

const shown = 7;
const shapes = { go: "go", no: "no", hold: "hold", plain: "wait" } as const;

/** What changed since the reader's last visit, in sentences that lead there. */
export function VisitPanel() {
  const [visit, setVisit] = useState<Visit | "failed">();
  const [all, setAll] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    void api<Visit>("POST", "/dashboard/visit", { signal: stop.signal }).then((answer) => {
      if (!stop.signal.aborted) setVisit(answer.ok ? answer.value : "failed");
    });
    return () => stop.abort();
  }, []);
  if (visit === "failed") return null;
  const changes = visit?.changes ?? [];
  const rest = changes.length - shown + (visit?.more ?? 0);
  return (
    <Card aria-labelledby="since-visit" className="max-xl:order-1 print:hidden" aria-busy={visit === undefined}>
      <h2 id="since-visit" className="eyebrow pb-1">
        Since your last visit
        {visit?.since ? (
          <>
            , <RelativeTime at={visit.since} className="normal-case tracking-normal" />
          </>
        ) : null}
      </h2>
      {visit === undefined ? (
        <div className="flex flex-col gap-2 py-2">
          <Skeleton className="h-4 w-full" />
          <Skeleton className="h-4 w-2/3" />
        </div>
      ) : changes.length === 0 ? (
        <p className="py-2 text-ink-2 text-sm">
          {visit.since
            ? "Nothing turned, nobody signed, nobody new blocks."
            : "Your first visit. From now on, what changed stands here."}
        </p>
      ) : (
        <ul className="-mx-2">
          {changes.slice(0, all ? undefined : shown).map((change) => (
            <li key={`${change.href} ${change.text} ${change.at}`}>
              <Link
                prefetch={false}
                href={change.href}
                className="grid grid-cols-[0.75rem_minmax(0,1fr)] items-baseline gap-x-2 rounded-md px-2 py-1.5 text-sm hover:bg-hover touch:py-3"
              >
                <SignalShape kind={shapes[change.tone]} className="size-2.5" />
                <span>
                  {change.text}
                  {change.at ? <DayTime at={change.at} className="block text-ink-3 text-xs" /> : null}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {rest > 0 && !all ? (
        <button type="button" className="mt-1 text-ink-2 text-sm underline touch:min-h-11" onClick={() => setAll(true)}>
          {count(rest, "more change")}
        </button>
      ) : null}
    </Card>
  );
}
