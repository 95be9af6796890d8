"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { RelativeTime, useClock } from "@/components/ui/time";
import { notify } from "@/components/ui/toast";
import { plainText } from "@/lib/domain/plain-text";
import { nudgeAgainAt } from "@/lib/domain/roll-call";
import type { SignoffStanding } from "@/lib/domain/run";
import { useMay, useRun, useRunStore } from "../run/run-provider";
import { sendToRun } from "../run/run-send";

/** The lead reminds whoever this waits for; then it says when that was, until it may be done again. */
export function NudgeButton({ standing, gateKey }: { standing: SignoffStanding; gateKey: string }) {
  const store = useRunStore();
  const { now } = useClock();
  const may = useMay("gate.declare");
  const nudges = useRun(({ snapshot }) => snapshot.nudges);
  const [busy, setBusy] = useState(false);
  const last = nudges.findLast((nudge) => nudge.gateKey === gateKey && nudge.signoffKey === standing.key);
  const early = nudgeAgainAt(nudges, gateKey, standing.key, now) !== null;
  const waits = standing.status === "waiting" || standing.status === "stale";
  if (!waits || standing.signers.length === 0 || !(may || last)) return null;
  const nudge = async () => {
    setBusy(true);
    const refused = await sendToRun(store, `/signoffs/${encodeURIComponent(standing.key)}/nudge`, { body: {} });
    setBusy(false);
    notify(
      refused ? { title: refused, tone: "bad" } : { title: `Asked again: ${plainText(standing.title)}`, tone: "good" },
    );
  };
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2 text-ink-2 text-xs">
      {may ? (
        <Button size="sm" busy={busy} disabled={early} onClick={nudge}>
          Nudge
        </Button>
      ) : null}
      {last ? (
        <span>
          Asked again <RelativeTime at={last.at} />
        </span>
      ) : null}
    </div>
  );
}
