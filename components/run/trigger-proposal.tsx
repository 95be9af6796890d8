"use client";

import { Notice } from "@/components/ui/notice";
import { proposeTriggers } from "@/lib/domain/measured";
import { plainText } from "@/lib/domain/plain-text";
import { indexDocument } from "@/lib/domain/template-tree";
import { FireButton } from "./fire-button";
import { useFired } from "./rollback-alert";
import { useRun } from "./run-provider";
import { tierNames } from "./trigger-tiers";

/** The gravest trigger a measured value calls for; nothing when it calls for none or that one has fired. */
export function TriggerProposal({ metric, text }: { metric: string; text: string }) {
  const triggers = useRun(({ snapshot }) => indexDocument(snapshot.document).triggers);
  const fired = useFired();
  const trigger = text === "" ? undefined : proposeTriggers(triggers, metric, text)[0];
  if (!trigger || fired.some((each) => each.trigger.key === trigger.key)) return null;
  return (
    <Notice
      live
      tone={trigger.tier === "investigate" ? "hold" : "no"}
      className="mt-2"
      title={`${tierNames[trigger.tier]}?`}
      actions={<FireButton trigger={trigger} measured={`${metric}: ${text}`} />}
    >
      {plainText(trigger.title)} is met by {text}.
    </Notice>
  );
}
