"use client";

import { Handshake } from "lucide-react";
import { useId, useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { notify } from "@/components/ui/toast";
import { currentSheet } from "@/lib/domain/after-view";
import type { HandoverRow } from "@/lib/domain/go-live-rows";
import { rotaTakenOver } from "@/lib/domain/handover-decision";
import { nextOnRota, onDuty } from "@/lib/domain/rota";
import type { RunState } from "@/lib/domain/run-state";
import { useMay, useRun, useRunStore } from "../run/run-provider";
import { sendToRun } from "../run/run-send";
import { RunTime } from "../run/run-time";
import { HandOverDialog } from "./hand-over-dialog";
import { SheetView } from "./sheet-view";

/** Who has the checks now, what they would hand over, and what was handed over before. */
export function ShiftCard({ state }: { state: RunState }) {
  const { shifts, people, handovers } = state.snapshot;
  const may = useMay("item.tick");
  const [handing, setHanding] = useState(false);
  const headed = useId();
  const now = onDuty(shifts, state.nowMs);
  const next = nextOnRota(shifts, state.nowMs, now?.personId ?? "");
  const name = (id: string) => people[id]?.name ?? "somebody who left";
  const sheet = currentSheet(state);
  return (
    <Card flush aria-labelledby={headed}>
      <CardHeader id={headed} title="This shift" />
      <div className="flex flex-col gap-3 p-4">
        <div className="flex items-center gap-3">
          <Avatar name={now ? name(now.personId) : null} size="lg" decorative />
          <div className="min-w-0 text-sm">
            <p className="font-strong text-base">{now ? name(now.personId) : "Nobody is on duty"}</p>
            <p className="text-ink-2">
              {now ? (
                <>
                  until <RunTime at={now.endsAt} />
                </>
              ) : shifts.length > 0 ? (
                "The rota has a gap now: checks go to whoever holds their item, else to the lead."
              ) : (
                "Without a rota, checks go to whoever holds their item, else to the lead."
              )}
            </p>
          </div>
        </div>
        {next ? (
          <p className="text-ink-2 text-sm">
            Next: <span className="text-ink">{name(next.personId)}</span>, <RunTime at={next.startsAt} />
          </p>
        ) : null}
        {sheet ? (
          <section aria-label="Hand-over sheet">
            <p className="eyebrow mb-2">
              Since <RunTime at={sheet.from} />
            </p>
            <SheetView sheet={sheet} />
          </section>
        ) : null}
        {may && sheet ? (
          <Button icon={<Handshake aria-hidden className="size-4" />} onClick={() => setHanding(true)}>
            Hand over…
          </Button>
        ) : null}
      </div>
      {handovers.length > 0 ? (
        <ol aria-label="Hand-overs" className="divide-y border-t">
          {handovers.toReversed().map((row) => (
            <HandoverLine key={row.id} state={state} row={row} name={name} />
          ))}
        </ol>
      ) : null}
      {handing ? (
        <HandOverDialog state={state} next={next?.personId ?? null} onClose={() => setHanding(false)} />
      ) : null}
    </Card>
  );
}

type LineProps = { state: RunState; row: HandoverRow; name: (id: string) => string };

function HandoverLine({ state, row, name }: LineProps) {
  const store = useRunStore();
  const you = useRun((state) => state.you.personId);
  const closed = useRun(({ snapshot }) => snapshot.run.closedAt !== null);
  const [busy, setBusy] = useState(false);
  const accept = async () => {
    setBusy(true);
    const refused = await sendToRun(store, `/handovers/${row.id}/accept`, { body: {} }).finally(() => setBusy(false));
    const title = theirs ? "The shift is yours" : "Taken over";
    notify(refused ? { title: refused, tone: "bad" } : { title, tone: "good" });
  };
  const waits = row.acceptedAt === null;
  const has = waits ? onDuty(rotaTakenOver(state, row) ?? state.snapshot.shifts, state.nowMs) : null;
  const theirs = has?.personId === row.toId;
  return (
    <li className="px-4 py-3 text-sm">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span>
          {name(row.fromId)} to {name(row.toId)}
        </span>
        <RunTime at={row.at} className="text-ink-2 text-xs" />
        <Badge tone={waits ? "wait" : "go"}>{waits ? "Not taken over yet" : "Taken over"}</Badge>
      </p>
      {row.notes ? <p className="wrap-anywhere mt-1 whitespace-pre-wrap text-ink-2">{row.notes}</p> : null}
      <details className="mt-1">
        <summary className="w-fit cursor-pointer text-ink-2 text-xs underline-offset-2 hover:underline touch:py-2">
          Sheet
        </summary>
        <div className="mt-2">
          <SheetView sheet={row.sheet} />
        </div>
      </details>
      {waits && row.toId === you && !closed ? (
        <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
          <Button size="sm" variant="primary" busy={busy} onClick={accept}>
            Take over
          </Button>
          <span className="text-ink-2 text-xs">
            {has && theirs ? (
              <>
                From then on the checks are yours, until <RunTime at={has.endsAt} />.
              </>
            ) : has ? (
              `The shift is ${name(has.personId)}’s by now: you only say that you have seen this.`
            ) : (
              "No check is left: you only say that you have seen this."
            )}
          </span>
        </div>
      ) : null}
    </li>
  );
}
