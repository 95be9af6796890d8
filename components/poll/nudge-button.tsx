"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { RelativeTime, useClock } from "@/components/ui/time";
import { notify } from "@/components/ui/toast";
import type { SignoffStanding } from "@/lib/domain/assessment";
import { plainText } from "@/lib/domain/plain-text";
import { lastNudge, type NudgeAim, nudgeAgainAt } from "@/lib/domain/roll-call";
import { useMay, useRun, useRunStore } from "../run/run-provider";
import { sendToRun } from "../run/run-send";

/** The lead reminds whoever a sign-off waits for. */
export function NudgeButton({ standing, gateKey }: { standing: SignoffStanding; gateKey: string }) {
  const waits = standing.status === "waiting" || standing.status === "stale";
  if (!waits || standing.signers.length === 0) return null;
  const path = `/signoffs/${encodeURIComponent(standing.key)}/nudge`;
  return <Nudge aim={{ gateKey, signoffKey: standing.key }} path={path} of={plainText(standing.title)} />;
}

/** The lead reminds one person of the work they hold up. */
export function NudgePerson({ id, name }: { id: string; name: string }) {
  return <Nudge aim={{ personId: id }} path={`/people/${id}/nudge`} of={name} />;
}

/** Asks, then says when that was, until it may be done again. */
function Nudge({ aim, path, of }: { aim: NudgeAim; path: string; of: string }) {
  const store = useRunStore();
  const { now } = useClock();
  const may = useMay("gate.declare");
  const nudges = useRun(({ snapshot }) => snapshot.nudges);
  const [busy, setBusy] = useState(false);
  const last = lastNudge(nudges, aim);
  const early = nudgeAgainAt(nudges, aim, now) !== null;
  if (!(may || last)) return null;
  const nudge = async () => {
    setBusy(true);
    const refused = await sendToRun(store, path, { body: {} });
    setBusy(false);
    notify(refused ? { title: refused, tone: "bad" } : { title: `Asked again: ${of}`, tone: "good" });
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
