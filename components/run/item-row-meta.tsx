"use client";

import { CloudOff, Hourglass, MessageSquare, OctagonMinus, Paperclip, ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { useClock } from "@/components/ui/time";
import { formatClock } from "@/components/ui/time-format";
import { count, duration } from "@/lib/domain/plain-text";
import { type ItemPlace, indexDocument } from "@/lib/domain/template-tree";
import { variableName } from "@/lib/domain/variable";
import { DueChip } from "./due-chip";
import { RecursChip } from "./recurs-chip";
import { useRun } from "./run-provider";
import type { RowView } from "./run-rows";
import { useVariables } from "./use-variables";
import { useViewers } from "./use-viewers";

type Props = { place: ItemPlace; row: RowView; severity: ReactNode };

/** What stands at the right of a row: flags first, then who, when and how long. On a phone it wraps below the title. */
export function ItemRowMeta({ place, row, severity }: Props) {
  const who = useRun((state) => state.snapshot.people[row.assigneeId ?? ""]?.name ?? null);
  const left = useRun((state) => state.snapshot.people[row.assigneeId ?? ""]?.idle ?? false);
  const actor = useRun((state) => state.snapshot.people[row.changedById ?? ""]?.name ?? null);
  const viewers = useViewers(place.key);
  return (
    <div className="pointer-events-none relative col-start-2 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-ink-3 text-xs empty:hidden sm:col-start-3 sm:row-start-1 sm:max-w-[24rem] sm:justify-end">
      {row.saving === "waiting" ? (
        <span className="flex items-center gap-1 text-hold">
          <CloudOff aria-hidden className="size-3.5" />
          not sent yet
        </span>
      ) : null}
      {row.blocked ? (
        <Badge tone="no" icon={<OctagonMinus aria-hidden className="size-3" />}>
          Blocked
        </Badge>
      ) : null}
      {row.waiver ? <Badge tone="hold">{row.waiver === "granted" ? "Waived" : "Waiver asked"}</Badge> : null}
      {row.toConfirm ? <Badge>Ticked in source</Badge> : null}
      {!row.taken ? <Badge>{row.instead ? `Not taken: ${row.instead} was` : "Option not taken"}</Badge> : null}
      {place.optional ? <Badge>Optional</Badge> : null}
      {severity}
      {row.evidenceDue ? <span className="text-hold">evidence required</span> : null}
      {row.secondDue ? <span className="text-hold">second person to confirm</span> : null}
      {row.verified ? (
        <span className="flex items-center gap-0.5 text-go">
          <ShieldCheck aria-hidden className="size-3.5" />
          verified
        </span>
      ) : null}
      {place.reserved && place.leaf && !row.settled ? <span>by check only</span> : null}
      {row.waitsFor !== "" && !row.settled ? <WaitsFor keys={row.waitsFor.split("\n")} /> : null}
      {row.total === null ? null : (
        <span>
          {row.done} of {row.total}
        </span>
      )}
      {row.comments > 0 ? (
        <Counted icon={<MessageSquare aria-hidden className="size-3" />} n={row.comments} what="comment" />
      ) : null}
      {row.evidence > 0 ? (
        <Counted
          icon={<Paperclip aria-hidden className="size-3" />}
          n={row.evidence}
          what="piece of evidence"
          many="pieces of evidence"
        />
      ) : null}
      {place.item.capture ? <Captured capture={place.item.capture} /> : null}
      {place.item.hold ? <span>hold {duration(place.item.hold.minutes)}</span> : null}
      {place.item.recurs ? <RecursChip itemKey={place.key} text={place.item.recurs.text} /> : null}
      {!row.settled && place.leaf ? <DueChip itemKey={place.key} /> : null}
      {place.estimate !== null && !row.settled && place.leaf ? <span>{duration(place.estimate)}</span> : null}
      {actor && row.changedAt && row.state !== "open" ? <Act name={actor} at={row.changedAt} /> : null}
      {viewers.map((name) => (
        <Avatar key={name} name={name} size="sm" present />
      ))}
      {row.assigneeId && who && left && !row.settled ? <span className="text-hold">{who} left</span> : null}
      {row.assigneeId && who && !left ? <Avatar name={who} size="sm" /> : null}
    </div>
  );
}

/** The first of what it needs, and how many others. */
function WaitsFor({ keys }: { keys: readonly string[] }) {
  const [first = "", ...others] = keys;
  const title = useRun((state) => indexDocument(state.snapshot.document).items.get(first)?.title ?? first);
  return (
    <span className="flex min-w-0 items-center gap-1 text-hold">
      <Hourglass aria-hidden className="size-3 shrink-0" />
      <span className="max-w-44 truncate">waits for {title}</span>
      {others.length > 0 ? <span>+{others.length}</span> : null}
    </span>
  );
}

/** The value an item gives to later steps, once it has one. */
function Captured({ capture }: { capture: string }) {
  const name = variableName(capture);
  const value = useVariables().find(({ key }) => key === name)?.value ?? null;
  if (value === null) return <span className="text-hold">gives {name}</span>;
  return (
    <span className="max-w-40 truncate font-mono" title={value}>
      {value}
    </span>
  );
}

function Counted({ icon, n, what, many }: { icon: ReactNode; n: number; what: string; many?: string }) {
  return (
    <span className="flex items-center gap-0.5">
      {icon}
      <span aria-hidden>{n}</span>
      <span className="sr-only">{count(n, what, many)}</span>
    </span>
  );
}

function Act({ name, at }: { name: string; at: string }) {
  const { timeZone } = useClock();
  return (
    <span>
      {name.split(" ")[0]}, {formatClock(at, timeZone)}
    </span>
  );
}
