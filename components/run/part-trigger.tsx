"use client";

import { Siren } from "lucide-react";
import { memo, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/time";
import type { Trigger } from "@/lib/domain/template";
import { ReasonDialog } from "./reason-dialog";
import { useMay, useRun, useRunStore } from "./run-provider";
import { sendToRun } from "./run-send";
import { TitleText } from "./title-text";

const tiers: Record<Trigger["tier"], string> = {
  rollback: "Rollback",
  timed: "Rollback after a time",
  investigate: "Investigate",
};

/** A condition that calls for a reaction; whoever sees it come true fires it, the lead clears it. */
export const TriggerPart = memo(function TriggerPart({ trigger }: { trigger: Trigger }) {
  const store = useRunStore();
  const fired = useRun(
    ({ snapshot }) => snapshot.triggers.find((row) => row.key === trigger.key && row.clearedAt === null) ?? null,
  );
  const mayFire = useMay("trigger.fire");
  const mayClear = useMay("trigger.clear");
  const [asking, setAsking] = useState(false);
  const act = fired ? "clear" : "fire";
  return (
    <div id={trigger.key} className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-t px-3.5 py-2 text-sm">
      <Siren aria-hidden className={fired ? "size-4 text-no" : "size-4 text-ink-3"} />
      <span className="min-w-0 flex-1 basis-60">
        <TitleText text={trigger.title} />
        {trigger.reactionText ? <span className="ml-2 text-ink-2 text-xs">{trigger.reactionText}</span> : null}
      </span>
      <Badge tone={fired ? "no" : "plain"}>{fired ? "Fired" : tiers[trigger.tier]}</Badge>
      {fired ? <RelativeTime at={fired.firedAt} className="text-ink-2 text-xs" /> : null}
      {(fired ? mayClear : mayFire) ? (
        <Button size="sm" className={fired ? "" : "text-no"} onClick={() => setAsking(true)}>
          {fired ? "Clear" : "Fire"}
        </Button>
      ) : null}
      <ReasonDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={fired ? "Clear this trigger?" : "Fire this trigger?"}
        description={
          fired
            ? "The verdict no longer counts it."
            : trigger.tier === "investigate"
              ? "Everybody sees that it fired."
              : "The verdict turns to NO-GO and everybody sees why."
        }
        label={fired ? "Why is it over?" : "What was measured or seen?"}
        action={fired ? "Clear trigger" : "Fire trigger"}
        tone={fired ? "primary" : "danger"}
        required={fired !== null}
        onSave={(text) =>
          sendToRun(store, `/triggers/${encodeURIComponent(trigger.key)}/${act}`, {
            body: text ? { [fired ? "reason" : "measured"]: text } : {},
          })
        }
      />
    </div>
  );
});
