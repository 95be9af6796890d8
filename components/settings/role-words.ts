import type { TokenScope, WorkspaceRole } from "@/lib/domain/actor";
import { list } from "@/lib/domain/plain-text";

/** What each role may do, in the order they are offered. */
export const roleWords: readonly { value: WorkspaceRole; label: string; hint: string }[] = [
  { value: "member", label: "Member", hint: "Starts runs, ticks items in the runs they are in" },
  { value: "template_editor", label: "Template editor", hint: "Imports and changes templates" },
  { value: "admin", label: "Admin", hint: "Also invites, changes roles, grants waivers" },
  { value: "owner", label: "Owner", hint: "Admin who makes other owners" },
  { value: "auditor", label: "Auditor", hint: "Reads everything, changes nothing; holds no other role" },
];

export function roleLabel(role: WorkspaceRole): string {
  return roleWords.find(({ value }) => value === role)?.label ?? role;
}

/** Roles as what somebody is made: "an owner and an admin". */
export function asRoles(roles: readonly WorkspaceRole[]): string {
  return list(roles.map((role) => `${/^[aeo]/.test(role) ? "an" : "a"} ${roleLabel(role).toLowerCase()}`));
}

export const scopeWords: readonly { value: TokenScope; label: string; hint: string }[] = [
  { value: "gate", label: "Ask gates", hint: "What a pipeline needs before it deploys" },
  { value: "read", label: "Read runs", hint: "Runs, templates, history" },
  { value: "checks", label: "Report checks", hint: "Tick items and attach evidence as a machine" },
  { value: "triggers", label: "Fire triggers", hint: "Call for a rollback, e.g. from monitoring" },
];
