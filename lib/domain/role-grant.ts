import type { WorkspaceRole } from "./actor";

/** What is wrong with a set of roles; null when somebody may hold them together. */
export function rolesProblem(roles: readonly WorkspaceRole[]): string | null {
  if (roles.length === 0) return "Give at least one role.";
  if (roles.includes("auditor") && roles.some((role) => role !== "auditor")) {
    return "An auditor holds no other role: who checks the record doesn't write it.";
  }
  return null;
}

/** Nobody hands out more than they have: only owners make owners. */
export function mayGrant(granter: readonly WorkspaceRole[], roles: readonly WorkspaceRole[]): boolean {
  if (granter.includes("owner")) return true;
  return granter.includes("admin") && !roles.includes("owner");
}

/** Whether somebody with roles `manager` may change or disable a person with roles `target`. */
export function mayManage(manager: readonly WorkspaceRole[], target: readonly WorkspaceRole[]): boolean {
  return mayGrant(manager, target);
}
