"use client";

import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { followUps } from "@/lib/domain/follow-ups";
import { liveAt } from "@/lib/domain/go-live";
import { duration } from "@/lib/domain/plain-text";
import { recurringChecks } from "@/lib/domain/recurring-checks";
import type { RunState } from "@/lib/domain/run-state";
import { AskDialogs } from "../run/ask-dialogs";
import { useLife } from "../run/run-provider";
import { RunTime } from "../run/run-time";
import { useReading } from "../run/use-reading";
import { ChecksNow } from "./checks-now";
import { ChecksToCome } from "./checks-to-come";
import { ClosingCard } from "./closing-card";
import { FollowUpCard } from "./follow-up-card";
import { RotaCard } from "./rota-card";
import { ShiftCard } from "./shift-card";

/** The hours and weeks after a go-live: what is watched now and by whom, and what is done later. */
export function AfterScreen() {
  const state = useReading();
  const live = liveAt(state);
  const checks = recurringChecks(state);
  const nothing = checks.length === 0 && followUps(state).length === 0;
  if (nothing) {
    return (
      <div className="mx-auto w-full max-w-[96rem] px-3 py-4 sm:px-5">
        <EmptyState title="Nothing follows a go-live here" className="rounded-lg border bg-panel">
          Checks that come back and follow-ups stand here. In the template, write them into a part of what comes after:
          “Every hour for 24 hours”, “Daily for a week”, “Day 1”, “Within 1 week”.
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="mx-auto grid w-full max-w-[96rem] grid-cols-1 items-start gap-4 px-3 py-4 sm:px-5 min-[68rem]:grid-cols-[minmax(0,1fr)_25rem]">
      <div className="flex min-w-0 flex-col gap-4">
        <Header state={state} live={live} />
        {live === null ? <ChecksToCome checks={checks} /> : <ChecksNow state={state} />}
        <FollowUpCard state={state} />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        {checks.length > 0 ? (
          <>
            <ShiftCard state={state} />
            <RotaCard state={state} />
          </>
        ) : null}
        {live === null ? null : <ClosingCard state={state} />}
      </div>
      <AskDialogs />
    </div>
  );
}

const notLive: Readonly<Record<string, string>> = {
  rolling_back: "A rollback is called for: checks wait until it is cleared, or a new attempt is live.",
  rolled_back: "This attempt was rolled back. Checks begin anew once the next one is live.",
  aborted: "This run was given up.",
};

function Header({ state, live }: { state: RunState; live: number | null }) {
  const life = useLife();
  return (
    <header className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
      <h2 className="font-heavy text-lg">After go-live</h2>
      {live === null ? (
        <p className="text-ink-2 text-sm">
          {notLive[life] ??
            "Not live yet. Checks count from the moment the last gate before them is GO and its steps are done."}
        </p>
      ) : (
        <p className="flex flex-wrap items-center gap-x-2 text-ink-2 text-sm">
          <Badge tone="go">Live</Badge> since <RunTime at={live} className="text-ink" />
          <span>({duration((state.nowMs - live) / 60_000)})</span>
        </p>
      )}
    </header>
  );
}
