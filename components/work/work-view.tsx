"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import { isOverlaid, isTyping, useKeyHelp } from "@/components/shell/key-help";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import type { WorkLine } from "@/lib/domain/my-work";
import { count, duration, list } from "@/lib/domain/plain-text";
import { useWork, type WorkData } from "./use-work";
import { WorkRow } from "./work-row";

const keys = {
  title: "My work",
  lines: [
    { keys: ["j", "↓"], does: "Next" },
    { keys: ["k", "↑"], does: "The one before" },
    { keys: ["Enter"], does: "Open" },
  ],
};
const steps: Readonly<Record<string, number>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

type Part = { title: string; about: string; lines: readonly WorkLine[]; waits?: boolean };

/** What somebody can do now across runs in the best order, what they sign, owe, wait for, and could take. */
export function WorkView({ initial }: { initial: string }) {
  const { data, stale } = useWork(initial);
  const body = useRef<HTMLDivElement>(null);
  useKeyHelp(keys);
  const press = useEffectEvent((event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (isTyping(event.target) || isOverlaid()) return;
    const links = [...(body.current?.querySelectorAll<HTMLElement>("a[data-work]") ?? [])];
    const at = links.indexOf(document.activeElement as HTMLElement);
    const next = links[at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + step))];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
  const parts: Part[] = [
    { title: "You can do now", about: "What must be begun soonest comes first.", lines: data.now },
    { title: "You sign", about: "All that stands before these is done.", lines: data.sign },
    { title: "You promised", about: "Conditions of signatures that you own.", lines: data.conditions },
    { title: "You wait for", about: "Yours, but something comes first.", lines: data.later, waits: true },
    { title: "Nobody has these", about: "They can be done, and no one is named. Take one.", lines: data.free },
  ];
  const shown = parts.filter(({ lines }) => lines.length > 0);
  return (
    <div ref={body}>
      <PageHeader title={headline(data)} lead={holding(data)} />
      {stale ? (
        <Notice tone="hold" live className="mb-4" title="The server didn’t answer the last time">
          What stands here is older than it looks. It is tried again every 20 seconds.
        </Notice>
      ) : null}
      <div className="flex flex-col gap-5">
        {shown.map(({ title, about, lines, waits }) => (
          <Card key={title} flush aria-label={title} className="overflow-hidden">
            <header className="flex flex-wrap items-baseline gap-x-3 border-b px-4 py-2.5">
              <h2 className="font-strong text-base">
                {title} <span className="font-normal text-ink-3 tabular-nums">{lines.length}</span>
              </h2>
              <p className="text-ink-2 text-sm">{about}</p>
            </header>
            <ol className="divide-y">
              {lines.map((line) => (
                <WorkRow key={`${line.run.id} ${line.kind} ${line.key}`} line={line} waits={waits ?? false} />
              ))}
            </ol>
          </Card>
        ))}
        {shown.length === 0 ? (
          <Card>
            <EmptyState title="Nothing waits for you">
              Items given to you, roles you fill, signatures and conditions you owe stand here, from every open run.
            </EmptyState>
          </Card>
        ) : null}
        {data.more > 0 ? (
          <p className="text-ink-2 text-sm">And {count(data.more, "run")} with a later target.</p>
        ) : null}
      </div>
    </div>
  );
}

function headline({ now, sign, conditions }: WorkData): string {
  const parts = [
    ...(now.length > 0 ? [`${count(now.length, "thing")} to do`] : []),
    ...(sign.length > 0 ? [`${count(sign.length, "signature")} to give`] : []),
    ...(conditions.length > 0 ? [`${count(conditions.length, "condition")} owed`] : []),
  ];
  return parts.length > 0 ? list(parts) : "Nothing waits for you";
}

/** Who goes on when the reader is done, and how much of it there is. */
function holding({ now, runs }: WorkData): string {
  const names = [...new Set(now.flatMap(({ others }) => others))];
  const minutes = now.reduce((sum, line) => sum + (line.minutes ?? 0), 0);
  const mine =
    minutes > 0 ? `${duration(minutes)} of work across ${count(runs, "run")}.` : `Across ${count(runs, "run")}.`;
  const shownNames = names.length > 4 ? [...names.slice(0, 3), count(names.length - 3, "other")] : names;
  return names.length > 0 ? `${mine} ${list(shownNames)} ${names.length === 1 ? "waits" : "wait"} for you.` : mine;
}
