"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import type { RunVariable } from "@/lib/domain/run-variables";
import { variableName } from "@/lib/domain/variable";
import { useMay, useRun, useRunStore } from "../run-provider";
import { sendToRun } from "../run-send";
import { useVariables } from "../use-variables";

/** The value an item gives to later commands: kept as evidence, the latest one counts. */
export function CaptureField({ itemKey, capture }: { itemKey: string; capture: string }) {
  const store = useRunStore();
  const may = useMay("item.attach");
  const name = variableName(capture);
  const variable = useVariables().find(({ key }) => key === name);
  const label = variable?.label ?? name;
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "") return;
    setBusy(true);
    const body = { kind: "value", text: text.trim(), title: label.slice(0, 200) };
    const refused = await sendToRun(store, `/items/${encodeURIComponent(itemKey)}/evidence`, { body });
    setBusy(false);
    setError(refused);
    if (!refused) setText("");
  };
  return (
    <Card>
      <h2 className="eyebrow">Value for later steps</h2>
      <p className="mt-1.5 text-sm">
        {label}:{" "}
        {variable?.value ? <code className="wrap-anywhere font-mono">{variable.value}</code> : "not captured yet"}
      </p>
      {may ? (
        <form onSubmit={submit} className="mt-2 flex items-end gap-2">
          <Field label={variable?.value ? `New ${label}` : label} className="flex-1" error={error}>
            <Input value={text} maxLength={200} spellCheck={false} className="font-mono" onValueChange={setText} />
          </Field>
          <Button type="submit" busy={busy}>
            Keep
          </Button>
        </form>
      ) : null}
      {variable?.toTakeOver ? <TakeOver variable={variable} /> : null}
      <p className="mt-1.5 text-ink-2 text-xs">Fills {`{{${name}}}`} wherever the checklist names it.</p>
    </Card>
  );
}

/** Parts of the checklist go by the lead's answer alone, whatever was captured. */
function TakeOver({ variable: { key, label, value } }: { variable: RunVariable }) {
  const store = useRunStore();
  const may = useMay("run.define");
  const answer = useRun(({ snapshot }) => snapshot.run.answers[key]);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  if (value === null) return null;
  const send = async () => {
    setBusy(true);
    setError(await sendToRun(store, "", { method: "PATCH", body: { answers: { [key]: value } } }));
    setBusy(false);
  };
  const stands = answer ? `they go by the answer “${answer}”` : "without an answer they all count";
  return (
    <Notice tone="hold" className="mt-2">
      <p>
        Parts of the checklist depend on {label}: {stands} until the lead takes over “{value}”.
      </p>
      {may ? (
        <Button busy={busy} onClick={() => void send()} className="mt-2">
          Take it over
        </Button>
      ) : null}
      {error ? (
        <p role="alert" className="mt-1 text-no">
          {error}
        </p>
      ) : null}
    </Notice>
  );
}
