"use client";

import { CheckCheck } from "lucide-react";
import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { notify } from "@/components/ui/toast";
import type { Round } from "@/lib/domain/recurring-checks";
import { partyName } from "@/lib/domain/roster";
import { useMay } from "../run/run-provider";
import { RunTime } from "../run/run-time";
import { TurnRow } from "./turn-row";
import { useRecord } from "./use-record";

/** The checks asked for together at one time, with one tap for all of them. */
export function RoundCard({ round, large = false }: { round: Round; large?: boolean }) {
  const may = useMay("item.tick");
  const record = useRecord();
  const [busy, setBusy] = useState(false);
  const open = round.turns.filter(({ row }) => row === null);
  const owner = open[0]?.charged ?? round.turns[0]?.owner;
  const all = async () => {
    setBusy(true);
    const refused = await record(open, { outcome: "done" }).finally(() => setBusy(false));
    if (refused) notify({ title: refused, tone: "bad" });
  };
  return (
    <Card flush aria-label={`Checks: ${round.part}`}>
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b px-4 py-3">
        <div className="min-w-0 flex-1">
          <h3 className={large ? "wrap-anywhere font-heavy text-xl" : "wrap-anywhere font-strong text-base"}>
            {round.part}
          </h3>
          <p className="mt-0.5 flex flex-wrap items-center gap-x-3 text-ink-2 text-sm">
            <span>
              for <RunTime at={round.dueAt} className="text-ink" />
            </span>
            {owner ? (
              <span className="flex items-center gap-1.5">
                <Avatar name={partyName(owner)} size="sm" decorative />
                {partyName(owner)}
              </span>
            ) : null}
          </p>
        </div>
        {may && open.length > 1 ? (
          <Button
            variant="go"
            size={large ? "lg" : "md"}
            busy={busy}
            icon={<CheckCheck aria-hidden className="size-4" />}
            onClick={all}
          >
            All {open.length} done
          </Button>
        ) : null}
      </header>
      <ul className="divide-y">
        {round.turns.map((turn) => (
          <TurnRow key={`${turn.key} ${turn.number}`} turn={turn} />
        ))}
      </ul>
    </Card>
  );
}
