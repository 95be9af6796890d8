"use client";

import { type FormEvent, useState } from "react";
import { Badge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RelativeTime } from "@/components/ui/time";
import { expectationWords } from "@/lib/domain/expectation-words";
import { type Judgement, judgeMeasured } from "@/lib/domain/measured";
import { lastMeasured, measuredTitle } from "@/lib/domain/measured-item";
import type { Expectation } from "@/lib/domain/template-leaves";
import { useMay, useRun, useRunStore } from "./run-provider";
import { sendToRun } from "./run-send";
import { TriggerProposal } from "./trigger-proposal";

const judged: Readonly<Record<Judgement, { word: string; tone: Tone }>> = {
  meets: { word: "As expected", tone: "go" },
  misses: { word: "Not as expected", tone: "no" },
  unclear: { word: "Judge it yourself", tone: "hold" },
};

/** One threshold: what was measured last, judged; and the next value, judged while it is typed. Kept as evidence. */
export function MeasureField({ itemKey, expectation }: { itemKey: string; expectation: Expectation }) {
  const store = useRunStore();
  const may = useMay("item.attach");
  const title = measuredTitle(expectation);
  const latest = useRun(({ snapshot }) => lastMeasured(snapshot.evidence, itemKey, expectation));
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "") return;
    setBusy(true);
    const body = { kind: "value", text: text.trim(), title };
    const refused = await sendToRun(store, `/items/${encodeURIComponent(itemKey)}/evidence`, { body });
    setBusy(false);
    setError(refused);
    if (!refused) setText("");
  };
  const typed = text.trim() === "" ? null : judgeMeasured(expectation, text);
  return (
    <div className="rounded-md border p-3">
      <p className="wrap-anywhere font-strong text-sm">{expectationWords(expectation)}</p>
      {latest?.text ? (
        <p className="mt-1 flex flex-wrap items-center gap-2 text-sm">
          <span className="font-mono tabular-nums">{latest.text}</span>
          <JudgedBadge judgement={judgeMeasured(expectation, latest.text)} />
          <RelativeTime at={latest.addedAt} className="text-ink-3 text-xs" />
        </p>
      ) : null}
      {may ? (
        <form onSubmit={submit} className="mt-2 flex flex-wrap items-start gap-2">
          <Field label={`Measured: ${title}`} hideLabel className="min-w-32 flex-1" error={error}>
            <Input
              value={text}
              maxLength={200}
              spellCheck={false}
              className="font-mono"
              placeholder={expectation.unit ? `Measured, in ${expectation.unit}` : "Measured"}
              onValueChange={setText}
            />
          </Field>
          <Button type="submit" busy={busy} className="mt-px">
            Record
          </Button>
          {typed ? (
            <p role="status" className="basis-full">
              <JudgedBadge judgement={typed} />
            </p>
          ) : null}
        </form>
      ) : null}
      <TriggerProposal metric={expectation.metric} text={text.trim() || (latest?.text ?? "")} />
    </div>
  );
}

function JudgedBadge({ judgement }: { judgement: Judgement }) {
  const { word, tone } = judged[judgement];
  return <Badge tone={tone}>{word}</Badge>;
}
