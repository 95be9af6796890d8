"use client";

import { Plus, Trash2 } from "lucide-react";
import { Button, IconButton } from "@/components/ui/button";
import type { TemplateDocument } from "@/lib/domain/template";
import { useEdit, useEditStore } from "./edit-provider";
import { FactFields } from "./inspector-fact";
import { TextField } from "./inspector-fields";
import { IntroFields } from "./inspector-intro";
import { VariablesFields } from "./inspector-variables";

type Fact = TemplateDocument["metadata"][number];

/** What belongs to the checklist as a whole: its title, introduction, variables and facts. */
export function DocumentFields() {
  const store = useEditStore();
  const document = useEdit((state) => state.document);
  const { metadata } = document;
  const set = (fields: Partial<TemplateDocument>) => {
    const next = Object.entries({ ...document, ...fields }).filter(([, value]) => value !== undefined);
    store.replace(Object.fromEntries(next) as TemplateDocument, `document ${Object.keys(fields).join()}`);
  };
  const facts = metadata.map((fact, at) => ({ fact, at, id: `fact-${at}` }));
  const change = (at: number, fields: Partial<Fact>) =>
    set({ metadata: metadata.map((each, index) => (index === at ? clean({ ...each, ...fields }) : each)) });
  return (
    <div className="flex flex-col gap-4">
      <h2 className="eyebrow">Checklist</h2>
      <TextField label="Title" max={300} value={document.title} onChange={(title) => title && set({ title })} />
      <IntroFields intro={document.intro} set={(intro) => set({ intro })} />
      <VariablesFields variables={document.variables ?? []} set={(variables) => set({ variables })} />
      <h3 className="font-strong text-sm">Facts</h3>
      {facts.map(({ fact, at, id }) => (
        <fieldset key={id} className="flex flex-col gap-3 rounded-md border p-3">
          <legend className="sr-only">Fact {at + 1}</legend>
          <FactFields fact={fact} set={(fields) => change(at, fields)} />
          <IconButton
            label={`Remove ${fact.name || `fact ${at + 1}`}`}
            className="self-end"
            onClick={() => set({ metadata: metadata.filter((_, index) => index !== at) })}
          >
            <Trash2 aria-hidden className="size-4" />
          </IconButton>
        </fieldset>
      ))}
      <Button
        size="sm"
        icon={<Plus aria-hidden className="size-3.5" />}
        onClick={() => set({ metadata: [...metadata, { name: "Purpose", value: "" }] })}
      >
        Add a fact
      </Button>
      <p className="text-ink-2 text-sm">
        Press a line of the checklist to edit it; what it says besides its text stands here then.
      </p>
    </div>
  );
}

function clean(fact: Fact): Fact {
  return Object.fromEntries(Object.entries(fact).filter(([, value]) => value !== undefined)) as Fact;
}
