"use client";

import { withRange, withTarget } from "@/lib/domain/reference-text";
import type { Blank, Contact, Reference } from "@/lib/domain/template-leaves";
import { ChoiceField, FieldPair, NumberField, TextField } from "./inspector-fields";

type Props<T> = { node: T; set: (fields: object) => void };

const asks = [
  { value: "text", label: "a text" },
  { value: "person", label: "a person" },
  { value: "date", label: "a date" },
  { value: "time", label: "a time" },
] as const;

/** Something the run asks for; what is filled in stands for its name in what comes later. */
export function BlankFields({ node, set }: Props<Blank>) {
  return (
    <>
      <TextField label="Asks for" value={node.title} onChange={(title = "") => set({ title })} />
      <ChoiceField
        label="Filled in with"
        value={node.ask}
        options={asks}
        onChange={(ask) => set({ ask: ask ?? "text" })}
      />
      <TextField
        label="Name in the text"
        hint="{{name}} in later commands and messages stands for it."
        max={80}
        value={node.name}
        onChange={(name) => set({ name })}
      />
      <TextField label="Example" value={node.example} onChange={(example) => set({ example })} />
    </>
  );
}

/** Something to read. Its text is Markdown; where it points to is read from there, and changed there. */
export function ReferenceFields({ node, set }: Props<Reference>) {
  const [from, to] = node.range ?? [];
  return (
    <>
      <TextField
        label="Text"
        hint="Markdown, e.g. [Runbook](docs/runbook.md), lines 10-20"
        rows={2}
        value={node.markdown}
        onChange={(markdown = "") => set({ markdown })}
      />
      <TextField
        label="Path or address"
        max={2000}
        value={node.target}
        onChange={(target) => set(withTarget(node, target))}
      />
      <FieldPair>
        <NumberField label="From line" least={1} value={from} onChange={(next) => set(withRange(node, next, to))} />
        <NumberField
          label="To line"
          least={1}
          value={to}
          onChange={(next) => set(withRange(node, from ?? next, next))}
        />
      </FieldPair>
    </>
  );
}

export function ContactFields({ node, set }: Props<Contact>) {
  return (
    <>
      <TextField label="Name or role" value={node.name} onChange={(name = "") => set({ name })} />
      <TextField
        label="Reached by"
        hint="A channel, a number, an address"
        value={node.channel}
        onChange={(channel = "") => set({ channel })}
      />
      <TextField
        label="For what"
        hint="Owns the sections about it by default."
        max={200}
        value={node.topic}
        onChange={(topic) => set({ topic })}
      />
      <NumberField
        label="Tier"
        hint="1 is called first"
        least={1}
        most={9}
        value={node.tier}
        onChange={(tier) => set({ tier: tier === undefined ? undefined : Math.round(tier) })}
      />
    </>
  );
}
