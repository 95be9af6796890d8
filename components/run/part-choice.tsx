"use client";

import { GitFork } from "lucide-react";
import { memo, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Markdown } from "@/components/ui/markdown";
import { risksOf } from "@/lib/domain/choice-taken";
import { count } from "@/lib/domain/plain-text";
import type { Choice } from "@/lib/domain/template-leaves";
import { AcceptedRisks } from "./accepted-risks";
import { ChoiceDue } from "./due-chip";
import { ReasonDialog } from "./reason-dialog";
import { useMay, useRun, useRunStore } from "./run-provider";
import { sendToRun } from "./run-send";
import { TitleText } from "./title-text";

type Option = Choice["options"][number];

/** A question between options, recorded once with who, when and why; the items of the others leave the score. */
export const ChoicePart = memo(function ChoicePart({ choice, large = false }: { choice: Choice; large?: boolean }) {
  const store = useRunStore();
  const taken = useRun(({ snapshot }) => snapshot.choices.find((row) => row.key === choice.key) ?? null);
  const by = useRun(({ snapshot }) => (taken ? (snapshot.people[taken.byId]?.name ?? null) : null));
  const may = useMay("choice.record");
  const [asking, setAsking] = useState<Option | null>(null);
  return (
    <div id={choice.key} className="border-t px-3.5 py-3">
      <p className="flex flex-wrap items-center gap-2">
        <GitFork aria-hidden className="size-4 text-ink-3" />
        <span className={large ? "font-heavy text-xl tracking-tight" : "font-strong"}>
          <TitleText text={choice.title} />
        </span>
        {taken ? null : <Badge tone="hold">To be decided{choice.decider ? ` by ${choice.decider}` : ""}</Badge>}
        {taken ? null : (
          <span className="text-ink-2 text-xs">
            <ChoiceDue choice={choice} />
          </span>
        )}
      </p>
      <ul className="mt-2 grid gap-2 sm:grid-cols-2">
        {choice.options.map((option) => (
          <li
            key={option.key}
            className={`flex flex-col rounded-md border p-3 text-sm ${taken?.option === option.key ? "border-go bg-go-tint" : ""}`}
          >
            <p className="flex flex-wrap items-center gap-2 font-medium">
              <TitleText text={option.title} />
              {option.recommended ? <Badge tone="accent">Recommended</Badge> : null}
              {taken?.option === option.key ? <Badge tone="go">Taken</Badge> : null}
            </p>
            {option.markdown ? <Markdown text={option.markdown} className="mt-1 pb-2 text-ink-2" /> : null}
            {may && taken?.option !== option.key ? (
              <Button size={large ? "md" : "sm"} className="mt-auto self-start" onClick={() => setAsking(option)}>
                {taken ? "Take this instead" : "Take this option"}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {taken ? (
        <p className="mt-2 text-ink-2 text-sm">
          {by ?? "Somebody"} decided: {taken.reason}
        </p>
      ) : null}
      <AcceptedRisks risks={risksOf(choice.options.find(({ key }) => key === taken?.option) ?? {})} />
      <ReasonDialog
        open={asking !== null}
        onClose={() => setAsking(null)}
        title={`Take “${asking?.title ?? ""}”?`}
        description={takingMeans(asking, taken !== null)}
        label="Why this one?"
        action="Record the choice"
        onSave={(reason) =>
          sendToRun(store, `/choices/${encodeURIComponent(choice.key)}`, {
            method: "PUT",
            body: { option: asking?.key, reason },
          })
        }
      />
    </div>
  );
});

function takingMeans(option: Option | null, again: boolean): string {
  const risks = option ? risksOf(option).length : 0;
  const accepted =
    risks > 0 ? ` You accept the ${count(risks, "risk")} it names: signers see ${risks === 1 ? "it" : "them"}.` : "";
  const stale = again ? " Signatures that cover them go stale." : "";
  return `Items of the other options leave the score.${stale}${accepted}`;
}
