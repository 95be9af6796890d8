"use client";

import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { longestStationMinutes } from "@/lib/domain/roll-call";
import type { Gate } from "@/lib/domain/template-gate";
import { useRunStore } from "../run/run-provider";
import { sendToRun } from "../run/run-send";

const pers = [
  { value: "station", label: "for each station" },
  { value: "total", label: "for all together" },
] as const;

/** Opens the roll call: how long each station has. */
export function RollCallOpen({ gate }: { gate: Gate }) {
  const store = useRunStore();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [minutes, setMinutes] = useState("2");
  const [per, setPer] = useState<(typeof pers)[number]["value"]>("station");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const number = Number(minutes.replace(",", "."));
    if (!(number >= 0.5 && number <= longestStationMinutes)) {
      setError(`Between half a minute and ${longestStationMinutes} minutes.`);
      return;
    }
    setBusy(true);
    const path = `/gates/${encodeURIComponent(gate.key)}/roll-calls`;
    const refused = await sendToRun(store, path, { body: { minutes: number, per } });
    setBusy(false);
    setError(refused);
    if (!refused) setOpen(false);
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>Open a roll call</Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Open a roll call?"
        description="Stations are asked in order, and everybody sees the same clock. Who has answered already isn't asked."
        size="sm"
        footer={
          <>
            <Button onClick={() => setOpen(false)} disabled={busy}>
              Cancel
            </Button>
            <Button type="submit" form={form} variant="primary" busy={busy}>
              Open
            </Button>
          </>
        }
      >
        <form id={form} onSubmit={submit} className="flex flex-wrap gap-3">
          <Field label="Minutes" error={error} className="w-28">
            <Input inputMode="decimal" value={minutes} onChange={(event) => setMinutes(event.target.value)} />
          </Field>
          <Field label="Counted" className="min-w-44 flex-1">
            <Select options={pers} value={per} onChange={setPer} />
          </Field>
        </form>
      </Dialog>
    </>
  );
}
