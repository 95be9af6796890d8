import type { ComboboxOption } from "@/components/ui/combobox";
import type { PersonRef } from "@/lib/domain/run";

/** Everybody of the workspace but one, by name; the value is the mail address, as the API names people. */
export function peopleOptions(people: Readonly<Record<string, PersonRef>>, but: string | null): ComboboxOption[] {
  return Object.values(people)
    .filter(({ id }) => id !== but)
    .map(({ name, email }) => ({ value: email, label: name, hint: email }))
    .toSorted((a, b) => a.label.localeCompare(b.label, "en"));
}
