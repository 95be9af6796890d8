"use client";

import { EmptyState } from "@/components/ui/empty-state";
import { Select } from "@/components/ui/select";
import { Signal } from "@/components/ui/signal";
import type { Pace } from "@/lib/domain/pace";
import { plainText } from "@/lib/domain/plain-text";
import type { Supposed } from "@/lib/domain/supposed";
import { indexDocument } from "@/lib/domain/template-tree";
import { gateSignals, gateWord } from "../run/gate-signal";
import { useRun } from "../run/run-provider";
import { BlockersCard } from "./blockers-card";
import { ForecastCard } from "./forecast-card";
import { ReadinessProvider, useShown } from "./readiness-provider";
import { ReasonsCard } from "./reasons-card";
import { ScoreCard } from "./score-card";
import { SimulationBar } from "./simulation-bar";

type Props = { gate: string | null; supposed: Supposed; pace: Pace | null };

/** The answer, opened up: why not, who holds it up, what the score is made of, when; and what would change it. */
export function ReadinessScreen({ gate, supposed, pace }: Props) {
  const gates = useRun((state) => indexDocument(state.snapshot.document).gates);
  if (gates.length === 0)
    return <EmptyState title="This template has no gate">Add one to the template to ask for a decision.</EmptyState>;
  return (
    <ReadinessProvider gate={gate} supposed={supposed}>
      <div className="mx-auto flex w-full max-w-[90rem] flex-col gap-4 px-3 py-5 sm:px-5">
        <Head />
        <SimulationBar />
        <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
          <ReasonsCard />
          <BlockersCard />
        </div>
        <ForecastCard pace={pace} />
        <ScoreCard />
      </div>
    </ReadinessProvider>
  );
}

function Head() {
  const { shown, setGate, supposing } = useShown();
  const gates = useRun((state) => indexDocument(state.snapshot.document).gates);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <h2 className="font-strong text-lg">{shown.gateTitle}</h2>
      <Signal kind={gateSignals(shown)} word={`${supposing ? "Would be " : ""}${gateWord(shown)}`} />
      <p className="text-ink-2 text-sm">
        {shown.score} of 100, {shown.required} required
      </p>
      {gates.length > 1 ? (
        <Select
          label="Gate"
          className="w-full sm:ml-auto sm:w-80 print:hidden"
          options={gates.map(({ gate }) => ({ value: gate.key, label: plainText(gate.title) }))}
          value={shown.gate}
          onChange={setGate}
        />
      ) : null}
    </div>
  );
}
