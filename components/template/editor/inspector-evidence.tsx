"use client";

import { useState } from "react";
import { evidenceKinds, kindWords } from "@/lib/domain/evidence-demand";
import { boundTo, type Item, type Phase, type Section } from "@/lib/domain/template";
import { ChoiceField, NumberField, TextField } from "./inspector-fields";

const kinds = [
  { value: "required" as const, label: "any kind" },
  ...evidenceKinds.map((value) => ({ value, label: kindWords[value] })),
];

const bindings = boundTo.map((value) => ({
  value,
  label: value === "artefact" ? "the artefact, whole" : `the ${value}`,
}));

/** What counts as proof of an item, or of everything below a part. */
export function EvidenceFields({ node, set }: { node: Phase | Section | Item; set: (fields: object) => void }) {
  return (
    <fieldset className="rounded-md border p-3">
      <legend className="px-1 font-strong text-sm">Evidence</legend>
      <div className="flex flex-col gap-3">
        <ChoiceField
          label="Evidence required"
          value={node.evidence}
          none="As above it"
          options={kinds}
          onChange={(evidence) => set({ evidence })}
        />
        <NumberField
          label="At most this old"
          hint="Minutes"
          least={1}
          value={node.age}
          onChange={(age) => set({ age })}
        />
        <ChoiceField
          label="Of what is deployed"
          hint="Another one needs new evidence."
          value={node.bound}
          none="As above it"
          options={bindings}
          onChange={(bound) => set({ bound })}
        />
        {node.kind === "item" ? <NamesField value={node.checks} onChange={(checks) => set({ checks })} /> : null}
      </div>
    </fieldset>
  );
}

/** Names of checks, one a line; the line that is still being typed stays as it is. */
function NamesField({ value, onChange }: { value: string[] | undefined; onChange: (names?: string[]) => void }) {
  const [typed, setTyped] = useState<string>();
  return (
    <TextField
      label="Automated checks"
      hint="Names a report calls it by, one a line."
      rows={2}
      value={typed ?? value?.join("\n")}
      onChange={(text) => {
        setTyped(text ?? "");
        const names = (text ?? "").split("\n").map((line) => line.trim().slice(0, 200));
        const kept = names.filter((line) => line !== "").slice(0, 20);
        onChange(kept.length > 0 ? kept : undefined);
      }}
    />
  );
}
