"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { Readiness } from "@/lib/domain/assessment";
import type { Gate } from "@/lib/domain/template-gate";
import { ReasonDialog } from "../run/reason-dialog";
import { useMay, useRun, useRunStore } from "../run/run-provider";
import { sendToRun } from "../run/run-send";

type Act = "go" | "no-go" | "reopen";

const dialogs: Record<Act, { title: string; description: string; label: string; action: string }> = {
  go: {
    title: "Record GO?",
    description: "Verdict, signatures and covered items are frozen as they are now. Reopening takes a reason.",
    label: "Anything to note?",
    action: "Record GO",
  },
  "no-go": {
    title: "Record NO-GO?",
    description: "It stands until you reopen the gate, and everybody sees why.",
    label: "Why not?",
    action: "Record NO-GO",
  },
  reopen: {
    title: "Reopen this gate?",
    description: "The recorded decision stays in the history; the gate is open again.",
    label: "Why?",
    action: "Reopen gate",
  },
};

/** The lead's GO or NO-GO, and why GO can't be recorded yet. */
export function GateDecision({ gate, readiness }: { gate: Gate; readiness: Readiness }) {
  const store = useRunStore();
  const may = useMay("gate.declare");
  const lead = useRun(({ snapshot }) => snapshot.people[snapshot.run.leadId]?.name ?? "The lead");
  const [act, setAct] = useState<Act | null>(null);
  const decided = readiness.status === "go" || readiness.status === "no_go";
  const blocked = readiness.verdict === "no_go";
  const hint = `${gate.key}-why`;
  if (!may)
    return decided ? null : (
      <p className="max-w-xs text-ink-2 text-sm">{lead} leads this run and records the decision.</p>
    );
  return (
    <div className="flex flex-col gap-1.5 max-sm:w-full sm:items-end">
      <div className="flex flex-wrap gap-2">
        {decided ? (
          <Button onClick={() => setAct("reopen")}>Reopen gate</Button>
        ) : (
          <>
            <Button onClick={() => setAct("no-go")}>Record NO-GO</Button>
            <Button
              variant="go"
              disabled={blocked}
              aria-describedby={blocked ? hint : undefined}
              onClick={() => setAct("go")}
            >
              Record GO
            </Button>
          </>
        )}
      </div>
      {blocked && !decided ? (
        <p id={hint} className="max-w-xs text-ink-2 text-xs sm:text-right">
          GO can be recorded once nothing stands against it.
        </p>
      ) : null}
      {act ? (
        <ReasonDialog
          open
          onClose={() => setAct(null)}
          {...dialogs[act]}
          tone={act === "go" ? "go" : act === "no-go" ? "danger" : "primary"}
          required={act !== "go"}
          onSave={(reason) =>
            sendToRun(store, `/gates/${encodeURIComponent(gate.key)}/${act}`, { body: reason ? { reason } : {} })
          }
        />
      ) : null}
    </div>
  );
}
