"use client";

import { Mail } from "lucide-react";
import Link from "next/link";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/class-name";
import { useClock } from "@/components/ui/time";
import { formatDateTime } from "@/components/ui/time-format";
import type { Party } from "@/lib/domain/assessment";
import type { RankedBlocker } from "@/lib/domain/dashboard";
import { count, duration, list } from "@/lib/domain/plain-text";
import { leftNames, partyFace, partyId, partyName } from "@/lib/domain/roster";
import { NudgeFromList } from "./nudge-from-list";

const shown = 8;

type ListProps = {
  data: {
    blockers: readonly RankedBlocker[];
    addresses: Readonly<Record<string, string>>;
    nudged: Readonly<Record<string, string>>;
  };
  /** Whoever looks, by id. */
  me: string | null;
};

/** People and roles by what they hold up across all open runs, unowned work first. */
export function BlockerList({ data: { blockers, addresses, nudged }, me }: ListProps) {
  const most = Math.max(1, ...blockers.map(({ weightMinutes }) => weightMinutes));
  return (
    <>
      <ol className="divide-y">
        {blockers.slice(0, shown).map((blocker) => (
          <BlockerRow
            key={partyId(blocker.who)}
            blocker={blocker}
            share={blocker.weightMinutes / most}
            address={blocker.who.kind === "person" ? addresses[blocker.who.id] : undefined}
            nudged={nudged}
            me={me}
          />
        ))}
      </ol>
      {blockers.length > shown ? (
        <p className="border-t pt-3 text-ink-3 text-sm">and {count(blockers.length - shown, "other")} with less</p>
      ) : null}
      {blockers.length === 0 ? <p className="py-3 text-ink-2 text-sm">Nobody. No open run waits for anybody.</p> : null}
    </>
  );
}

type RowProps = {
  blocker: RankedBlocker;
  share: number;
  address: string | undefined;
  nudged: ListProps["data"]["nudged"];
  me: string | null;
};

function BlockerRow({ blocker, share, address, nudged, me }: RowProps) {
  const { now, timeZone } = useClock();
  const { who, weightMinutes, since, items, signoffs, unheld } = blocker;
  const minutes = Math.max(0, (now - Date.parse(since)) / 60_000);
  return (
    <li className="grid grid-cols-[2rem_minmax(0,1fr)_auto] gap-x-3 py-3">
      <Avatar name={partyFace(who)} size="lg" decorative />
      <div className="min-w-0">
        <p className="text-sm">
          <b className="font-strong">{partyName(who)}</b>
          {who.kind === "role" ? <span className="text-ink-2"> (role{unheld ? ", unfilled" : ""})</span> : null}
          {who.kind === "person" && who.role ? <span className="text-ink-2"> {who.role}</span> : null}
        </p>
        <p className="text-ink-2 text-sm">{holds(items, signoffs, who)}</p>
      </div>
      <div className="text-right">
        <p className="font-strong text-sm tabular-nums">{duration(weightMinutes)}</p>
        <p className="text-ink-3 text-xs" title={`Since ${formatDateTime(since, timeZone, true)}`}>
          {minutes < 1 ? "just now" : `for ${duration(Math.floor(minutes))}`}
        </p>
      </div>
      <div className="col-span-2 col-start-2 min-w-0">
        {address ? (
          <a
            href={`mailto:${address}`}
            className="inline-flex items-center gap-1 text-accent text-xs hover:underline touch:min-h-11"
          >
            <Mail aria-hidden className="size-3" />
            <span className="wrap-anywhere">{address}</span>
          </a>
        ) : null}
        <ul className="mt-1 flex flex-col gap-1.5 text-xs">
          {blocker.runs.slice(0, 3).map((run) => (
            <li key={run.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <p className="line-clamp-2 flex-1 basis-44 text-ink-3">
                <Link
                  href={`/runs/${run.id}/readiness`}
                  prefetch={false}
                  className="font-strong text-ink-2 hover:text-ink hover:underline"
                >
                  {run.name}
                </Link>{" "}
                {titles(run)}
              </p>
              {who.kind === "person" ? (
                <NudgeFromList run={run} person={who} last={nudged[`${run.id} ${who.id}`] ?? null} me={me} />
              ) : null}
            </li>
          ))}
        </ul>
        <div aria-hidden className="mt-2 h-1.5">
          <div
            className={cn("h-full min-w-1 rounded-full", items > 0 ? "bg-no" : "bg-hold")}
            style={{ width: `${100 * share}%` }}
          />
        </div>
      </div>
    </li>
  );
}

function holds(items: number, signoffs: number, who: Party): string {
  const orphaned = leftNames(who) !== null ? " to hand over" : who.kind === "nobody" ? " without an owner" : "";
  const parts = [
    ...(items > 0 ? [`${count(items, "item")}${orphaned}`] : []),
    ...(signoffs > 0 ? [`${count(signoffs, "signature")} ready to be given`] : []),
  ];
  return list(parts);
}

function titles({ titles, items, signoffs, others }: RankedBlocker["runs"][number]): string {
  const shown = titles.slice(0, 2);
  const rest = items + signoffs + others - shown.length;
  return shown.join("; ") + (rest > 0 ? ` and ${rest} more` : "");
}
