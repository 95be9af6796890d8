"use client";

import type { SignoffStanding } from "@/lib/domain/assessment";
import { plainText } from "@/lib/domain/plain-text";
import { lastNudge, type NudgeAim } from "@/lib/domain/roll-call";
import { useMay, useRun, useRunStore } from "../run/run-provider";
import { sendToRun } from "../run/run-send";
import { NudgeAct } from "./nudge-act";

/** The lead reminds whoever a sign-off waits for. */
export function NudgeButton({ standing, gateKey }: { standing: SignoffStanding; gateKey: string }) {
  const waits = standing.status === "waiting" || standing.status === "stale";
  if (!waits || standing.signers.length === 0) return null;
  const path = `/signoffs/${encodeURIComponent(standing.key)}/nudge`;
  return <Nudge aim={{ gateKey, signoffKey: standing.key }} path={path} of={plainText(standing.title)} />;
}

/** The lead reminds one person, other than themselves, of the work they hold up. */
export function NudgePerson({ id, name }: { id: string; name: string }) {
  const me = useRun(({ you }) => you.personId);
  return id === me ? null : <Nudge aim={{ personId: id }} path={`/people/${id}/nudge`} of={name} />;
}

function Nudge({ aim, path, of }: { aim: NudgeAim; path: string; of: string }) {
  const store = useRunStore();
  const may = useMay("gate.declare");
  const nudges = useRun(({ snapshot }) => snapshot.nudges);
  const last = lastNudge(nudges, aim)?.at ?? null;
  return <NudgeAct className="mt-2" last={last} may={may} of={of} send={() => sendToRun(store, path, { body: {} })} />;
}
