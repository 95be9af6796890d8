import type { WorkspaceRole } from "./actor";

const powerful: readonly WorkspaceRole[] = ["owner", "admin"];

type Standing = { roles: readonly WorkspaceRole[]; disabled: boolean };

/** Whether who holds these roles hands out roles in turn: given in a stolen session, they would outlast it. */
export function bringsPower(roles: readonly WorkspaceRole[]): boolean {
  return roles.some((role) => powerful.includes(role));
}

/** Whether a change gives somebody such a role, or gives it back to who was disabled. */
export function givesPower(before: Standing, after: Standing): boolean {
  const gained = after.roles.filter((role) => !before.roles.includes(role));
  return bringsPower(gained) || (before.disabled && !after.disabled && bringsPower(after.roles));
}
