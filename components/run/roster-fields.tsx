"use client";

import { useEffect, useState } from "react";
import { ComboboxMany, type ComboboxOption } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { list } from "@/lib/domain/plain-text";
import type { RosterDraft } from "./roster-draft";
import { request } from "./run-request";

type Person = { name: string; email: string; disabledAt: string | null };
type Props = { draft: RosterDraft; onChange: (draft: RosterDraft) => void };

/** Who fills each role of the run. */
export function RosterFields({ draft, onChange }: Props) {
  const { options, failed } = usePeople();
  const set = (role: string, emails: readonly string[]) =>
    onChange(draft.map((entry) => (entry.role === role ? { ...entry, emails } : entry)));
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1 font-strong text-sm">Roster</legend>
      <p className="text-ink-2 text-xs">
        The first person fills the role, the others are deputies. Anybody on the roster may tick items.
      </p>
      {failed ? (
        <p role="alert" className="text-no text-sm">
          {failed}
        </p>
      ) : null}
      <div className="grid gap-3 sm:grid-cols-2">
        {draft.map(({ role, emails, left, asks }) => (
          <Field key={role} label={role === "contributor" ? "Contributors" : role} hint={hintOf(asks, left)}>
            <ComboboxMany
              options={withUnknown(options, emails)}
              value={emails}
              onChange={(next) => set(role, next)}
              placeholder="Nobody"
              empty="Nobody by that name is in this workspace."
            />
          </Field>
        ))}
      </div>
    </fieldset>
  );
}

function hintOf(asks: RosterDraft[number]["asks"], left: readonly string[]): string | undefined {
  const does = asks === "sign-off" ? "Signs." : asks === "items" ? "Owns items." : "";
  return [does, left.length > 0 ? `${list(left)} left.` : ""].filter(Boolean).join(" ") || undefined;
}

function withUnknown(options: readonly ComboboxOption[], emails: readonly string[]): ComboboxOption[] {
  const missing = emails.filter((email) => !options.some((option) => option.value === email));
  return [...options, ...missing.map((email) => ({ value: email, label: email }))];
}

/** People of the workspace who may act, by name. */
function usePeople(): { options: readonly ComboboxOption[]; failed: string | null } {
  const [read, setRead] = useState<{ options: readonly ComboboxOption[]; failed: string | null }>({
    options: [],
    failed: null,
  });
  useEffect(() => {
    const abort = new AbortController();
    void request<{ items: Person[] }>("/people?limit=200", { signal: abort.signal }).then((answer) => {
      if (abort.signal.aborted) return;
      if (!answer.ok) return setRead({ options: [], failed: answer.message });
      const options = answer.value.items
        .filter((person) => person.disabledAt === null)
        .map(({ name, email }) => ({ value: email, label: name, hint: email }));
      setRead({ options, failed: null });
    });
    return () => abort.abort();
  }, []);
  return read;
}
