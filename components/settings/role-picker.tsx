"use client";

import { Checkbox } from "@/components/ui/checkbox";
import type { WorkspaceRole } from "@/lib/domain/actor";
import { roleWords } from "./role-words";

type Props = {
  value: readonly WorkspaceRole[];
  onChange: (roles: WorkspaceRole[]) => void /** Only owners hand out ownership. */;
  mayMakeOwners: boolean;
};

/** Boxes for the roles; an auditor's empties the others, and theirs it. */
export function RolePicker({ value, onChange, mayMakeOwners }: Props) {
  const toggle = (role: WorkspaceRole, on: boolean) => {
    if (!on) onChange(value.filter((each) => each !== role));
    else onChange(role === "auditor" ? ["auditor"] : [...value.filter((each) => each !== "auditor"), role]);
  };
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 font-strong text-sm">Roles</legend>
      {roleWords.map(({ value: role, label, hint }) => (
        <Checkbox
          key={role}
          checked={value.includes(role)}
          onChange={(on) => toggle(role, on)}
          disabled={role === "owner" && !mayMakeOwners}
          label={label}
          hint={hint}
        />
      ))}
    </fieldset>
  );
}
