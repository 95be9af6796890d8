"use client";

import { Siren } from "lucide-react";
import { memo, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/time";
import type { Trigger } from "@/lib/domain/template-leaves";
import { FireButton } from "./fire-button";
import { useMay, useRun } from "./run-provider";
import { TitleText } from "./title-text";
import { TriggerClear } from "./trigger-clear";
import { reactionWords, tierNames } from "./trigger-tiers";

/** A condition that calls for a reaction; whoever sees it come true fires it, the lead clears it. */
export const TriggerPart = memo(function TriggerPart({ trigger }: { trigger: Trigger }) {
  const fired = useRun(
    ({ snapshot }) => snapshot.triggers.find((row) => row.key === trigger.key && row.clearedAt === null) ?? null,
  );
  const mayClear = useMay("trigger.clear");
  const [clearing, setClearing] = useState(false);
  return (
    <div id={trigger.key} className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-t px-3.5 py-2 text-sm">
      <Siren aria-hidden className={fired ? "size-4 text-no" : "size-4 text-ink-3"} />
      <span className="min-w-0 flex-1 basis-60">
        <TitleText text={trigger.title} />
        <span className="ml-2 text-ink-2 text-xs empty:hidden">{reactionWords(trigger)}</span>
      </span>
      <Badge tone={fired ? "no" : "plain"}>{fired ? "Fired" : tierNames[trigger.tier]}</Badge>
      {fired ? <RelativeTime at={fired.firedAt} className="text-ink-2 text-xs" /> : null}
      {fired === null ? <FireButton trigger={trigger} measured="" /> : null}
      {fired && mayClear ? (
        <Button size="sm" onClick={() => setClearing(true)}>
          Clear
        </Button>
      ) : null}
      {clearing ? <TriggerClear trigger={trigger} onClose={() => setClearing(false)} /> : null}
    </div>
  );
});
