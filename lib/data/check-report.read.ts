import { z } from "zod";
import { checkDoneSchema, type ReportRow } from "@/lib/domain/check-report";
import { accept, type Result } from "@/lib/domain/refusal";
import type { Context } from "./context";
import type { Database, Transaction } from "./database";
import type { CheckReport } from "./generated/client";
import { scopeRun } from "./run-scope.read";

const doneSchema = z.array(checkDoneSchema);

export function toReportRow(row: CheckReport): ReportRow {
  const { id, name, score, sha256 } = row;
  return { id, name, score, sha256, at: row.at.toISOString(), byId: row.byId, checks: doneSchema.parse(row.done) };
}

/** The newest reports of a run with what each check did, newest first. */
export async function listReports(
  ctx: Context,
  runId: string,
  { limit }: { limit: number },
): Promise<Result<{ items: ReportRow[] }>> {
  const scope = await scopeRun(ctx, runId, "run.read");
  if (!scope.ok) return scope;
  const rows = await ctx.db.checkReport.findMany({
    where: { runId },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: limit,
  });
  return accept({ items: rows.map(toReportRow) });
}

export function latestReport(tx: Database | Transaction, runId: string): Promise<CheckReport | null> {
  return tx.checkReport.findFirst({ where: { runId }, orderBy: [{ at: "desc" }, { id: "desc" }] });
}

/** Items by the name of the check that somebody mapped to them. */
export async function mappingsOf(tx: Database | Transaction, runId: string): Promise<Map<string, string>> {
  const rows = await tx.checkMapping.findMany({ where: { runId }, select: { name: true, itemKey: true } });
  return new Map(rows.map(({ name, itemKey }) => [name, itemKey]));
}
