"use client";

import { useMemo } from "react";
import { ComboboxMany } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { plainText } from "@/lib/domain/plain-text";
import { policyWords } from "@/lib/domain/signoff-words";
import { type Duty, duties, type Gate, type Signoff } from "@/lib/domain/template-gate";
import { FlagField } from "./inspector-fields";
import { KeysField } from "./inspector-needs";

const dutyLabels: Record<Duty, string> = {
  lead: "Not the run lead",
  ticker: "Not who ticked the critical items",
};

type Props = { gate: Gate; signoff: Signoff; change: (fields: Partial<Signoff>) => void };

/** In which order a sign-off is given, for which parts, and by whom it isn't. */
export function SignoffPolicyFields({ gate, signoff, change }: Props) {
  const { key, after, not = [] } = signoff;
  const others = useMemo(
    () =>
      gate.signoffs
        .filter((other) => other.key !== key)
        .map((other) => ({ value: other.key, label: plainText(other.title), hint: "sign-off" })),
    [gate.signoffs, key],
  );
  const keep = (duty: Duty, kept: boolean) => {
    const next = duties.filter((each) => (each === duty ? kept : not.includes(each)));
    change({ not: next.length > 0 ? next : undefined });
  };
  return (
    <>
      {others.length > 0 ? (
        <Field label="Only after" hint="Sign-offs of this gate that come first.">
          <ComboboxMany
            label="Only after"
            options={others}
            value={after ?? []}
            onChange={(next) => change({ after: next.length > 0 ? next : undefined })}
            placeholder="Find by role"
          />
        </Field>
      ) : null}
      <KeysField
        label="Covers only"
        hint="Empty = all that the gate covers. Only what is covered makes the signature stale."
        self={gate.key}
        value={signoff.covers}
        onChange={(covers) => change({ covers })}
      />
      {duties.map((duty) => (
        <FlagField
          key={duty}
          label={dutyLabels[duty]}
          value={not.includes(duty)}
          onChange={(kept) => keep(duty, kept)}
        />
      ))}
      <p className="text-ink-2 text-sm">Asks {policyWords(gate, signoff)}.</p>
    </>
  );
}
