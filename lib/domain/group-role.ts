import type { WorkspaceRole } from "./actor";

/** Roles that groups at the provider give; `*` stands for whoever the provider lets in. */
export type GroupRoles = Readonly<Record<string, readonly Exclude<WorkspaceRole, "owner">[]>>;

/** The roles somebody in these groups has; an auditor holds no other, so being one takes the rest away. */
export function rolesOfGroups(groups: readonly string[], roles: GroupRoles): WorkspaceRole[] {
  const named = ["*", ...groups].flatMap((group) => (Object.hasOwn(roles, group) ? (roles[group] ?? []) : []));
  const given = [...new Set(named)].sort();
  return given.includes("auditor") ? ["auditor"] : given;
}
