"use client";

import { plainText } from "@/lib/domain/plain-text";
import type { Trigger } from "@/lib/domain/template-leaves";
import { ReasonDialog } from "./reason-dialog";
import { useRunStore } from "./run-provider";
import { sendToRun } from "./run-send";

/** The lead takes a fired trigger back, with the reason why it is safe to go on. */
export function TriggerClear({ trigger, onClose }: { trigger: Trigger; onClose: () => void }) {
  const store = useRunStore();
  return (
    <ReasonDialog
      open
      onClose={onClose}
      title="Clear this trigger?"
      description={`${plainText(trigger.title)}. The verdict no longer counts it.`}
      label="Why is it over?"
      action="Clear trigger"
      onSave={(reason) => sendToRun(store, `/triggers/${encodeURIComponent(trigger.key)}/clear`, { body: { reason } })}
    />
  );
}
