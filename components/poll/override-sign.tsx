"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { FullTime } from "@/components/ui/time";
import type { SignoffStanding } from "@/lib/domain/assessment";
import { count } from "@/lib/domain/plain-text";
import type { RunSnapshot } from "@/lib/domain/run";
import { useRunStore } from "../run/run-provider";
import { ExactStatement } from "./exact-statement";
import type { OverrideView } from "./override-dialog";
import { isGivenAlready, isUnsure, sendSigned } from "./send-signed";
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
    const { personId } = store.getState().you;
    // A request that isn't signed yet is nowhere in the run.
    const isGiven = ({ overrides }: RunSnapshot) =>
      overrides.some(({ id, confirmedById }) => id === view.id && (!second || confirmedById === personId));
    const gathered = await proof.gather();
    if (!gathered.ok) {
      const given = await isGivenAlready(store, gathered, isGiven);
      setBusy(false);
      if (given) onSigned();
      else setError(gathered.message);
      return;
    }
    const body = { statement: view.sha256, ...gathered.value };
    const refused = await sendSigned(store, { path: `/overrides/${view.id}/sign`, id: view.id, body, isGiven });
    setBusy(false);
    if (!refused) {
      onSigned();
      return;
    }
    if (!isUnsure(refused)) proof.clear();
    setError(refused.message);
    if (refused.code === "statement_changed")
      setMoved((refused.current as { changed: Changes } | undefined)?.changed ?? []);
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
