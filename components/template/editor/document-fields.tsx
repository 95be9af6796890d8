"use client";

import { Plus, Trash2 } from "lucide-react";
import { Button, IconButton } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { TemplateDocument } from "@/lib/domain/template";
import { useEdit, useEditStore } from "./edit-provider";
import { TextField } from "./inspector-fields";

/** The checklist's title and the facts about it. */
export function DocumentFields() {
  const store = useEditStore();
  const document = useEdit((state) => state.document);
  const { metadata } = document;
  const set = (fields: Partial<TemplateDocument>) =>
    store.replace({ ...document, ...fields }, `document ${Object.keys(fields).join()}`);
  const facts = metadata.map((fact, at) => ({ ...fact, at, id: `fact-${at}` }));
  const change = (at: number, fields: { name?: string; value?: string }) =>
    set({ metadata: metadata.map((each, index) => (index === at ? { ...each, ...fields } : each)) });
  return (
    <div className="flex flex-col gap-4">
      <h2 className="eyebrow">Checklist</h2>
      <TextField label="Title" max={300} value={document.title} onChange={(title) => title && set({ title })} />
      <h3 className="font-strong text-sm">Facts</h3>
      {facts.map(({ name, value, at, id }) => (
        <div key={id} className="grid grid-cols-[6rem_minmax(0,1fr)_auto] items-center gap-2">
          <Input
            aria-label={`Name of fact ${at + 1}`}
            value={name}
            onValueChange={(text) => change(at, { name: text })}
          />
          <Input
            aria-label={name || `Fact ${at + 1}`}
            value={value}
            onValueChange={(text) => change(at, { value: text })}
          />
          <IconButton
            label={`Remove ${name}`}
            onClick={() => set({ metadata: metadata.filter((_, index) => index !== at) })}
          >
            <Trash2 aria-hidden className="size-4" />
          </IconButton>
        </div>
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
