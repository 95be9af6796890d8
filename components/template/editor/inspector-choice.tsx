"use client";

import { Plus, Trash2 } from "lucide-react";
import { Button, IconButton } from "@/components/ui/button";
import { freshKey, takenKeys } from "@/lib/domain/node-key";
import type { Choice } from "@/lib/domain/template-leaves";
import { useEditStore } from "./edit-provider";
import { FlagField, TextField } from "./inspector-fields";
import { KeysField } from "./inspector-needs";

type Option = Choice["options"][number];

/** A question's options, what speaks for each, and which items belong to it. */
export function ChoiceFields({ node, set }: { node: Choice; set: (fields: object) => void }) {
  const store = useEditStore();
  const change = (at: number, fields: Partial<Option>) =>
    set({ options: node.options.map((each, index) => (index === at ? clean({ ...each, ...fields }) : each)) });
  const add = () => {
    const title = `Option ${String.fromCharCode(65 + node.options.length)}`;
    set({
      options: [...node.options, { key: freshKey(takenKeys(store.getState().document), title, "option"), title }],
    });
  };
  return (
    <>
      <TextField
        label="Decided by"
        hint="A role"
        max={120}
        value={node.decider}
        onChange={(decider) => set({ decider })}
      />
      <TextField
        label="By when"
        hint="From the target, such as T-24h"
        max={40}
        value={node.due}
        onChange={(due) => set({ due })}
      />
      {node.options.map((option, at) => (
        <fieldset key={option.key} className="flex flex-col gap-3 rounded-md border p-3">
          <legend className="sr-only">Option {at + 1}</legend>
          <div className="flex items-end gap-2">
            <div className="min-w-0 flex-1">
              <TextField label="Option" value={option.title} onChange={(title = "") => change(at, { title })} />
            </div>
            <IconButton
              label={`Remove ${option.title}`}
              disabled={node.options.length <= 2}
              onClick={() => set({ options: node.options.filter((_, index) => index !== at) })}
            >
              <Trash2 aria-hidden className="size-4" />
            </IconButton>
          </div>
          <TextField
            label="What speaks for it"
            rows={2}
            value={option.markdown}
            onChange={(markdown) => change(at, { markdown })}
          />
          <KeysField
            label="Items that belong to it"
            self={node.key}
            value={option.items}
            onChange={(items) => change(at, { items })}
          />
          <FlagField
            label="Recommended"
            value={option.recommended === true}
            onChange={(on) => change(at, { recommended: on || undefined })}
          />
        </fieldset>
      ))}
      <Button size="sm" icon={<Plus aria-hidden className="size-3.5" />} onClick={add}>
        Add an option
      </Button>
    </>
  );
}

function clean(option: Option): Option {
  return Object.fromEntries(Object.entries(option).filter(([, value]) => value !== undefined)) as Option;
}
