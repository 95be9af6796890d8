import type { Transaction } from "./database";

/**
 * Takes the workspace's row until commit: people, roles and tokens change one after the other, so that two owners
 * can't demote each other at once and leave nobody.
 */
export async function lockWorkspace(tx: Transaction, workspaceId: string): Promise<void> {
  await tx.$queryRaw`select 1 from workspace where id = ${workspaceId} for no key update`;
}
