"use client";

import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { isHere } from "@/lib/domain/roster";
import { peopleOptions } from "../after/people-options";
import { useRun } from "./run-provider";

/** Who leads the run: given away by them, or by an admin once they left. */
export function LeadField({ value, onChange }: { value: string | null; onChange: (email: string | null) => void }) {
  const people = useRun((state) => state.snapshot.people);
  const leadId = useRun((state) => state.snapshot.run.leadId);
  const left = isHere(people, leadId) ? null : (people[leadId]?.name ?? "Somebody");
  return (
    <Field
      label="Lead"
      hint={left === null ? "Records decisions and hands out work." : `${left} left: name who leads it now.`}
    >
      <Combobox
        options={peopleOptions(people, null)}
        value={left !== null && value === people[leadId]?.email ? null : value}
        onChange={onChange}
        placeholder="Find by name"
      />
    </Field>
  );
}
