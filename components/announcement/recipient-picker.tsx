"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { runTeam } from "@/lib/domain/announcement-audience";
import { isHere } from "@/lib/domain/roster";
import { useRun } from "../run/run-provider";

type Props = {
  people: readonly string[];
  others: string;
  onPeople: (people: string[]) => void;
  onOthers: (others: string) => void;
};

/** Whom a mail goes to: people of the run, and any other address. */
export function RecipientPicker({ people, others, onPeople, onOthers }: Props) {
  const snapshot = useRun((state) => state.snapshot);
  const team = [...new Set([...runTeam(snapshot), ...people])];
  return (
    <>
      <fieldset>
        <legend className="mb-1 font-strong text-sm">To</legend>
        <div className="grid max-h-48 gap-x-4 overflow-y-auto sm:grid-cols-2">
          {team.map((id) => (
            <Checkbox
              key={id}
              label={snapshot.people[id]?.name ?? "somebody who left"}
              hint={isHere(snapshot.people, id) ? snapshot.people[id]?.email : "Left: nothing is sent to them"}
              checked={people.includes(id)}
              onChange={(checked) => onPeople(checked ? [...people, id] : people.filter((one) => one !== id))}
            />
          ))}
        </div>
      </fieldset>
      <Field label="Other addresses" optional hint="Separated by commas">
        <Input value={others} maxLength={4000} autoComplete="off" spellCheck={false} onValueChange={onOthers} />
      </Field>
    </>
  );
}
