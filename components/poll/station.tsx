"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-name";
import { Signal, type SignalKind } from "@/components/ui/signal";
import type { Readiness, SignoffStanding } from "@/lib/domain/assessment";
import { count, list, plainText } from "@/lib/domain/plain-text";
import { sameRole } from "@/lib/domain/roster";
import { useMay, useRun } from "../run/run-provider";
import { CeremonyDialog } from "./ceremony-dialog";
import { NudgeButton } from "./nudge-button";
import { type ReturnedCeremony, takeReturnedCeremony } from "./returned-ceremony";
import { SignatureLine } from "./signature-line";
import { StationDelegations } from "./station-delegations";
import { stationSignals } from "./station-signal";
import { StationWaiting } from "./station-waiting";

type Props = { standing: SignoffStanding; readiness: Readiness };

const edges: Record<SignalKind, string> = {
  go: "border-t-go",
  hold: "border-t-hold",
  no: "border-t-no",
  stale: "border-t-hold [border-top-style:dashed]",
  wait: "border-t-line-strong",
};

/** One answer of the roll call: a shape, a word and a colour; who gave it, to what, and what has changed since. */
export function Station({ standing, readiness }: Props) {
  const { kind, word } = stationSignals[standing.status];
  const you = useRun((state) => state.you);
  const people = useRun((state) => state.snapshot.people);
  const signatures = useRun((state) => state.snapshot.signatures);
  const maySign = useMay("signoff.sign") && you.facts.signerOf.includes(standing.key);
  const [signing, setSigning] = useState(false);
  const [returned, setReturned] = useState<ReturnedCeremony | null>(null);
  useEffect(() => {
    const back = takeReturnedCeremony(standing.key);
    if (!back) return;
    setReturned(back);
    setSigning(true);
  }, [standing.key]);
  const decided = readiness.status === "go";
  const own = standing.signatures.find(({ id }) => signatures.find((row) => row.id === id)?.personId === you.personId);
  const kept = standing.kept.find(({ personId }) => personId === you.personId);
  const turn = maySign && !decided && !kept && (!own || own.standing === "stale");
  const asked = turn && standing.ready && (standing.status === "waiting" || standing.status === "stale");
  const roster = useRun((state) => state.snapshot.roster);
  const left = roster
    .filter(({ role, idle }) => idle && standing.roles.some((one) => sameRole(one, role)))
    .map(({ personId }) => people[personId]?.name ?? "Somebody");
  const names = standing.signers.map((id) => people[id]?.name ?? "Somebody");
  return (
    <li
      id={standing.key}
      className={cn(
        "flex scroll-mt-[var(--annunciator,7.5rem)] flex-col rounded-lg border border-t-4 bg-panel p-4 shadow-card",
        edges[kind],
        asked && "outline-2 outline-accent outline-offset-2",
      )}
    >
      <h3 className="eyebrow">
        {plainText(standing.title)}
        {asked ? ", your turn" : ""}
      </h3>
      {standing.policy === plainText(standing.title) ? null : (
        <p className="mt-0.5 text-ink-2 text-xs">{standing.policy}</p>
      )}
      <Signal kind={kind} word={word} size="xl" className="mt-2.5 mb-2 text-2xl" />
      <div className="flex flex-1 flex-col gap-2 text-sm">
        {standing.signatures.map((one) => {
          const row = signatures.find(({ id }) => id === one.id);
          return row ? <SignatureLine key={one.id} row={row} standing={one} decided={decided} /> : null;
        })}
        <StationWaiting standing={standing} readiness={readiness} names={names} left={left} />
        {decided ? null : <NudgeButton standing={standing} gateKey={readiness.gate} />}
        <details className="text-ink-2">
          <summary className="rounded-sm py-0.5 text-ink-2 text-xs hover:text-ink touch:py-3">What is signed</summary>
          <p className="mt-1">{standing.wording}</p>
          <p className="mt-1 text-xs">
            Covers {standing.parts.length > 0 ? `${list(standing.parts)}: ` : ""}
            {count(standing.covers, "item")}. May be given by {list(standing.roles, "or")}
            {names.length > 0 ? `: ${list(names, "or")}` : ", which nobody may do in this run"}.
          </p>
        </details>
        <StationDelegations standing={standing} />
        {kept && !decided ? (
          <p className="rounded-sm bg-hold-tint px-2.5 py-1.5 text-xs">
            You can’t approve this: who {kept.why} doesn’t sign it. You may say NO-GO.
          </p>
        ) : null}
      </div>
      {turn || (maySign && !decided) ? (
        <Button
          variant={asked ? "primary" : "secondary"}
          className="mt-3 self-start max-sm:w-full"
          onClick={() => setSigning(true)}
        >
          {own ? "Sign anew" : "Read and sign"}
        </Button>
      ) : null}
      {signing ? (
        <CeremonyDialog
          standing={standing}
          readiness={readiness}
          returned={returned}
          onClose={() => {
            setSigning(false);
            setReturned(null);
          }}
        />
      ) : null}
    </li>
  );
}
