"use client";

import { type FormEvent, useState } from "react";
import { newKey } from "@/components/client/api";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { useClock } from "@/components/ui/time";
import { longestOverrideHours } from "@/lib/domain/override";
import type { Gate } from "@/lib/domain/template-gate";
import { instantIn } from "@/lib/domain/zone-time";
import { useRunStore } from "../run/run-provider";
import { request } from "../run/run-request";
import type { OverrideView } from "./override-dialog";

type Words = { reason: string; endsAt: string };
type Props = {
  gate: Gate;
  words: Words;
  onChange: (words: Words) => void;
  onDrawn: (view: OverrideView) => void;
  onCancel: () => void;
};

/** First step: the reason and the end. The server then draws up the statement. */
export function OverrideDraft({ gate, words, onChange, onDrawn, onCancel }: Props) {
  const { timeZone } = useClock();
  const store = useRunStore();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<{ reason?: string; endsAt?: string; other?: string }>({});
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const missing = {
      ...(words.reason.trim() === "" ? { reason: "Say why it has to be passed although it is NO-GO." } : {}),
      ...(words.endsAt === "" ? { endsAt: "Say until when. From then on it is NO-GO again." } : {}),
    };
    setError(missing);
    if (Object.keys(missing).length > 0) return;
    setBusy(true);
    const path = `/runs/${store.runId}/gates/${encodeURIComponent(gate.key)}/overrides`;
    const body = { reason: words.reason.trim(), endsAt: instantIn(words.endsAt, timeZone) };
    const answer = await request<OverrideView>(path, { method: "POST", body, idempotencyKey: newKey() });
    setBusy(false);
    if (answer.ok) return onDrawn(answer.value);
    const field = answer.problems[0]?.path;
    setError(field === "endsAt" || field === "reason" ? { [field]: answer.message } : { other: answer.message });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field label="Why must it be passed although it is NO-GO?" error={error.reason}>
        <Textarea
          value={words.reason}
          rows={3}
          maxLength={4000}
          onChange={(event) => onChange({ ...words, reason: event.target.value })}
        />
      </Field>
      <Field
        label="Until"
        hint={`At most ${longestOverrideHours} hours. It ends by itself; you can take it back before.`}
        error={error.endsAt}
        className="max-w-72"
      >
        <Input
          type="datetime-local"
          value={words.endsAt}
          onChange={(event) => onChange({ ...words, endsAt: event.target.value })}
        />
      </Field>
      {error.other ? (
        <p role="alert" className="rounded-md bg-no-tint px-3 py-2 text-no text-sm">
          {error.other}
        </p>
      ) : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onCancel} disabled={busy}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" busy={busy}>
          Read the statement
        </Button>
      </div>
    </form>
  );
}
