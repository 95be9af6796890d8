"use client";

import { Signal } from "@/components/ui/signal";
import { FullTime } from "@/components/ui/time";
import type { Readiness } from "@/lib/domain/assessment";
import { count } from "@/lib/domain/plain-text";
import type { Gate } from "@/lib/domain/template-gate";
import { whyNot } from "../run/annunciator-answers";
import { gateSignals, gateWord } from "../run/gate-signal";
import { useClosedWell, useMay, useReadiness, useRun } from "../run/run-provider";
import { TitleText } from "../run/title-text";
import { GateDecision } from "./gate-decision";
import { GateOverride } from "./gate-override";
import { RollCall } from "./roll-call";
import { RollCallOpen } from "./roll-call-open";
import { Station } from "./station";

type Props = { gate: Gate; place: string; covers: number; now: boolean };

/** One gate: how it stands, who is asked, and the lead's decision. */
export function GatePoll({ gate, place, covers, now }: Props) {
  const readiness = useReadiness(gate.key);
  const closed = useClosedWell();
  const given = readiness.signoffs.filter(({ status }) => status === "approved" || status === "conditional").length;
  const asked = readiness.signoffs.length;
  return (
    <section id={gate.key} aria-labelledby={`${gate.key}-title`} className="scroll-mt-[var(--annunciator,7.5rem)]">
      <header className="mb-3 flex flex-wrap items-start gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <p className="eyebrow">
            {place}
            {now ? ", being decided" : ""}
          </p>
          <h2 id={`${gate.key}-title`} className="mt-0.5 text-balance font-heavy text-xl tracking-tight">
            <TitleText text={gate.title} />
          </h2>
          <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2 text-sm">
            <Signal kind={gateSignals(readiness, closed)} word={gateWord(readiness, closed)} />
            <span>
              Score {readiness.score}, {readiness.required} required; {count(covers, "item")} covered
              {asked > 0 ? `, ${given} of ${count(asked, "sign-off")} given` : ""}
            </span>
          </p>
          {readiness.reasons.length > 0 ? (
            <p className="mt-1 text-ink-2 text-sm">Stands against it: {whyNot(readiness, 6)}.</p>
          ) : null}
          <Decided gateKey={gate.key} />
          <GateOverride gate={gate} readiness={readiness} />
        </div>
        <GateActs gate={gate} readiness={readiness} />
      </header>
      <RollCalls gate={gate} readiness={readiness} />
      {asked === 0 ? (
        <p className="rounded-lg border border-line-strong border-dashed px-4 py-3 text-ink-2 text-sm">
          Nobody has to sign here: the lead's GO is enough.
        </p>
      ) : (
        <ul className="grid gap-3.5 sm:grid-cols-2 xl:grid-cols-4">
          {readiness.signoffs.map((standing) => (
            <Station key={standing.key} standing={standing} readiness={readiness} />
          ))}
        </ul>
      )}
    </section>
  );
}

const decisions = { go: "recorded GO", no_go: "recorded NO-GO" } as const;

function Decided({ gateKey }: { gateKey: string }) {
  const row = useRun((state) => state.snapshot.gates.find(({ key }) => key === gateKey) ?? null);
  const who = useRun((state) => state.snapshot.people[row?.decidedById ?? ""]?.name ?? "The lead");
  if (!row?.decidedAt || (row.status !== "go" && row.status !== "no_go")) return null;
  return (
    <p className="mt-1 text-sm">
      <b className="font-strong">{who}</b> {decisions[row.status]}, <FullTime at={row.decidedAt} utc />
      {row.reason ? `: ${row.reason}` : ""}
      {row.frozen ? ` (score ${row.frozen.score} at that moment)` : ""}
    </p>
  );
}

/** The lead's roll call and decision. */
function GateActs({ gate, readiness }: { gate: Gate; readiness: Readiness }) {
  const may = useMay("gate.declare");
  const open = useRun(({ snapshot }) => snapshot.rollCalls.some((row) => row.gateKey === gate.key && !row.closedAt));
  const decided = readiness.status === "go" || readiness.status === "no_go";
  return (
    <div className="flex flex-wrap items-start gap-2 max-sm:w-full">
      {may && !open && !decided && readiness.signoffs.length > 0 ? <RollCallOpen gate={gate} /> : null}
      <GateDecision gate={gate} readiness={readiness} />
    </div>
  );
}

/** The one that runs; else the minutes of the last. */
function RollCalls({ gate, readiness }: { gate: Gate; readiness: Readiness }) {
  const row = useRun(({ snapshot }) => {
    const own = snapshot.rollCalls.filter(({ gateKey }) => gateKey === gate.key);
    return own.find(({ closedAt }) => closedAt === null) ?? own.at(-1) ?? null;
  });
  return row ? <RollCall row={row} standings={readiness.signoffs} /> : null;
}
