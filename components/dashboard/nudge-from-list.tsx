"use client";

import { useState } from "react";
import { api } from "@/components/client/api";
import type { RankedBlocker } from "@/lib/domain/dashboard";
import { NudgeAct } from "../poll/nudge-act";

type Props = {
  run: RankedBlocker["runs"][number];
  person: { id: string; name: string };
  /** When they were last asked in this run, as the dashboard was read. */
  last: string | null;
  /** Whoever looks. */
  me: string | null;
};

/** The lead of a run reminds somebody of what they hold up in it, from the list of all runs. */
export function NudgeFromList({ run, person, last, me }: Props) {
  // Until the dashboard is read again, this knows it better.
  const [mine, setMine] = useState<string | null>(null);
  if (person.id === me) return null;
  const newest = mine !== null && (last === null || mine > last) ? mine : last;
  const send = async () => {
    const path = `/runs/${run.id}/people/${person.id}/nudge`;
    const answer = await api<{ at: string }>("POST", path, { body: {} });
    if (!answer.ok) return answer.message;
    setMine(answer.value.at);
    return undefined;
  };
  return <NudgeAct last={newest} may={run.leadId === me} of={person.name} send={send} />;
}
