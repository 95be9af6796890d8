import type { WorkspaceRole } from "./actor";

/**
 * Whether anything can be handed to somebody: they have a role here, aren't disabled, and don't only watch.
 * `prisma/functions/run_snapshot.sql` says the same as `idle`; a test compares the two.
 */
export function takesPart({ roles, disabled }: { roles: readonly WorkspaceRole[]; disabled: boolean }): boolean {
  return !disabled && roles.length > 0 && !roles.includes("auditor");
}
