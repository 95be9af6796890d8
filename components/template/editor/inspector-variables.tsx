"use client";

import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button, IconButton } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import type { Variable } from "@/lib/domain/template";
import { variableName } from "@/lib/domain/variable";
import { FlagField, TextField } from "./inspector-fields";

type Props = { variables: readonly Variable[]; set: (variables: Variable[] | undefined) => void };

/** What a run is asked for when it starts. */
export function VariablesFields({ variables, set }: Props) {
  const save = (next: Variable[]) => set(next.length > 0 ? next : undefined);
  const change = (at: number, fields: Partial<Variable>) =>
    save(variables.map((each, index) => (index === at ? clean({ ...each, ...fields }) : each)));
  const add = () => {
    const number = Array.from({ length: variables.length + 1 }, (_, at) => at + 1).find(
      (each) => !variables.some(({ key }) => key === `variable-${each}`),
    );
    save([...variables, { key: `variable-${number}`, label: `Variable ${number}` }]);
  };
  // By its place: its name changes while it is typed.
  const fields = variables.map((variable, at) => ({ variable, at, id: `variable-${at}` }));
  return (
    <section aria-labelledby="variables" className="flex flex-col gap-3">
      <h3 id="variables" className="font-strong text-sm">
        Variables
      </h3>
      <p className="text-ink-2 text-xs">Asked for when a run starts; {"{{name}}"} in a text stands for the answer.</p>
      {fields.map(({ variable, at, id }) => (
        <VariableFields
          key={id}
          variable={variable}
          taken={variables.map(({ key }) => key).filter((key) => key !== variable.key)}
          change={(fields) => change(at, fields)}
          remove={() => save(variables.filter((_, index) => index !== at))}
        />
      ))}
      <Button
        size="sm"
        icon={<Plus aria-hidden className="size-3.5" />}
        disabled={variables.length >= 100}
        onClick={add}
      >
        Add a variable
      </Button>
    </section>
  );
}

type FieldsProps = {
  variable: Variable;
  taken: readonly string[];
  change: (fields: Partial<Variable>) => void;
  remove: () => void;
};

function VariableFields({ variable, taken, change, remove }: FieldsProps) {
  const name = (typed = "") => {
    const key = variableName(typed).slice(0, 64);
    if (key && !taken.includes(key)) change({ key });
  };
  return (
    <fieldset className="flex flex-col gap-3 rounded-md border p-3">
      <legend className="px-1 font-mono text-xs">{`{{${variable.key}}}`}</legend>
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <TextField
            label="Asked as"
            max={120}
            value={variable.label}
            onChange={(label) => label && change({ label })}
          />
        </div>
        <IconButton label={`Remove ${variable.label}`} onClick={remove}>
          <Trash2 aria-hidden className="size-4" />
        </IconButton>
      </div>
      <TextField label="Name in the text" max={64} value={variable.key} onChange={name} />
      <TextField label="Hint" value={variable.hint} onChange={(hint) => change({ hint })} />
      <TextField label="Usually" value={variable.default} onChange={(usual) => change({ default: usual })} />
      <LinesField
        label="Only one of"
        hint="One a line; empty = any text"
        value={variable.options}
        onChange={(options) => change({ options: options?.slice(0, 50) })}
      />
      <LinesField
        label="Also written as"
        hint="One a line, e.g. <IMAGE_TAG>"
        value={variable.written}
        onChange={(written) => change({ written: written?.filter((each) => each.length > 1).slice(0, 20) })}
      />
      <FlagField
        label="Must be answered"
        value={variable.required === true}
        onChange={(on) => change({ required: on || undefined })}
      />
    </fieldset>
  );
}

type LinesProps = {
  label: string;
  hint: string;
  value: readonly string[] | undefined;
  onChange: (value: string[] | undefined) => void;
};

/** Taken over as it is left, so that a line may be begun. */
function LinesField({ label, hint, value, onChange }: LinesProps) {
  const [typed, setTyped] = useState<string>();
  const leave = () => {
    if (typed === undefined) return;
    const lines = [...new Set(typed.split("\n").map((line) => line.trim()))].filter((line) => line !== "");
    onChange(lines.length > 0 ? lines : undefined);
    setTyped(undefined);
  };
  return (
    <Field label={label} hint={hint}>
      <Textarea
        rows={2}
        value={typed ?? value?.join("\n") ?? ""}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={leave}
        className="font-mono text-xs"
      />
    </Field>
  );
}

function clean(variable: Variable): Variable {
  return Object.fromEntries(
    Object.entries(variable).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  ) as Variable;
}
