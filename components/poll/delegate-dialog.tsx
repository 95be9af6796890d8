"use client";

import { useMemo, useState } from "react";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input, Textarea } from "@/components/ui/input";
import { useClock } from "@/components/ui/time";
import { mayBeDelegate } from "@/lib/domain/delegation-decision";
import { indexRoster } from "@/lib/domain/roster";
import { instantIn } from "@/lib/domain/zone-time";
import { peopleOptions } from "../after/people-options";
import { useRun, useRunStore } from "../run/run-provider";
import { sendToRun } from "../run/run-send";

/** Hands a signing role on: to whom, until when and why. */
export function DelegateDialog({ role, onClose }: { role: string; onClose: () => void }) {
  const { timeZone } = useClock();
  const store = useRunStore();
  const people = useRun((state) => state.snapshot.people);
  const roster = useRun((state) => state.snapshot.roster);
  const you = useRun((state) => state.you.personId);
  const options = useMemo(() => {
    const facts = { role, fromId: you ?? "", roster: indexRoster(roster) };
    return peopleOptions(people, null, (person) => mayBeDelegate(person, facts));
  }, [people, roster, role, you]);
  const [to, setTo] = useState<string | null>(null);
  const [until, setUntil] = useState("");
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const submit = async () => {
    const missing = lacking(to, until, reason);
    setError(missing);
    if (missing) return;
    setBusy(true);
    const body = { role, to, reason: reason.trim(), until: instantIn(until, timeZone) };
    const refused = await sendToRun(store, "/delegations", { body }).finally(() => setBusy(false));
    if (refused) setError(refused);
    else onClose();
  };
  return (
    <FormDialog
      title={`Delegate ${role}`}
      description="They sign for you in this run, once they have accepted. You can take it back, and still sign yourself."
      action="Delegate"
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label="To">
        <Combobox options={options} value={to} onChange={setTo} placeholder="Find by name" />
      </Field>
      <Field label="Until" hint="Your time.">
        <Input type="datetime-local" value={until} onChange={(event) => setUntil(event.target.value)} />
      </Field>
      <Field label="Why?" hint="Stands in the statement they sign.">
        <Textarea rows={2} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {error ? (
        <p role="alert" className="rounded-md bg-no-tint px-3 py-2 text-no text-sm">
          {error}
        </p>
      ) : null}
    </FormDialog>
  );
}

function lacking(to: string | null, until: string, reason: string): string | undefined {
  if (to === null) return "Name who signs for you.";
  if (until === "") return "Say until when.";
  return reason.trim() === "" ? "Say why: it stands in what they sign." : undefined;
}
