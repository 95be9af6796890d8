"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { notify } from "@/components/ui/toast";
import type { RunMoveView } from "@/lib/domain/run-move-schema";
import { MovePreview } from "./move-preview";
import { ReasonDialog } from "./reason-dialog";
import { useMay, useRunStore } from "./run-provider";
import { request } from "./run-request";
import { sendToRun } from "./run-send";

/** Moves the run to the newest version of its template, after showing what that does. */
export function MoveRun({ onMoved }: { onMoved: () => void }) {
  const store = useRunStore();
  const may = useMay("run.move");
  const [busy, setBusy] = useState(false);
  const [move, setMove] = useState<RunMoveView>();
  const [keep, setKeep] = useState<ReadonlySet<string>>(new Set());
  const [answers, setAnswers] = useState<Record<string, string>>({});
  if (!may) return null;
  const look = async () => {
    setBusy(true);
    const answer = await request<RunMoveView>(`/runs/${store.runId}/move`).finally(() => setBusy(false));
    if (answer.ok) setMove(answer.value);
    else notify({ title: answer.message, tone: answer.code === "already_done" ? "plain" : "bad" });
  };
  const onKeep = (key: string, kept: boolean) => {
    const next = new Set(keep);
    if (kept) next.add(key);
    else next.delete(key);
    setKeep(next);
  };
  const send = async (reason: string, { from, to }: RunMoveView) => {
    const body = { from: from.number, to: to.number, reason, keep: [...keep], answers };
    const refused = await sendToRun(store, "/move", { body });
    if (refused) return refused;
    notify({ title: `Moved to version ${to.number}`, tone: "good" });
    onMoved();
    return undefined;
  };
  return (
    <>
      <Button variant="ghost" busy={busy} onClick={look}>
        Newer version…
      </Button>
      {move ? (
        <ReasonDialog
          open
          size="lg"
          onClose={() => setMove(undefined)}
          title={`Move this run to version ${move.to.number}?`}
          description={`It runs version ${move.from.number} of ${move.from.title}. Nothing that was done is lost.`}
          label="Why does it move?"
          action={`Move to version ${move.to.number}`}
          onSave={(reason) => send(reason, move)}
        >
          {move.asks.map(({ key, label }) => (
            <Field key={key} label={label} hint="The newer version asks for it.">
              <Input
                value={answers[key] ?? ""}
                maxLength={400}
                onChange={(event) => setAnswers({ ...answers, [key]: event.target.value })}
              />
            </Field>
          ))}
          <MovePreview move={move} keep={keep} onKeep={onKeep} />
        </ReasonDialog>
      ) : null}
    </>
  );
}
