import type { Context } from "./context";

/** That somebody took the caller's second factors off, and who; null once they know. */
export async function readFactorReset(ctx: Context): Promise<{ at: string; by: string | null } | null> {
  const { person, credential } = ctx.actor;
  if (!person || credential.kind !== "session") return null;
  const row = await ctx.db.person.findUniqueOrThrow({
    where: { id: person.id },
    select: { factorsResetAt: true, factorsResetById: true },
  });
  if (!row.factorsResetAt) return null;
  const by = row.factorsResetById
    ? await ctx.db.person.findUnique({ where: { id: row.factorsResetById }, select: { name: true } })
    : null;
  return { at: row.factorsResetAt.toISOString(), by: by?.name ?? null };
}
