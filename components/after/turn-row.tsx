"use client";

import { Check, Minus, X } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { notify } from "@/components/ui/toast";
import { expectationWords } from "@/lib/domain/expectation-words";
import { judgeMeasured } from "@/lib/domain/measured";
import type { Occurrence } from "@/lib/domain/recurring-checks";
import { leftNames } from "@/lib/domain/roster";
import { ReasonDialog } from "../run/reason-dialog";
import { useMay, useRun } from "../run/run-provider";
import { RunTime } from "../run/run-time";
import { useReading } from "../run/use-reading";
import { turnWords } from "./occurrence-words";
import { useRecord } from "./use-record";

/** One check at one of its turns: what is expected, and how it went, in one tap or with a word. */
export function TurnRow({ turn, dated = false }: { turn: Occurrence; dated?: boolean }) {
  const may = useMay("item.tick");
  const record = useRecord();
  const expectation = useReading().index.leafByKey.get(turn.key)?.item.expectation;
  const [asking, setAsking] = useState<"failed" | "skipped" | null>(null);
  const [measured, setMeasured] = useState("");
  const [busy, setBusy] = useState(false);
  const { row, title } = turn;
  const misses = expectation !== undefined && measured !== "" && judgeMeasured(expectation, measured) === "misses";
  const done = async () => {
    setBusy(true);
    const refused = await record([turn], { outcome: "done", measured: measured.trim() }).finally(() => setBusy(false));
    if (refused) notify({ title: refused, tone: "bad" });
  };
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5">
      <div className="min-w-40 flex-1 basis-52">
        <p className="wrap-anywhere text-sm">{title}</p>
        <TurnStanding turn={turn} dated={dated} />
        {expectation ? (
          <p className="wrap-anywhere text-ink-2 text-xs">Expected: {expectationWords(expectation)}</p>
        ) : null}
      </div>
      {may && (row === null || row.outcome !== "done") ? (
        <div className="flex flex-wrap items-center gap-2">
          {expectation ? (
            <Field label={`Measured: ${title}`} hideLabel className="w-28 max-sm:w-full">
              <Input
                value={measured}
                maxLength={200}
                spellCheck={false}
                className="font-mono"
                placeholder={expectation.unit || "Measured"}
                onValueChange={setMeasured}
              />
            </Field>
          ) : null}
          <Button
            size="sm"
            variant={misses ? "secondary" : "go"}
            busy={busy}
            disabled={misses}
            icon={<Check aria-hidden className="size-3.5" />}
            aria-label={`Done: ${title}`}
            onClick={done}
          >
            Done
          </Button>
          <Button
            size="sm"
            variant={misses ? "danger" : "secondary"}
            icon={<X aria-hidden className="size-3.5" />}
            aria-label={`Failed: ${title}`}
            onClick={() => setAsking("failed")}
          >
            Failed
          </Button>
          {row === null ? (
            <Button
              size="sm"
              variant="ghost"
              icon={<Minus aria-hidden className="size-3.5" />}
              aria-label={`Skip: ${title}`}
              onClick={() => setAsking("skipped")}
            >
              Skip
            </Button>
          ) : null}
        </div>
      ) : null}
      <ReasonDialog
        open={asking !== null}
        onClose={() => setAsking(null)}
        title={asking === "skipped" ? `Skip: ${title}` : `Failed: ${title}`}
        description={
          asking === "skipped"
            ? "It counts as skipped, with your reason, in the hand-over and the history."
            : "It stands in the hand-over of this shift. If it calls for going back, fire the trigger as well."
        }
        label={asking === "skipped" ? "Why need nobody do it?" : "What did you see?"}
        action={asking === "skipped" ? "Skip it" : "Record as failed"}
        tone={asking === "skipped" ? "primary" : "danger"}
        onSave={(note) => record([turn], { outcome: asking ?? "failed", note, measured: measured.trim() })}
      />
    </li>
  );
}

/** Its state in words, by whom, with what was said. */
export function TurnStanding({ turn, dated }: { turn: Occurrence; dated: boolean }) {
  const { row, state, owner, charged, step, dueAt } = turn;
  const by = useRun(({ snapshot }) => (row ? (snapshot.people[row.byId]?.name ?? "somebody who left") : null));
  const { word, tone } = turnWords[state];
  const late = row?.outcome === "done" && Date.parse(row.at) >= turn.missedAt;
  const name = (party: typeof owner) =>
    party.kind === "person" ? party.name : party.kind === "role" ? party.role : (leftNames(party) ?? "nobody");
  return (
    <p className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-0.5 text-ink-2 text-xs">
      <Badge tone={tone}>{late ? "Done late" : word}</Badge>
      {dated ? <RunTime at={dueAt} /> : null}
      {row ? <span>{by}</span> : null}
      {row?.measured ? <span className="font-mono text-ink">{row.measured}</span> : null}
      {row?.note ? <span className="wrap-anywhere text-ink">“{row.note}”</span> : null}
      {row === null && step !== null ? (
        <span>
          {name(owner) === name(charged) ? `${name(owner)}’s` : `was ${name(owner)}’s, now ${name(charged)}’s`}
          {step === "next" ? ", next on the rota" : ", the lead"}
        </span>
      ) : null}
    </p>
  );
}
