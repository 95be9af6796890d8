import type { WorkspaceRole } from "./actor";

/**
 * Whether anything can be handed to somebody: they have a role here, aren't disabled, and don't only watch. Of whoever
 * doesn't, nothing is asked: work of theirs is nobody's, and a role they alone fill is unfilled.
 * `prisma/functions/is_idle.sql` says the same as `idle`; a test compares the two.
 */
export function takesPart(standing: Standing): boolean {
  return isReached(standing) && !standing.roles.includes("auditor");
}

/** Whether a run's messages reach somebody: auditors may be told, whoever is disabled or has no role left may not. */
export function isReached({ roles, disabled }: Standing): boolean {
  return !disabled && roles.length > 0;
}

type Standing = { roles: readonly WorkspaceRole[]; disabled: boolean };
