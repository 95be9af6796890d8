"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { DayTime, FullTime, useClock } from "@/components/ui/time";
import { notify } from "@/components/ui/toast";
import type { Readiness } from "@/lib/domain/assessment";
import { isOverriding, isRequested } from "@/lib/domain/override";
import type { OverrideRow } from "@/lib/domain/signing-rows";
import type { Gate } from "@/lib/domain/template-gate";
import { ReasonDialog } from "../run/reason-dialog";
import { useMay, useRun, useRunStore } from "../run/run-provider";
import { request } from "../run/run-request";
import { sendToRun } from "../run/run-send";
import { OverrideDialog, type OverrideView } from "./override-dialog";

/** The override of a gate: asked for, waiting for the second person, or in force. */
export function GateOverride({ gate, readiness }: { gate: Gate; readiness: Readiness }) {
  const { now } = useClock();
  const rows = useRun(({ snapshot }) => snapshot.overrides);
  const may = useMay("gate.override");
  const [asking, setAsking] = useState(false);
  const own = rows.filter(({ gateKey }) => gateKey === gate.key);
  const request = own.findLast((row) => isRequested(row, now));
  const inForce = own.findLast((row) => isOverriding(row, now));
  const useful = may && readiness.verdict === "no_go" && !request && !inForce;
  return (
    <>
      {inForce ? <InForce row={inForce} readiness={readiness} /> : null}
      {request ? <Requested row={request} gate={gate} /> : null}
      {useful ? (
        <Button size="sm" variant="ghost" className="mt-1 -ml-2.5" onClick={() => setAsking(true)}>
          Ask for an override
        </Button>
      ) : null}
      {asking ? <OverrideDialog gate={gate} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function InForce({ row, readiness }: { row: OverrideRow; readiness: Readiness }) {
  const may = useMay("gate.override");
  const [ending, setEnding] = useState(false);
  return (
    <Notice
      tone="hold"
      className="mt-2"
      title={readiness.override?.holds ? "Overridden, not GO" : "The override holds no more"}
      actions={may ? <End row={row} action="Take back" open={ending} onOpenChange={setEnding} /> : null}
    >
      <p className="wrap-anywhere">
        Until <FullTime at={row.endsAt} utc />: {row.reason}
      </p>
      <p className="text-ink-2">
        Asked for by {row.askedByName}, {row.askedAs}, <FullTime at={row.askedAt} utc />; confirmed by{" "}
        {row.confirmedByName}, {row.confirmedAs}, <FullTime at={row.confirmedAt ?? row.askedAt} utc />.
      </p>
      {readiness.override?.holds ? null : (
        <p className="text-ink-2">Something it doesn't name stands against the gate now.</p>
      )}
    </Notice>
  );
}

function Requested({ row, gate }: { row: OverrideRow; gate: Gate }) {
  const store = useRunStore();
  const you = useRun((state) => state.you);
  const may = useMay("gate.override");
  const [view, setView] = useState<OverrideView>();
  const [ending, setEnding] = useState(false);
  const [busy, setBusy] = useState(false);
  const mine = row.askedById === you.personId;
  const second = row.askedAs === "lead" ? !you.facts.lead : you.facts.lead;
  const read = async () => {
    setBusy(true);
    const answer = await request<OverrideView>(`/runs/${store.runId}/overrides/${row.id}`);
    setBusy(false);
    if (answer.ok) setView(answer.value);
    else notify({ title: answer.message, tone: "bad" });
  };
  return (
    <Notice tone="hold" className="mt-2" title={`${row.askedByName} asks for an override, as ${row.askedAs}`}>
      <p className="wrap-anywhere">
        Until <FullTime at={row.endsAt} utc />: {row.reason}
      </p>
      <p className="text-ink-2">
        {row.askedAs === "lead" ? "An admin" : "The lead"} confirms it, by <DayTime within at={row.expiresAt} />.
      </p>
      {may ? (
        <div className="mt-2 flex flex-wrap gap-2">
          {!mine && second ? (
            <Button size="sm" variant="primary" busy={busy} onClick={read}>
              Read and confirm
            </Button>
          ) : null}
          <End row={row} action={mine ? "Withdraw" : "Decline"} open={ending} onOpenChange={setEnding} />
        </div>
      ) : null}
      {view ? <OverrideDialog gate={gate} confirm={view} onClose={() => setView(undefined)} /> : null}
    </Notice>
  );
}

type EndProps = { row: OverrideRow; action: string; open: boolean; onOpenChange: (open: boolean) => void };

function End({ row, action, open, onOpenChange }: EndProps) {
  const store = useRunStore();
  return (
    <>
      <Button size="sm" onClick={() => onOpenChange(true)}>
        {action}
      </Button>
      <ReasonDialog
        open={open}
        onClose={() => onOpenChange(false)}
        title={`${action}: the override`}
        description={row.confirmedAt ? "The gate is NO-GO again at once." : "The request stays in the history."}
        label="Why?"
        action={action}
        tone="danger"
        onSave={(reason) => sendToRun(store, `/overrides/${row.id}/end`, { body: { reason } })}
      />
    </>
  );
}
