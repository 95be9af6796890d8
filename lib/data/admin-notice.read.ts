import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { Context } from "./context";

export type AdminNoticeRow = {
  id: string;
  kind: "ceremony_voided" | "override_voided" | "factors_reset";
  person: { id: string; name: string } | null;
  run: { id: string; name: string } | null;
  detail: string;
  at: string;
};

/** What no admin of the workspace has marked as seen, newest first. */
export async function listAdminNotices(ctx: Context): Promise<Result<{ items: AdminNoticeRow[]; nextCursor: null }>> {
  if (!may(ctx.actor, "notice.read")) return refuse("forbidden", "Only admins read these notices.");
  const { workspaceId } = ctx.actor;
  const rows = await ctx.db.adminNotice.findMany({
    where: { workspaceId, seenAt: null },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: 20,
  });
  const [people, runs] = await Promise.all([
    ctx.db.person.findMany({
      where: { id: { in: rows.flatMap(({ personId }) => personId ?? []) } },
      select: { id: true, name: true },
    }),
    ctx.db.run.findMany({
      where: { workspaceId, id: { in: rows.flatMap(({ runId }) => runId ?? []) } },
      select: { id: true, name: true },
    }),
  ]);
  const items = rows.map((row) => ({
    id: row.id,
    kind: row.kind as AdminNoticeRow["kind"],
    person: people.find(({ id }) => id === row.personId) ?? null,
    run: runs.find(({ id }) => id === row.runId) ?? null,
    detail: row.detail,
    at: row.at.toISOString(),
  }));
  return accept({ items, nextCursor: null });
}
