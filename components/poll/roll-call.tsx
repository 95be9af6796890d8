"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FullTime, useClock } from "@/components/ui/time";
import { useServerClock } from "@/components/ui/use-server-clock";
import type { SignoffStanding } from "@/lib/domain/assessment";
import { list } from "@/lib/domain/plain-text";
import { rollCallLines } from "@/lib/domain/roll-call";
import type { RollCallRow } from "@/lib/domain/signing-rows";
import { useMay, useRun, useRunStore } from "../run/run-provider";
import { sendToRun } from "../run/run-send";
import { RollCallLineRow } from "./roll-call-line";

/** A roll call while it runs, and its minutes once it is closed. */
export function RollCall({ row, standings }: { row: RollCallRow; standings: readonly SignoffStanding[] }) {
  const store = useRunStore();
  const { now: page } = useClock();
  const clock = useServerClock(page, row.closedAt === null);
  // The page's own clock may stand before what was written just now.
  const now = Math.max(clock, Date.parse(row.closedAt ?? row.openedAt));
  const snapshot = useRun((state) => state.snapshot);
  const may = useMay("gate.declare");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const lines = rollCallLines(row, snapshot, now);
  const asked = lines.find(({ state }) => state === "asked");
  const stale = new Set(standings.flatMap(({ key, status }) => (status === "stale" && !row.closedAt ? [key] : [])));
  const lead = snapshot.people[row.openedById]?.name ?? "The lead";
  const close = async () => {
    setBusy(true);
    setError(await sendToRun(store, `/roll-calls/${row.id}/close`, { body: {} }));
    setBusy(false);
  };
  return (
    <section
      aria-label={row.closedAt ? "Minutes of the roll call" : "Roll call"}
      className="mb-4 rounded-lg border bg-panel"
    >
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b px-4 py-2.5">
        <h3 className="font-heavy">{row.closedAt ? "Minutes" : "Roll call"}</h3>
        <p className="min-w-0 flex-1 basis-60 text-ink-2 text-sm">
          {lead}, <FullTime at={row.openedAt} utc />
          {row.closedAt ? (
            <>
              {" to "}
              <FullTime at={row.closedAt} utc />
            </>
          ) : null}
          , {row.secondsEach / 60} min a station
        </p>
        <a
          href={`/api/v1/runs/${snapshot.run.id}/roll-calls/${row.id}/minutes`}
          download
          className="rounded-sm font-strong text-accent text-sm underline underline-offset-2 touch:py-3"
        >
          As Markdown
        </a>
        {may && !row.closedAt ? (
          <Button size="sm" busy={busy} onClick={close}>
            Close the roll call
          </Button>
        ) : null}
      </header>
      {error ? (
        <p role="alert" className="px-4 py-2 text-no text-sm">
          {error}
        </p>
      ) : null}
      <ol className="divide-y">
        {lines.map((line) => (
          <RollCallLineRow key={line.key} line={line} now={now} stale={stale.has(line.key)} />
        ))}
      </ol>
      <p role="status" aria-live="polite" className="sr-only">
        {asked ? `${asked.title} is asked: ${list(asked.asked, "or")}` : row.closedAt ? "The roll call is closed" : ""}
      </p>
    </section>
  );
}
