"use client";

import Link from "next/link";
import { useState } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { FullTime } from "@/components/ui/time";
import { plainText } from "@/lib/domain/plain-text";
import type { RunSnapshot } from "@/lib/domain/run";
import { type FiredTrigger, firedTriggers } from "@/lib/domain/trigger-state";
import { Remaining } from "./remaining";
import { rowsOf } from "./run-derived";
import { useLife, useMay, useRun, useRunStore } from "./run-provider";
import { TriggerClear } from "./trigger-clear";
import { reactionWords } from "./trigger-tiers";

const known = new WeakMap<RunSnapshot, readonly FiredTrigger[]>();

/** The triggers that fired and stand, those first that call for rollback soonest. */
export function useFired(): readonly FiredTrigger[] {
  const store = useRunStore();
  return useRun(({ snapshot }) => {
    let fired = known.get(snapshot);
    if (!fired) {
      const { index } = rowsOf(store).reading;
      fired = firedTriggers(index, snapshot.triggers, snapshot.run.timeScale).toSorted(
        (a, b) => a.rollbackAt - b.rollbackAt || a.row.firedAt.localeCompare(b.row.firedAt),
      );
      known.set(snapshot, fired);
    }
    return fired;
  });
}

/** On every page of the run, for everybody in it: what fired, what it calls for, and what to do. */
export function RollbackAlert() {
  const fired = useFired();
  const closed = useRun(({ snapshot }) => snapshot.run.closedAt !== null);
  if (closed || fired.length === 0) return null;
  return (
    <aside aria-label="Fired triggers" className="flex flex-col gap-2 px-4 pt-3 sm:px-5">
      {fired.map((each) => (
        <Fired key={`${each.row.key}${each.row.firedAt}`} fired={each} />
      ))}
    </aside>
  );
}

function Fired({ fired: { trigger, row, rollbackAt, gone } }: { fired: FiredTrigger }) {
  const runId = useRun(({ snapshot }) => snapshot.run.id);
  const by = useRun(({ snapshot }) => snapshot.people[row.firedById ?? ""]?.name ?? "a monitor");
  const due = useRun(({ now }) => rollbackAt <= now);
  const mayClear = useMay("trigger.clear");
  const rolledBack = useLife() === "rolled_back";
  const [clearing, setClearing] = useState(false);
  const title = plainText(trigger.title);
  return (
    <Notice
      live
      tone={due && !rolledBack ? "no" : "hold"}
      title={
        rolledBack ? (
          `Rolled back, to be cleared: ${title}`
        ) : due ? (
          `Roll back: ${title}`
        ) : Number.isFinite(rollbackAt) ? (
          <>
            Roll back if not resolved in <Remaining until={rollbackAt} />: {title}
          </>
        ) : (
          `Investigate: ${title}`
        )
      }
      actions={
        due || mayClear ? (
          <div className="flex flex-wrap gap-2">
            {due ? (
              <Link prefetch={false} href={`/runs/${runId}/live`} className={buttonClass("secondary", "sm")}>
                Rollback steps
              </Link>
            ) : null}
            {mayClear ? (
              <Button size="sm" onClick={() => setClearing(true)}>
                Clear
              </Button>
            ) : null}
          </div>
        ) : undefined
      }
    >
      <p className="wrap-anywhere">
        Fired by {by}, <FullTime at={row.firedAt} />
        {row.refiredAt ? (
          <>
            , again <FullTime at={row.refiredAt} />
          </>
        ) : null}
        {row.measured ? `. Measured or seen: ${row.measured}` : ""}. {reactionWords(trigger)}
        {gone ? " This run’s checklist doesn’t have it any more; it counts until the lead clears it." : null}
        {row.resolvedAt ? (
          <>
            {" "}
            The monitor saw it end, <FullTime at={row.resolvedAt} />; the lead clears it.
          </>
        ) : null}
      </p>
      {clearing ? <TriggerClear trigger={trigger} onClose={() => setClearing(false)} /> : null}
    </Notice>
  );
}
