"use client";

import {
  CalendarClock,
  CircleCheck,
  FileText,
  Gavel,
  GitBranch,
  Handshake,
  ListTodo,
  PenLine,
  Repeat,
  Siren,
  SquareCheck,
  UserCheck,
  UserX,
} from "lucide-react";
import Link from "next/link";
import { OutsideLink } from "@/components/run/linked-text";
import { SeverityBadge } from "@/components/run/severity-badge";
import { Badge } from "@/components/ui/badge";
import { DayTime, useClock } from "@/components/ui/time";
import type { WorkLine } from "@/lib/domain/my-work";
import { duration, list } from "@/lib/domain/plain-text";

const kinds = {
  trigger: { icon: Siren, verb: "Roll back, or clear" },
  check: { icon: Repeat, verb: "" },
  item: { icon: SquareCheck, verb: "" },
  follow_up: { icon: SquareCheck, verb: "" },
  take_over: { icon: Handshake, verb: "Take over" },
  delegation: { icon: Handshake, verb: "Accept" },
  hand_over: { icon: UserX, verb: "Hand over" },
  choice: { icon: GitBranch, verb: "Decide" },
  evidence: { icon: FileText, verb: "Attach evidence to" },
  confirm: { icon: UserCheck, verb: "Confirm as the second person" },
  declare: { icon: Gavel, verb: "Record the decision:" },
  sign: { icon: PenLine, verb: "Sign" },
  condition: { icon: CircleCheck, verb: "" },
  action: { icon: ListTodo, verb: "" },
} as const;

/** One thing to do; the whole row leads to where it is done. */
export function WorkRow({ line, waits }: { line: WorkLine; waits: boolean }) {
  const { kind, run, title, severity, minutes, others, link, left } = line;
  const { icon: Icon, verb } = kinds[kind];
  return (
    <li className="relative grid grid-cols-[1.25rem_minmax(0,1fr)_auto] gap-x-3 px-4 py-2.5 hover:bg-hover max-sm:grid-cols-[1.25rem_minmax(0,1fr)] touch:py-3.5">
      <Icon aria-hidden className={kind === "trigger" ? "mt-0.5 size-4 text-no" : "mt-0.5 size-4 text-ink-3"} />
      <div className="min-w-0">
        <Link
          prefetch={false}
          data-work
          href={placeOf(line)}
          className="font-strong text-sm wrap-anywhere after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          {verb ? `${verb} ${title}` : title}
        </Link>{" "}
        {severity === "critical" || severity === "high" ? <SeverityBadge severity={severity} /> : null}
        <p className="text-ink-2 text-xs">
          {run.name}, {run.environment} {run.rehearsal ? <Badge>rehearsal</Badge> : null}
        </p>
        {left !== null ? <p className="text-hold text-xs">{left} had it, and left</p> : null}
        {others.length > 0 ? (
          <p className="text-ink-2 text-xs">
            {waits ? `Waits for ${named(others)}` : `${named(others)} can go on then`}{" "}
            {link ? (
              <span className="relative z-10">
                <OutsideLink href={link} />
              </span>
            ) : null}
          </p>
        ) : null}
      </div>
      <div className="text-right text-xs max-sm:col-start-2 max-sm:flex max-sm:flex-wrap max-sm:gap-x-3 max-sm:text-left">
        {minutes === null ? null : <p className="font-strong tabular-nums">{duration(minutes)}</p>}
        {waits ? null : <When line={line} />}
      </div>
    </li>
  );
}

function When({ line: { beginBy, dueAt, run } }: { line: WorkLine }) {
  const { now } = useClock();
  if (dueAt) {
    return (
      <p className={Date.parse(dueAt) < now ? "text-no" : "text-ink-2"}>
        <CalendarClock aria-hidden className="mr-1 inline size-3" />
        due <DayTime within at={dueAt} />
      </p>
    );
  }
  if (!beginBy) return <p className="text-ink-3">no target</p>;
  if (Date.parse(beginBy) < now) {
    return (
      <p className="text-no">
        {run.targetAt && Date.parse(run.targetAt) < now ? "target is past" : "begin now for the target"}
      </p>
    );
  }
  return (
    <p className="text-ink-3">
      begin by <DayTime within at={beginBy} />
    </p>
  );
}

function named(others: readonly string[]): string {
  const words = others.map((name) => (name === "Nobody" ? "work nobody owns" : name));
  return list(words.length > 3 ? [...words.slice(0, 2), `${words.length - 2} others`] : words);
}

function placeOf({ kind, run, key }: WorkLine): string {
  if (kind === "sign" || kind === "delegation" || kind === "declare" || kind === "condition")
    return `/runs/${run.id}/poll`;
  if (kind === "hand_over") return `/runs/${run.id}/readiness`;
  if (kind === "action") return `/runs/${run.id}/review`;
  if (kind === "trigger" || kind === "choice") return `/runs/${run.id}`;
  if (kind === "check" || kind === "follow_up" || kind === "take_over") return `/runs/${run.id}/after`;
  return `/runs/${run.id}?item=${encodeURIComponent(key)}`;
}
