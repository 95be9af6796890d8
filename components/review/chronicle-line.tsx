"use client";

import { Badge } from "@/components/ui/badge";
import { FullTime } from "@/components/ui/time";
import type { ChronicleEvent } from "@/lib/domain/chronicle";
import { duration } from "@/lib/domain/plain-text";
import { actionWords } from "../run/action-words";
import { ItemLink } from "../run/item-link";
import { kindWords, skippedWords } from "./chronicle-words";

/** When, what kind, who did what; for a step what it took beside what was planned. */
export function ChronicleLine({ event }: { event: ChronicleEvent }) {
  const { kind, who, action, title, item, detail, text, attempt, traffic } = event;
  const facts = [
    took(event),
    detail,
    traffic === null ? null : `traffic at ${traffic} %`,
    ...event.skipped.map((what) => skippedWords[what]),
    attempt > 1 ? `attempt ${attempt}` : null,
  ].filter((fact) => fact !== null);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-0.5 border-t px-4 py-2.5 text-sm first:border-t-0 sm:grid-cols-[9.5rem_7.5rem_minmax(0,1fr)] print:grid-cols-[9.5rem_7.5rem_minmax(0,1fr)]">
      <FullTime at={event.at} utc={kind === "signature"} className="text-ink-2 text-xs leading-5" />
      <span>
        <Badge tone={kindWords[kind].tone}>{kindWords[kind].one}</Badge>
      </span>
      <div className="min-w-0 max-sm:col-span-2 print:col-span-1">
        <p className="wrap-anywhere">
          <b className="font-strong">{who ?? "Gonogo"}</b> {actionWords(action)}
          {title === null ? null : ": "}
          {item !== null && title !== null ? (
            <ItemLink itemKey={item} className="font-medium hover:underline">
              {title}
            </ItemLink>
          ) : (
            title
          )}
        </p>
        {text ? <p className="wrap-anywhere text-ink-2">{text}</p> : null}
        {facts.length > 0 ? <p className="wrap-anywhere text-ink-2 text-xs">{facts.join("; ")}</p> : null}
      </div>
    </li>
  );
}

function took({ planned, actual }: ChronicleEvent): string | null {
  if (actual === null) return planned === null ? null : `planned ${duration(planned)}`;
  return planned === null ? `took ${duration(actual)}` : `took ${duration(actual)}, planned ${duration(planned)}`;
}
