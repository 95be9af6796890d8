"use client";

import { Card } from "@/components/ui/card";
import { expectationWords } from "@/lib/domain/expectation-words";
import { expectationsOf, type ItemPlace } from "@/lib/domain/template-tree";
import { MeasureField } from "../measure-field";

/** What an item is measured against: each threshold with its latest value, judged, and room for the next. */
export function MeasuresCard({ place }: { place: ItemPlace }) {
  const expectations = expectationsOf(place.item);
  if (expectations.length === 0) return null;
  return (
    <Card>
      <h2 className="eyebrow">Measured</h2>
      <div className="mt-2 flex flex-col gap-2">
        {expectations.map((expectation) => (
          <MeasureField key={expectationWords(expectation)} itemKey={place.key} expectation={expectation} />
        ))}
      </div>
    </Card>
  );
}
