"use client";

import { useEffect, useState } from "react";
import { Card, CardHeader } from "@/components/ui/card";
import { AnnouncementCard } from "../announcement/announcement-card";
import { ContactPanel } from "../contact/contact-panel";
import { AskDialogs } from "../run/ask-dialogs";
import { ChoicePart } from "../run/part-choice";
import { useSequence } from "../run/run-provider";
import { useViewStore } from "../run/view-provider";
import { AttemptActs } from "./attempt-acts";
import { LiveEmpty } from "./live-empty";
import { RecoveryBudget } from "./recovery-budget";
import { RolloutBar } from "./rollout-bar";
import { StepCard } from "./step-card";
import { StepList } from "./step-list";
import { useLiveKeys } from "./use-live-keys";

const titles = { during: "Deployment", contingency: "Rollback", after: "After go-live" } as const;

/** Go-live day: what is done now, large; what comes next; what is done, folded. */
export function LiveScreen() {
  const sequence = useSequence();
  const view = useViewStore();
  const [picked, setPicked] = useState<string | null>(null);
  const { steps, current, of } = sequence;
  const chosen = steps.find(({ standing }) => standing.leaf.key === picked);
  const choice = chosen ? null : sequence.choice;
  const shown = choice ? null : (chosen ?? current);
  const key = shown?.standing.leaf.key ?? null;
  // What somebody looks at here is what the others see them at.
  useEffect(() => view.set({ cursor: key, inspecting: false }), [view, key]);
  useLiveKeys({ steps, current, shown, pick: setPicked });
  return (
    <div className="mx-auto grid w-full max-w-[96rem] grid-cols-1 items-start gap-4 px-3 py-4 sm:px-5 min-[68rem]:grid-cols-[minmax(0,1fr)_23rem]">
      <div className="flex min-w-0 flex-col gap-4 max-[68rem]:contents">
        <header className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
          <h2 className="font-heavy text-lg">{titles[of]}</h2>
          {of === "contingency" ? <RecoveryBudget sequence={sequence} /> : null}
        </header>
        <RolloutBar sequence={sequence} />
        {choice ? (
          <Card flush aria-label="Decide first">
            <p className="eyebrow px-3.5 pt-4 pb-2">Now: decide how it goes on</p>
            <ChoicePart choice={choice} large />
          </Card>
        ) : shown ? (
          <StepCard
            key={shown.standing.leaf.key}
            step={shown}
            number={steps.indexOf(shown) + 1}
            of={steps.length}
            ahead={shown !== current}
            onBack={() => setPicked(null)}
          />
        ) : (
          <LiveEmpty sequence={sequence} />
        )}
        <Card flush aria-label="Contacts" className="max-[68rem]:order-last">
          <CardHeader title="Contacts" />
          <ContactPanel />
        </Card>
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <StepList sequence={sequence} shown={key} deciding={choice !== null} onPick={setPicked} />
        <AnnouncementCard />
        <AttemptActs />
      </div>
      <AskDialogs />
    </div>
  );
}
