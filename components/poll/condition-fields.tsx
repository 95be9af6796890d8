"use client";

import { Plus, Trash2 } from "lucide-react";
import { useMemo } from "react";
import { newKey } from "@/components/client/api";
import { Button, IconButton } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { peopleOptions } from "../after/people-options";
import { useRun } from "../run/run-provider";

/** `owner` is a mail address, `due` what the control holds. */
export type ConditionDraft = { id: string; text: string; owner: string | null; due: string };

export function newCondition(): ConditionDraft {
  return { id: newKey(), text: "", owner: null, due: "" };
}

type Props = { conditions: readonly ConditionDraft[]; onChange: (conditions: readonly ConditionDraft[]) => void };

/** What has to be met, by whom, until when. */
export function ConditionFields({ conditions, onChange }: Props) {
  const people = useRun((state) => state.snapshot.people);
  const options = useMemo(() => peopleOptions(people, null), [people]);
  const set = (id: string, part: Partial<ConditionDraft>) =>
    onChange(conditions.map((row) => (row.id === id ? { ...row, ...part } : row)));
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1 font-strong text-sm">Conditions</legend>
      {conditions.map((row, at) => (
        <div key={row.id} className="grid items-end gap-2 rounded-md border p-3 sm:grid-cols-[1fr_12rem_13rem_auto]">
          <Field label={`Condition ${at + 1}`}>
            <Input value={row.text} maxLength={1000} onChange={(event) => set(row.id, { text: event.target.value })} />
          </Field>
          <Field label="Owner" optional>
            <Combobox
              options={options}
              value={row.owner}
              onChange={(owner) => set(row.id, { owner })}
              placeholder="Nobody"
            />
          </Field>
          <Field label="Due" optional>
            <Input
              type="datetime-local"
              value={row.due}
              onChange={(event) => set(row.id, { due: event.target.value })}
            />
          </Field>
          <IconButton
            label={`Remove condition ${at + 1}`}
            onClick={() => onChange(conditions.filter((other) => other.id !== row.id))}
          >
            <Trash2 aria-hidden className="size-4" />
          </IconButton>
        </div>
      ))}
      <Button
        size="sm"
        className="self-start"
        icon={<Plus aria-hidden className="size-3.5" />}
        onClick={() => onChange([...conditions, newCondition()])}
      >
        Add a condition
      </Button>
    </fieldset>
  );
}
