"use client";

import { useMemo } from "react";
import { ComboboxMany } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { plainText } from "@/lib/domain/plain-text";
import { useEdit } from "./edit-provider";

type Props = {
  label: string;
  hint?: string;
  /** Left out of the list. */
  self: string;
  value: readonly string[] | undefined;
  onChange: (value: string[] | undefined) => void;
};

/** Other parts of the document, picked by their titles. */
export function KeysField({ label, hint, self, value, onChange }: Props) {
  const rows = useEdit((state) => state.rows);
  const options = useMemo(
    () =>
      rows.flatMap(({ id, node }) =>
        (node.kind === "item" || node.kind === "section" || node.kind === "phase") && id !== self
          ? [{ value: node.key, label: plainText(node.title) || node.key, hint: node.kind }]
          : [],
      ),
    [rows, self],
  );
  return (
    <Field label={label} hint={hint}>
      <ComboboxMany
        label={label}
        options={options}
        value={value ?? []}
        onChange={(next) => onChange(next.length > 0 ? next : undefined)}
        placeholder="Find by title"
      />
    </Field>
  );
}
