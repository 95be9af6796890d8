"use client";

import { useMemo } from "react";
import { Card, CardHeader } from "@/components/ui/card";
import { DataTable } from "@/components/ui/data-table";
import { count } from "@/lib/domain/plain-text";
import { coveredStandings, readRun } from "@/lib/domain/run-state";
import { FormulaPanel } from "../run/annunciator-formula";
import { ItemLink } from "../run/item-link";
import { useRun } from "../run/run-provider";
import { useShown } from "./readiness-provider";

/** What the score is made of, by severity and by section: both tables add up to the same two sums. */
export function ScoreCard() {
  const { shown } = useShown();
  const runId = useRun((state) => state.snapshot.run.id);
  return (
    <Card flush aria-labelledby="score">
      <CardHeader id="score" title="What the score is made of" meta={shown.formula.text} />
      <div className="grid grid-cols-1 gap-x-8 gap-y-5 p-4 lg:grid-cols-[minmax(18rem,1fr)_2fr]">
        <FormulaPanel readiness={shown} />
        <DataTable
          caption="The score by section"
          rows={shown.sections}
          rowKey={({ key }) => key}
          columns={[
            {
              key: "section",
              heading: "Section",
              rowHeader: true,
              cell: ({ key, title }) => (
                <a href={`/runs/${runId}#${encodeURIComponent(key)}`} className="hover:underline">
                  {title}
                </a>
              ),
            },
            { key: "done", heading: "Done", align: "right", cell: ({ open, total }) => `${total - open} of ${total}` },
            {
              key: "points",
              heading: "Points",
              align: "right",
              cell: ({ satisfied, applicable }) => `${satisfied} of ${applicable}`,
            },
            {
              key: "missing",
              heading: "Missing",
              align: "right",
              cell: ({ satisfied, applicable }) => (satisfied === applicable ? "–" : applicable - satisfied),
            },
          ]}
        />
        <OpenItems />
      </div>
    </Card>
  );
}

/** Every item whose points are missing, whatever its severity. */
function OpenItems() {
  const { open } = useOpen();
  if (open.length === 0) return null;
  return (
    <details className="lg:col-span-2">
      <summary className="cursor-default text-sm touch:py-3">
        {count(open.length, "item")} {open.length === 1 ? "is" : "are"} not satisfied
      </summary>
      <ul className="mt-2 grid gap-x-6 text-sm sm:grid-cols-2">
        {open.map(({ key, title, severity }) => (
          <li key={key} className="flex gap-2 py-0.5 touch:py-2">
            <ItemLink itemKey={key} className="wrap-anywhere min-w-0 flex-1 hover:underline">
              {title}
            </ItemLink>
            <span className="text-ink-3 text-xs leading-5">{severity}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function useOpen() {
  const { snapshot, now, shown } = useShown();
  return useMemo(() => {
    const state = readRun(snapshot, now);
    const place = state.index.gateByKey.get(shown.gate);
    const covered = place ? coveredStandings(state, place.coverage) : [];
    return { open: covered.filter(({ applicable, satisfied }) => applicable && !satisfied).map(({ leaf }) => leaf) };
  }, [snapshot, now, shown.gate]);
}
