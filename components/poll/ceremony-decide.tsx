"use client";

import { type FormEvent, useState } from "react";
import { newKey } from "@/components/client/api";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-name";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { type SignalKind, SignalShape } from "@/components/ui/signal";
import { useClock } from "@/components/ui/time";
import type { Readiness } from "@/lib/domain/assessment";
import type { SigningMethod } from "@/lib/domain/signing-method";
import type { Decision } from "@/lib/domain/signing-rows";
import { instantIn } from "@/lib/domain/zone-time";
import { whyNot } from "../run/annunciator-answers";
import { useRunStore } from "../run/run-provider";
import { request } from "../run/run-request";
import type { Ceremony } from "./ceremony-sign";
import { ConditionFields, newCondition } from "./condition-fields";
import type { Draft } from "./kept-draft";
import { MethodField } from "./method-field";
import { useSigningMethods } from "./use-signing-methods";

const offers: readonly { decision: Decision; kind: SignalKind; name: string; says: string }[] = [
  { decision: "approve", kind: "go", name: "GO", says: "I approve." },
  { decision: "approve_with_conditions", kind: "hold", name: "GO IF", says: "I approve, with conditions." },
  { decision: "reject", kind: "no", name: "NO-GO", says: "I reject, and say why." },
];

type Props = {
  signoffKey: string;
  readiness: Readiness;
  draft: Draft;
  /** The draft was typed before this dialog was opened. */
  restored: boolean;
  onStartOver: () => void;
  onChange: (draft: Draft) => void;
  onOpened: (ceremony: Ceremony) => void;
  onCancel: () => void;
};

/** First step: the decision, its comment and its conditions. The server then draws up the statement. */
export function CeremonyDecide(props: Props) {
  const { signoffKey, readiness, draft, restored, onStartOver, onChange, onOpened, onCancel } = props;
  const { timeZone } = useClock();
  const store = useRunStore();
  const ways = useSigningMethods();
  const [chosen, setChosen] = useState<SigningMethod>();
  const method = chosen ?? ways?.methods[0];
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const missing = lacking(draft);
    setError(missing);
    if (missing || !method) return;
    setBusy(true);
    const path = `/runs/${store.runId}/signoffs/${encodeURIComponent(signoffKey)}/ceremonies`;
    const answer = await request<Ceremony>(path, {
      method: "POST",
      body: toBody(draft, method, timeZone),
      idempotencyKey: newKey(),
    });
    setBusy(false);
    if (answer.ok) onOpened({ ...answer.value, method });
    else setError(answer.message);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {restored ? (
        <div role="status" className="flex flex-wrap items-center justify-between gap-x-3 text-ink-2 text-sm">
          What you had begun is back. Nothing was signed.
          <Button size="sm" variant="ghost" onClick={onStartOver}>
            Start over
          </Button>
        </div>
      ) : null}
      {readiness.reasons.length > 0 ? (
        <Notice tone="hold">
          At this moment the gate is NO-GO: {whyNot(readiness, 5)}. You may sign; your signature covers it as it is, and
          turns stale when something covered changes for the worse.
        </Notice>
      ) : null}
      <fieldset className="grid gap-2 sm:grid-cols-3">
        <legend className="mb-2 font-strong text-sm">Your answer</legend>
        {offers.map(({ decision, kind, name, says }) => (
          <label
            key={decision}
            className={cn(
              "flex min-h-11 cursor-pointer items-start gap-2.5 rounded-md border p-3 has-focus-visible:outline-2 has-focus-visible:outline-accent",
              draft.decision === decision ? "border-ink bg-sunk" : "border-line-strong hover:bg-hover",
            )}
          >
            <input
              type="radio"
              name="decision"
              className="sr-only"
              checked={draft.decision === decision}
              onChange={() => onChange(choose(draft, decision))}
            />
            <SignalShape kind={kind} className="mt-1 size-3.5" />
            <span>
              <b className="block font-heavy">{name}</b>
              <span className="text-ink-2 text-xs">{says}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {draft.decision === "approve_with_conditions" ? (
        <ConditionFields conditions={draft.conditions} onChange={(conditions) => onChange({ ...draft, conditions })} />
      ) : null}
      <Field label={draft.decision === "reject" ? "Why not?" : "Comment"} optional={draft.decision !== "reject"}>
        <Textarea
          value={draft.comment}
          maxLength={4000}
          onChange={(event) => onChange({ ...draft, comment: event.target.value })}
        />
      </Field>
      <MethodField ways={ways} value={method} onChange={setChosen} />
      {error ? (
        <p role="alert" className="rounded-md bg-no-tint px-3 py-2 text-no text-sm">
          {error}
        </p>
      ) : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onCancel} disabled={busy}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" busy={busy} disabled={draft.decision === null || !method}>
          Read the statement
        </Button>
      </div>
    </form>
  );
}

function choose(draft: Draft, decision: Decision): Draft {
  const needs = decision === "approve_with_conditions" && draft.conditions.length === 0;
  return { ...draft, decision, conditions: needs ? [newCondition()] : draft.conditions };
}

function lacking(draft: Draft): string | undefined {
  if (draft.decision === "reject" && draft.comment.trim() === "") return "Say why: the others have to act on it.";
  if (draft.decision === "approve_with_conditions" && !draft.conditions.some(({ text }) => text.trim() !== ""))
    return "Write at least one condition.";
  return undefined;
}

function toBody({ decision, comment, conditions }: Draft, method: SigningMethod, timeZone: string) {
  const rows = decision === "approve_with_conditions" ? conditions.filter(({ text }) => text.trim() !== "") : [];
  return {
    decision,
    method,
    ...(comment.trim() ? { comment: comment.trim() } : {}),
    ...(rows.length > 0
      ? {
          conditions: rows.map(({ text, owner, due }) => ({
            text: text.trim(),
            ...(owner ? { owner } : {}),
            ...(due ? { dueAt: instantIn(due, timeZone) } : {}),
          })),
        }
      : {}),
  };
}
