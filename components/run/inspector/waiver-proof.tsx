"use client";

import { useState } from "react";
import { z } from "zod";
import { useActProof } from "@/components/poll/use-act-proof";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Textarea } from "@/components/ui/input";
import type { WaiverRow } from "@/lib/domain/run";
import type { WaiverAct } from "@/lib/domain/waiver-statement";
import { useRun, useRunStore } from "../run-provider";
import { sendForRefusal } from "../run-send";

/** The item, where a refusal brings it along. */
const shown = z.object({ key: z.string(), version: z.int() });

const words = {
  grant: { title: "Grant this waiver?", action: "Grant waiver" },
  revoke: { title: "Revoke this waiver?", action: "Revoke waiver" },
  decline: { title: "Decline this request?", action: "Decline request" },
} as const;

/** Grants or revokes, proven by what signatures ask for here. */
export function WaiverProof({ waiver, act, onClose }: { waiver: WaiverRow; act: WaiverAct; onClose: () => void }) {
  const store = useRunStore();
  const row = useRun((state) => state.snapshot.items[waiver.itemKey] ?? null);
  const [seen, setSeen] = useState(row?.version ?? 1);
  const [reason, setReason] = useState("");
  const [lacking, setLacking] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const proof = useActProof(`/waivers/${waiver.id}/challenge`, { act }, error);
  const submit = async () => {
    const missing = act === "revoke" && reason.trim() === "";
    setLacking(
      missing
        ? waiver.grantedAt
          ? "Say why the risk is not accepted any more."
          : "Say why the risk is not accepted."
        : undefined,
    );
    if (missing) return;
    setBusy(true);
    const gathered = await proof.gather();
    const refused = gathered.ok
      ? await sendForRefusal(store, `/waivers/${waiver.id}/${act}`, {
          body: { ...(act === "revoke" ? { reason: reason.trim() } : { version: seen }), ...gathered.value },
        })
      : gathered;
    setBusy(false);
    proof.clear();
    setError(refused?.message);
    // Whoever grants again has the refusal and the item as it is now before them.
    const now = shown.safeParse(refused?.current).data;
    if (now) setSeen(now.version);
    if (!refused) onClose();
  };
  const { title, action } = words[act === "revoke" && !waiver.grantedAt ? "decline" : act];
  return (
    <FormDialog
      title={title}
      description={waiver.reason}
      size="sm"
      action={action}
      tone={act === "grant" ? "primary" : "danger"}
      busy={busy}
      disabled={proof.method === null}
      onSubmit={submit}
      onClose={onClose}
    >
      {act === "grant" && row && (row.state === "failed" || row.blocked) ? (
        <p className="rounded-md bg-no-tint px-3 py-2 text-no text-sm">
          {row.state === "failed"
            ? `The item failed: ${row.reason}`
            : `The item is reported blocked: ${row.blocked?.reason}`}
        </p>
      ) : null}
      {act === "revoke" ? (
        <Field label="Why?" error={lacking}>
          <Textarea value={reason} rows={3} maxLength={4000} onChange={(event) => setReason(event.target.value)} />
        </Field>
      ) : null}
      {proof.fields}
      {error && proof.method === "passkey" ? (
        <p role="alert" className="rounded-md bg-no-tint px-3 py-2 text-no text-sm">
          {error}
        </p>
      ) : null}
    </FormDialog>
  );
}
