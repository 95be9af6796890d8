"use client";

import { type FormEvent, useId, useState } from "react";
import { AnswerFields } from "@/components/answers/answer-fields";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useClock } from "@/components/ui/time";
import { notify } from "@/components/ui/toast";
import { ZoneField } from "@/components/ui/zone-field";
import { artefactParts } from "@/lib/domain/artefact";
import { reschedule } from "@/lib/domain/reschedule";
import type { Artefact, RunHead } from "@/lib/domain/run";
import { answerable, variableUse } from "@/lib/domain/variable-use";
import { instantIn, localText } from "@/lib/domain/zone-time";
import { TargetPreview } from "../when/target-preview";
import { CloseRun } from "./close-run";
import { LeadField } from "./lead-field";
import { MoveRun } from "./move-run";
import { type RosterDraft, rosterOf } from "./roster-draft";
import { RosterFields } from "./roster-fields";
import { rowsOf } from "./run-derived";
import { useMay, useRun, useRunStore } from "./run-provider";
import { sendToRun } from "./run-send";
import { useVariables } from "./use-variables";

/** Name, target, artefact, answers and who fills which role. Only what changed is sent. */
export function RunEditDialog({ onClose }: { onClose: () => void }) {
  const store = useRunStore();
  const form = useId();
  const { timeZone } = useClock();
  const snapshot = useRun((state) => state.snapshot);
  const [before] = useState(() => ({ run: snapshot.run, roster: rosterOf(snapshot) }));
  const [roster, setRoster] = useState<RosterDraft>(before.roster);
  const [answers, setAnswers] = useState(before.run.answers);
  const [roundTheClock, setRoundTheClock] = useState(before.run.roundTheClock);
  const [lead, setLead] = useState<string | null>(() => snapshot.people[snapshot.run.leadId]?.email ?? null);
  const [zone, setZone] = useState<string | null>(before.run.timeZone);
  const [target, setTarget] = useState(() => localText(before.run.targetAt, timeZone));
  const defines = useMay("run.define");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const { run } = before;
  const to = instantIn(target, timeZone);
  const moves = to !== null && target !== localText(run.targetAt, timeZone);
  const preview = moves ? reschedule(rowsOf(store).reading, to) : null;
  const variables = useVariables();
  const asked = answerable(variableUse(snapshot.document)).map((variable) => {
    const captured = variables.find(({ key, toTakeOver }) => key === variable.key && toTakeOver)?.value;
    return captured ? { ...variable, hint: `Captured, and not taken over: ${captured}` } : variable;
  });
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = {
      ...fieldChanges(new FormData(event.currentTarget), run, timeZone),
      ...(defines ? artefactChanges(new FormData(event.currentTarget), run) : {}),
      ...(roundTheClock === run.roundTheClock ? {} : { roundTheClock }),
      ...(lead === null || lead === snapshot.people[run.leadId]?.email ? {} : { lead }),
      ...(zone === run.timeZone ? {} : { timeZone: zone }),
      ...rosterChanges(before.roster, roster),
      ...answerChanges(run.answers, answers),
    };
    if (Object.keys(body).length === 0) return onClose();
    setBusy(true);
    const refused = await sendToRun(store, "", { method: "PATCH", body }).finally(() => setBusy(false));
    setError(refused);
    if (refused) return;
    notify({ title: "Run changed", tone: "good" });
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title="Edit run"
      size="lg"
      footer={
        <>
          <CloseRun onClosed={onClose} />
          <MoveRun onMoved={onClose} />
          <span className="flex-1" />
          <Button onClick={onClose} disabled={busy}>
            Cancel
          </Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            Save
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-4">
        {error ? (
          <p role="alert" className="rounded-md bg-no-tint px-3 py-2 text-no text-sm">
            {error}
          </p>
        ) : null}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Name">
            <Input name="name" required maxLength={200} defaultValue={run.name} />
          </Field>
          <Field label="Target" hint="In your time." optional>
            <Input name="targetAt" type="datetime-local" value={target} onValueChange={setTarget} />
          </Field>
        </div>
        {preview ? <TargetPreview preview={preview} /> : null}
        <LeadField value={lead} onChange={setLead} />
        <ZoneField
          label="Clocks of this run"
          hint="Days and daily checks go by them. Left empty, by the workspace’s working hours, else UTC."
          value={zone}
          onChange={setZone}
        />
        <Checkbox
          checked={roundTheClock}
          onChange={setRoundTheClock}
          label="Work goes on round the clock"
          hint="The forecast of this run doesn’t mind the working hours of the workspace."
        />
        {defines ? null : <p className="text-ink-2 text-sm">Artefact and answers are the lead’s to change.</p>}
        <fieldset hidden={!defines} className="grid gap-4 sm:grid-cols-2">
          <legend className="mb-2 font-strong text-sm">Artefact to be deployed</legend>
          <Field label="Version" optional>
            <Input name="version" maxLength={200} defaultValue={run.artefact?.version ?? ""} />
          </Field>
          <Field label="Commit" optional>
            <Input name="commit" maxLength={64} defaultValue={run.artefact?.commit ?? ""} className="font-mono" />
          </Field>
          <Field label="Image" optional>
            <Input name="image" maxLength={400} defaultValue={run.artefact?.image ?? ""} className="font-mono" />
          </Field>
          <Field label="Build" optional hint="Number, name or address.">
            <Input name="build" maxLength={400} defaultValue={run.artefact?.build ?? ""} className="font-mono" />
          </Field>
        </fieldset>
        {defines && asked.length > 0 ? (
          <fieldset className="flex flex-col gap-4">
            <legend className="mb-2 font-strong text-sm">Answers to the checklist</legend>
            <p className="text-ink-2 text-sm">
              Another answer rewords the checklist, or brings parts in or out: signatures on what changes go stale, done
              items whose words change are open again, and their waivers end.
            </p>
            <AnswerFields
              variables={asked}
              value={answers}
              onChange={(name, text) => setAnswers((now) => ({ ...now, [name]: text }))}
            />
          </fieldset>
        ) : null}
        <RosterFields draft={roster} onChange={setRoster} />
      </form>
    </Dialog>
  );
}

function fieldChanges(form: FormData, run: RunHead, timeZone: string): Record<string, unknown> {
  const text = textOf(form);
  const body: Record<string, unknown> = {};
  if (text("name") !== run.name) body.name = text("name");
  const targetAt = instantIn(text("targetAt"), timeZone);
  if (text("targetAt") !== localText(run.targetAt, timeZone)) body.targetAt = targetAt;
  return body;
}

function artefactChanges(form: FormData, run: RunHead): { artefact?: Artefact | null } {
  const text = textOf(form);
  const artefact: Artefact = {};
  for (const name of artefactParts) if (text(name)) artefact[name] = text(name);
  if (artefactParts.every((name) => (run.artefact?.[name] ?? "") === text(name))) return {};
  return { artefact: Object.keys(artefact).length > 0 ? artefact : null };
}

function textOf(form: FormData) {
  return (name: string) => String(form.get(name) ?? "").trim();
}

function answerChanges(
  before: Record<string, string>,
  after: Record<string, string>,
): { answers?: Record<string, string> } {
  const changed = Object.entries(after).filter(([name, text]) => (before[name] ?? "") !== text.trim());
  return changed.length > 0 ? { answers: Object.fromEntries(changed) } : {};
}

function rosterChanges(before: RosterDraft, after: RosterDraft): { roster?: Record<string, readonly string[]> } {
  const roster: Record<string, readonly string[]> = {};
  for (const { role, emails } of after) {
    const was = before.find((entry) => entry.role === role)?.emails ?? [];
    if (was.join("\n") !== emails.join("\n")) roster[role] = emails;
  }
  return Object.keys(roster).length > 0 ? { roster } : {};
}
