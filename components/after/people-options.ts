import type { ComboboxOption } from "@/components/ui/combobox";
import type { RunPerson } from "@/lib/domain/run";

/** Everybody of the workspace who takes part, but one, by name; the value is the mail address, as the API names people. */
export function peopleOptions(
  people: Readonly<Record<string, RunPerson>>,
  but: string | null,
  may: (person: RunPerson) => boolean = () => true,
): ComboboxOption[] {
  return Object.values(people)
    .filter((person) => !person.idle && person.id !== but && may(person))
    .map(({ name, email }) => ({ value: email, label: name, hint: email }))
    .toSorted((a, b) => a.label.localeCompare(b.label, "en"));
}

/** The same for one shift: who has it stays named, also when they no longer take part. */
export function rotaPeople(people: Readonly<Record<string, RunPerson>>, holder: string | null): ComboboxOption[] {
  const options = peopleOptions(people, null);
  const left = Object.values(people).find(({ email, idle }) => idle && email === holder);
  return left ? [...options, { value: left.email, label: left.name, hint: "no longer takes part" }] : options;
}
