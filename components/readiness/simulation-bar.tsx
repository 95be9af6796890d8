"use client";

import { FlaskConical, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-button";
import { notify } from "@/components/ui/toast";
import { titleOf } from "@/lib/domain/need-decision";
import { plainText } from "@/lib/domain/plain-text";
import { type SupposedKind, supposedKinds, supposedQuery } from "@/lib/domain/supposed";
import { type DocumentIndex, indexDocument } from "@/lib/domain/template-tree";
import { gateWord } from "../run/gate-signal";
import { useRun } from "../run/run-provider";
import { useShown } from "./readiness-provider";

const verbs: Readonly<Record<SupposedKind, string>> = {
  done: "done",
  waived: "waived",
  signed: "signed",
  decided: "GO",
  chosen: "taken",
};

/** Says, wherever one looks, that this isn't the run; names what is supposed, and what that changes. */
export function SimulationBar() {
  const { supposed, supposing, toggle, clear, real, shown } = useShown();
  const index = useRun((state) => indexDocument(state.snapshot.document));
  const people = useRun((state) => state.snapshot.people);
  const runId = useRun((state) => state.snapshot.run.id);
  if (!supposing) return null;
  const address = () => {
    const query = `gate=${encodeURIComponent(shown.gate)}&${supposedQuery(supposed)}`;
    return `${window.location.origin}/runs/${runId}/readiness?${query}`;
  };
  return (
    <section
      aria-label="Simulation"
      className="sticky top-[calc(var(--bar-height)+var(--annunciator,7.5rem))] z-10 rounded-lg border-2 border-accent border-dashed bg-accent-tint p-3.5"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <FlaskConical aria-hidden className="size-4 text-accent" />
        <h2 className="font-strong">Simulation</h2>
        <p className="text-sm" aria-live="polite">
          <b className="font-strong">
            {gateWord(real)} {real.score}
          </b>{" "}
          would be{" "}
          <b className="font-strong">
            {gateWord(shown)} {shown.score}
          </b>
          . Nothing in the run has changed.
        </p>
        <div className="ml-auto flex gap-2">
          <Button
            size="sm"
            onClick={async () => {
              if (await copyText(address())) notify({ title: "Link to this simulation copied", tone: "good" });
            }}
          >
            Copy link
          </Button>
          <Button size="sm" onClick={clear}>
            End simulation
          </Button>
        </div>
      </div>
      <ul className="mt-2 flex max-h-24 flex-wrap gap-1.5 overflow-y-auto">
        {supposedKinds.flatMap((kind) =>
          supposed[kind].map((key) => {
            const name = `${nameOf(index, key, people[key]?.name)} ${verbs[kind]}`;
            return (
              <li key={`${kind}${key}`}>
                <button
                  type="button"
                  aria-label={`No longer suppose: ${name}`}
                  onClick={() => toggle(kind, key)}
                  className="flex min-h-7 items-center gap-1.5 rounded-md border bg-panel px-2 text-left text-xs hover:bg-hover touch:min-h-11"
                >
                  <span className="wrap-anywhere">{name}</span>
                  <X aria-hidden className="size-3 shrink-0 text-ink-3" />
                </button>
              </li>
            );
          }),
        )}
      </ul>
    </section>
  );
}

function nameOf(index: DocumentIndex, key: string, person: string | undefined): string {
  const [choice = "", option] = key.split(":");
  const taken = index.choices
    .find((place) => place.choice.key === choice)
    ?.choice.options.find((each) => each.key === option);
  if (taken) return plainText(taken.title);
  const signoff = index.signoffs.find((each) => each.signoff.key === key)?.signoff;
  return signoff ? plainText(signoff.title) : (person ?? titleOf(index, key));
}
