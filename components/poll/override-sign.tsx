"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { newKey } from "@/components/client/api";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { FullTime } from "@/components/ui/time";
import type { SignoffStanding } from "@/lib/domain/assessment";
import { count } from "@/lib/domain/plain-text";
import { useRunStore } from "../run/run-provider";
import { request } from "../run/run-request";
import { ExactStatement } from "./exact-statement";
import type { OverrideView } from "./override-dialog";
import { ChangeList } from "./signature-line";
import { useActProof } from "./use-act-proof";

type Changes = SignoffStanding["signatures"][number]["changed"];
type Props = { view: OverrideView; second: boolean; onBack: () => void; onSigned: () => void };

/** The exact bytes both people confirm, and the proof of who does. */
export function OverrideSign({ view, second, onBack, onSigned }: Props) {
  const store = useRunStore();
  const summary = useRef<HTMLParagraphElement>(null);
  useEffect(() => summary.current?.focus(), []);
  const proof = useActProof(`/overrides/${view.id}/challenge`);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const [moved, setMoved] = useState<Changes>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const gathered = await proof.gather();
    if (!gathered.ok) {
      setBusy(false);
      setError(gathered.message);
      return;
    }
    const body = { statement: view.sha256, ...gathered.value };
    const path = `/runs/${store.runId}/overrides/${view.id}/sign`;
    const answer = await request(path, { method: "POST", body, idempotencyKey: newKey() });
    setBusy(false);
    if (answer.ok) {
      await store.refetch();
      onSigned();
      return;
    }
    proof.clear();
    setError(answer.message);
    if (answer.code === "statement_changed")
      setMoved((answer.current as { changed: Changes } | undefined)?.changed ?? []);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <p ref={summary} tabIndex={-1} className="text-base outline-none">
        {second ? `${view.askedByName} asks as ${view.askedAs}: ` : "You override "}
        {count(view.overridden.length, "reason")}
        {second ? " overridden" : ""} until <FullTime at={view.endsAt} utc />, because: {view.reason}
      </p>
      <ExactStatement statement={view.statement} sha256={view.sha256} />
      {moved ? (
        <Notice tone="hold" live title="What is overridden has changed since">
          <ChangeList changed={moved} />
          <p className="mt-1">Ask for the override anew: the statement no longer says what stands against the gate.</p>
        </Notice>
      ) : error ? (
        <p role="alert" className="rounded-md bg-no-tint px-3 py-2 text-no text-sm">
          {error}
        </p>
      ) : null}
      {moved ? null : proof.fields}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onBack} disabled={busy}>
          {second ? "Cancel" : "Back"}
        </Button>
        {moved ? null : (
          <Button type="submit" variant="danger" busy={busy} disabled={proof.method === null}>
            {second ? "Confirm the override" : "Ask for the override"}
          </Button>
        )}
      </div>
    </form>
  );
}
