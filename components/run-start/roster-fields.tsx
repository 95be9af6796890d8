"use client";

import { Avatar } from "@/components/ui/avatar";
import { ComboboxMany } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import type { TemplateRole } from "./template-roles";

export type StartPerson = { name: string; email: string };

type Props = {
  roles: readonly TemplateRole[];
  people: readonly StartPerson[];
  lead: StartPerson;
  /** Emails by role; the first fills it, the others are deputies. */
  value: Readonly<Record<string, readonly string[]>>;
  onChange: (role: string, emails: string[]) => void;
  errorAt: (path: string) => string | undefined;
};

/** One line for each role of the template. */
export function RosterFields({ roles, people, lead, value, onChange, errorAt }: Props) {
  const options = people.map(({ name, email }) => ({ value: email, label: name, hint: email }));
  return (
    <div className="flex flex-col">
      <div className="flex items-center gap-3 border-b py-3">
        <Avatar name={lead.name} decorative />
        <div className="text-sm">
          <p className="font-strong">{lead.name} leads</p>
          <p className="text-ink-2 text-xs">Whoever starts a run leads it: edits the roster, records decisions.</p>
        </div>
      </div>
      {roles.map(({ role, holds }) => (
        <div
          key={role}
          className="grid gap-2 border-b py-3 last:border-b-0 sm:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)] sm:gap-6"
        >
          <div className="text-sm">
            <p className="font-strong">{role}</p>
            <p className="text-ink-2 text-xs">{holds}</p>
          </div>
          <Field label={`People for ${role}`} hideLabel error={errorAt(`roster.${role}`)}>
            <ComboboxMany
              options={options}
              value={value[role] ?? []}
              onChange={(emails) => onChange(role, emails)}
              placeholder="Nobody yet"
              empty="Nobody of that name. Invite them in Settings."
            />
          </Field>
        </div>
      ))}
    </div>
  );
}
