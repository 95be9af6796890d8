"use client";

import type { TemplateDocument } from "@/lib/domain/template";
import { factMeanings } from "@/lib/domain/template-leaves";
import { factWords } from "../fact-words";
import { ChoiceField, FieldPair, TextField } from "./inspector-fields";

type FactOf = TemplateDocument["metadata"][number];
type Props = { fact: FactOf; set: (fields: Partial<FactOf>) => void };

const meanings = factMeanings.map((value) => ({ value, label: factWords[value] }));
const dated: ReadonlySet<string | undefined> = new Set(["target", "window", "review"]);
const scored: ReadonlySet<string | undefined> = new Set(["score", "required"]);

/** A fact: its name, what it says, and what that means to Gonogo. */
export function FactFields({ fact, set }: Props) {
  const { means } = fact;
  return (
    <>
      <FieldPair>
        <TextField label="Name" value={fact.name} onChange={(name = "") => set({ name })} />
        <TextField label="Says" max={2000} value={fact.value} onChange={(value = "") => set({ value })} />
      </FieldPair>
      <ChoiceField
        label="Means"
        value={means}
        none="Only what it says"
        options={meanings}
        onChange={(next) => set({ means: next, from: undefined, to: undefined })}
      />
      {scored.has(means) ? (
        <TextField label="Out of 100" max={40} value={fact.from} onChange={(from) => set({ from })} />
      ) : null}
      {dated.has(means) ? (
        <FieldPair>
          <TextField
            label="From"
            hint="2026-11-25 or 2026-11-25T18:00"
            max={40}
            value={fact.from}
            onChange={(from) => set({ from })}
          />
          <TextField label="To" max={40} value={fact.to} onChange={(to) => set({ to })} />
        </FieldPair>
      ) : null}
    </>
  );
}
