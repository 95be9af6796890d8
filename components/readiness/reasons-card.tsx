"use client";

import { Card, CardHeader } from "@/components/ui/card";
import type { Reason } from "@/lib/domain/assessment";
import { count } from "@/lib/domain/plain-text";
import type { SupposedKind } from "@/lib/domain/supposed";
import { indexDocument } from "@/lib/domain/template-tree";
import { headingOf } from "../run/annunciator-reasons";
import { ReasonLink } from "../run/reason-link";
import { useRun } from "../run/run-provider";
import { useShown } from "./readiness-provider";
import { SupposeButton } from "./suppose-button";

/** Why not: each reason leads to what clears it, and can be supposed cleared. */
export function ReasonsCard() {
  const { shown } = useShown();
  const groups = [...Map.groupBy(shown.reasons, ({ code }) => code)];
  return (
    <Card flush aria-labelledby="why-not">
      <CardHeader id="why-not" title="Why not?" meta={count(shown.reasons.length, "reason")} />
      <div className="p-4">
        {groups.length === 0 ? (
          <p className="text-ink-2 text-sm">
            Nothing stands against {shown.gateTitle}.{" "}
            {shown.status === "go" ? "GO is on record." : "The lead may record GO."}
          </p>
        ) : null}
        {groups.map(([code, reasons]) => (
          <section key={code} className="mb-4 text-sm last:mb-0">
            <h3 className="font-strong">{headingOf(code, reasons)}</h3>
            <ul>
              {reasons.map((reason) => (
                <li
                  key={`${reason.item ?? reason.signoff ?? reason.gate ?? reason.choice ?? ""}${reason.text}`}
                  className="flex flex-wrap items-center gap-x-2 gap-y-1 border-t py-1.5 first:border-t-0"
                >
                  <div className="-mx-2 min-w-48 flex-1">
                    <ReasonLink reason={reason} />
                  </div>
                  <Supposes reason={reason} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Card>
  );
}

function Supposes({ reason }: { reason: Reason }) {
  const { shown, snapshot } = useShown();
  const index = useRun((state) => indexDocument(state.snapshot.document));
  if (reason.code === "score_below") {
    const open = shown.blockers.flatMap(({ items }) => items.map(({ key }) => key));
    return open.length > 0 ? (
      <SupposeButton kind="done" keys={open} of={`what can be done now, ${count(open.length, "item")}`} />
    ) : null;
  }
  if (reason.item)
    return (
      <span className="flex flex-wrap gap-1.5">
        <SupposeButton kind="done" keys={[reason.item]} of={reason.text} />
        {reason.code === "critical_open" || reason.code === "high_open" ? (
          <SupposeButton kind="waived" keys={[reason.item]} of={reason.text} />
        ) : null}
      </span>
    );
  if (reason.choice) {
    const options = index.choices.find(({ choice }) => choice.key === reason.choice)?.choice.options ?? [];
    return (
      <span className="flex flex-wrap gap-1.5">
        {options.map((option) => (
          <SupposeButton
            key={option.key}
            kind="chosen"
            keys={[`${reason.choice}:${option.key}`]}
            of={option.title}
            shown={option.title}
          />
        ))}
      </span>
    );
  }
  const kind: SupposedKind | null = reason.signoff ? "signed" : reason.code === "earlier_gate_open" ? "decided" : null;
  const key = reason.signoff ?? reason.gate;
  if (kind === null || key === undefined || snapshot.run.closedAt !== null) return null;
  return <SupposeButton kind={kind} keys={[key]} of={reason.text} />;
}
