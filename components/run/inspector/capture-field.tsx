"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { variableName } from "@/lib/domain/variable";
import { useMay, useRunStore } from "../run-provider";
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
      <p className="mt-1.5 text-ink-2 text-xs">Fills {`{{${name}}}`} wherever the checklist names it.</p>
    </Card>
  );
}
