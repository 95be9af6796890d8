"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Select } from "@/components/ui/select";
import { contactList } from "@/lib/domain/contact";
import type { OnCallNow } from "@/lib/domain/on-call";
import { plainText } from "@/lib/domain/plain-text";
import { onDuty } from "@/lib/domain/rota";
import { useRun, useRunStore } from "../run/run-provider";
import { request } from "../run/run-request";
import { sendToRun } from "../run/run-send";

const lengths = [
  { value: "open", label: "Until it is changed" },
  { value: "60", label: "For an hour" },
  { value: "240", label: "For 4 hours" },
  { value: "480", label: "For 8 hours" },
  { value: "1440", label: "For a day" },
] as const;

/** The lead names who is on call from now on. */
export function OnCallDialog({ now, onClose }: { now: OnCallNow | null; onClose: () => void }) {
  const store = useRunStore();
  const snapshot = useRun((state) => state.snapshot);
  const [who, setWho] = useState<string | null>(null);
  const [length, setLength] = useState<(typeof lengths)[number]["value"]>("open");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const done = (refused: string | undefined) => {
    setBusy(false);
    setError(refused);
    if (!refused) onClose();
  };
  const submit = async () => {
    if (who === null) return setError("Name somebody.");
    const [kind = "", ...rest] = who.split(" ");
    setBusy(true);
    const endsAt = length === "open" ? null : new Date(store.getState().now + Number(length) * 60_000).toISOString();
    done(await sendToRun(store, "/on-call", { body: { [kind]: rest.join(" "), endsAt } }));
  };
  const end = async () => {
    setBusy(true);
    const answer = await request(`/runs/${store.runId}/on-call/${now?.id}`, { method: "DELETE" });
    void store.refetch();
    done(answer.ok ? undefined : answer.message);
  };
  const after = onDuty(snapshot.shifts, store.getState().now + (length === "open" ? 0 : Number(length) * 60_000));
  const relieved = now?.id ? `${now.label}’s time ends for good.` : "";
  const next = after ? `${snapshot.people[after.personId]?.name}, by the rota` : "nobody is named";
  const hint = [relieved, length === "open" ? "" : `After that: ${next}.`].filter((words) => words !== "").join(" ");
  const roles = [...new Set(snapshot.roster.map(({ role }) => role))];
  const options = [
    ...roles.map((role) => ({ value: `role ${role}`, label: role, hint: "role" })),
    ...contactList(snapshot.document).map(({ name, channel }) => ({
      value: `contact ${plainText(name)}`,
      label: plainText(name),
      hint: plainText(channel),
    })),
    ...Object.values(snapshot.people)
      .filter(({ idle }) => !idle)
      .map(({ id, name, email }) => ({ value: `personId ${id}`, label: name, hint: email })),
  ];
  return (
    <FormDialog
      size="sm"
      title="Who is on call?"
      description="From now on, in place of whoever was until now; it goes on record. Whoever is on call is paged first."
      action="Save"
      aside={
        now?.id ? (
          <Button variant="ghost" disabled={busy} onClick={() => void end()}>
            End {now.label}’s time
          </Button>
        ) : null
      }
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label="Who" error={error}>
        <Combobox
          label="Who"
          options={options.filter(({ value }, at) => options.findIndex((one) => one.value === value) === at)}
          value={who}
          onChange={setWho}
          placeholder="A role, a contact or a person"
        />
      </Field>
      <Field label="How long" hint={hint || undefined}>
        <Select options={lengths} value={length} onChange={setLength} />
      </Field>
    </FormDialog>
  );
}
