"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import type { RunState } from "@/lib/domain/run-state";
import { useMay } from "../run/run-provider";
import { cityOf, RunTime } from "../run/run-time";
import { RotaDialog } from "./rota-dialog";

const shown = 8;

/** Who has the checks from when to when; shifts that are over are folded away. */
export function RotaCard({ state }: { state: RunState }) {
  const may = useMay("rota.edit");
  const [editing, setEditing] = useState(false);
  const { shifts, people, run } = state.snapshot;
  const left = shifts.filter(({ endsAt }) => Date.parse(endsAt) > state.nowMs);
  return (
    <Card flush aria-label="Rota">
      <CardHeader
        title="Rota"
        meta={run.timeZone === "UTC" ? "" : `days by ${cityOf(run.timeZone)}`}
        actions={
          may ? (
            <Button size="sm" onClick={() => setEditing(true)}>
              {shifts.length === 0 ? "Make a rota" : "Change"}
            </Button>
          ) : null
        }
      />
      {left.length === 0 ? (
        <p className="p-4 text-ink-2 text-sm">
          {shifts.length === 0
            ? "Shifts say whose check it is at any time, and who is asked when one is missed."
            : "All shifts are over."}
        </p>
      ) : (
        <ol className="divide-y">
          {left.slice(0, shown).map(({ id, personId, startsAt, endsAt }) => {
            const now = Date.parse(startsAt) <= state.nowMs;
            return (
              <li
                key={id}
                aria-current={now ? "time" : undefined}
                className="flex flex-wrap items-baseline gap-x-3 px-4 py-2 text-sm aria-current:bg-wait-tint"
              >
                <span className="basis-full font-strong">{people[personId]?.name ?? "somebody who left"}</span>
                <span className="text-ink-2 tabular-nums">
                  <RunTime at={startsAt} /> to <RunTime at={endsAt} />
                </span>
              </li>
            );
          })}
        </ol>
      )}
      {left.length > shown ? <p className="px-4 py-2 text-ink-3 text-xs">and {left.length - shown} more</p> : null}
      {editing ? <RotaDialog state={state} onClose={() => setEditing(false)} /> : null}
    </Card>
  );
}
