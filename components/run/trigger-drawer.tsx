"use client";

import { Siren } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-name";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Sheet } from "@/components/ui/sheet";
import { RelativeTime } from "@/components/ui/time";
import { expectationWords } from "@/lib/domain/expectation-words";
import { proposeFromText } from "@/lib/domain/measured";
import { count } from "@/lib/domain/plain-text";
import type { Trigger } from "@/lib/domain/template-leaves";
import { indexDocument } from "@/lib/domain/template-tree";
import type { FiredTrigger } from "@/lib/domain/trigger-state";
import { FireButton } from "./fire-button";
import { Remaining } from "./remaining";
import { useFired } from "./rollback-alert";
import { useMay, useRun } from "./run-provider";
import { TitleText } from "./title-text";
import { TriggerClear } from "./trigger-clear";
import { reactionWords, tiers } from "./trigger-tiers";

/** The rollback triggers, one tap away on every page of the run. */
export function TriggerDrawer() {
  const triggers = useRun(({ snapshot }) => indexDocument(snapshot.document).triggers);
  const fired = useFired();
  const [measured, setMeasured] = useState("");
  if (triggers.length === 0) return null;
  const proposed = proposeFromText(triggers, measured);
  return (
    <Sheet
      title="Rollback triggers"
      description="Fire one as soon as its condition is met. Everybody in the run is told; the lead clears it."
      trigger={
        <button
          type="button"
          className={cn(
            "flex shrink-0 items-center gap-2 border-l px-3 font-strong text-sm -outline-offset-2 hover:bg-hover lg:w-24 lg:flex-col lg:justify-center lg:gap-1 lg:px-2 lg:text-xs",
            fired.length > 0 ? "bg-no-tint text-no" : "text-ink-2",
          )}
        >
          <Siren aria-hidden className="size-4.5" />
          <span className="max-sm:sr-only">{fired.length > 0 ? `${fired.length} fired` : "Triggers"}</span>
          <span className="sr-only">: {count(triggers.length, "rollback trigger")}</span>
        </button>
      }
    >
      <Field label="What was measured or seen?" optional hint="Goes on record with the trigger you fire.">
        <Input
          value={measured}
          maxLength={200}
          placeholder="Error rate 6 %"
          onValueChange={setMeasured}
          spellCheck={false}
        />
      </Field>
      {proposed[0] ? (
        <p role="status" className="mt-2 text-no text-sm">
          This meets <TitleText text={proposed[0].title} />:{" "}
          {tiers.find(({ tier }) => tier === proposed[0]?.tier)?.name}.
        </p>
      ) : null}
      {tiers.map(({ tier, name, does }) => {
        const own = triggers.filter((trigger) => trigger.tier === tier);
        return own.length === 0 ? null : (
          <section key={tier} aria-label={name} className="mt-5">
            <h3 className="font-heavy text-base">{name}</h3>
            <p className="text-ink-2 text-xs">{does}</p>
            <ul className="mt-1 divide-y border-y">
              {own.map((trigger) => (
                <TriggerLine
                  key={trigger.key}
                  trigger={trigger}
                  fired={fired.find((each) => each.trigger.key === trigger.key) ?? null}
                  proposed={proposed.includes(trigger)}
                  measured={measured}
                />
              ))}
            </ul>
          </section>
        );
      })}
    </Sheet>
  );
}

type LineProps = { trigger: Trigger; fired: FiredTrigger | null; proposed: boolean; measured: string };

function TriggerLine({ trigger, fired, proposed, measured }: LineProps) {
  const mayClear = useMay("trigger.clear");
  const due = useRun(({ now }) => fired !== null && fired.rollbackAt <= now);
  const [clearing, setClearing] = useState(false);
  return (
    <li className={cn("flex flex-wrap items-center gap-x-3 gap-y-1.5 px-1 py-2.5 text-sm", proposed && "bg-no-tint")}>
      <div className="min-w-0 flex-1 basis-52">
        <p className="wrap-anywhere">
          <TitleText text={trigger.title} />
        </p>
        <p className="text-ink-2 text-xs">
          {[trigger.expectation && expectationWords(trigger.expectation), reactionWords(trigger)]
            .filter(Boolean)
            .join(". ")}
        </p>
        {fired ? (
          <p className="mt-0.5 flex flex-wrap gap-x-2 text-ink-2 text-xs">
            <Badge tone="no">Fired</Badge>
            <RelativeTime at={fired.row.firedAt} />
            {!due && Number.isFinite(fired.rollbackAt) ? (
              <span>
                roll back in <Remaining until={fired.rollbackAt} />
              </span>
            ) : null}
          </p>
        ) : null}
      </div>
      {fired === null ? (
        <FireButton trigger={trigger} measured={measured} />
      ) : mayClear ? (
        <Button size="sm" onClick={() => setClearing(true)}>
          Clear
        </Button>
      ) : null}
      {clearing ? <TriggerClear trigger={trigger} onClose={() => setClearing(false)} /> : null}
    </li>
  );
}
