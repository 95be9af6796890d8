import { canonicalJson } from "@/lib/domain/canonical-json";
import type { CheckDone, CheckReport, ReportRow } from "@/lib/domain/check-report";
import { sha256Hex } from "@/lib/domain/digest";
import { accept, type Result } from "@/lib/domain/refusal";
import { auditRun } from "./audit.write";
import { type CheckWork, carryOut, planChecks } from "./check-item.write";
import { latestReport, toReportRow } from "./check-report.read";
import type { Context } from "./context";
import { changeRun } from "./run-change.write";
import { runNotFound } from "./run-scope.read";

/**
 * Takes a validation script's report: each check finds its item, sets it if it may, and stays with it as evidence.
 * Sent again it does nothing twice. What found no item is answered, and can be mapped later.
 */
export function reportChecks(ctx: Context, runId: string, report: CheckReport): Promise<Result<ReportRow>> {
  return changeRun(ctx, runId, "checks.report", async (tx, scope) => {
    const sha256 = sha256Hex(canonicalJson(report));
    const before = await latestReport(tx, runId);
    const work = await planChecks(tx, ctx, scope, report);
    if (before?.sha256 === sha256 && (report.at !== undefined || saysNothingNew(toReportRow(before), work))) {
      return accept(toReportRow(before));
    }
    const done = await carryOut(tx, ctx, runId, work);
    const { credential, person } = ctx.actor;
    const row = await tx.checkReport.create({
      data: {
        runId,
        name: report.name,
        score: report.score ?? null,
        sha256,
        report,
        done: report.checks.flatMap(({ name }) => done.get(name) ?? []),
        at: ctx.now,
        byId: person?.id ?? null,
        tokenId: "tokenId" in credential ? credential.tokenId : null,
      },
    });
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "checks.reported",
      subject: { kind: "run", key: runId },
      change: { report: row.id, sha256, checks: report.checks.length, ...countsOf([...done.values()]) },
      text: report.name,
    });
    return accept(toReportRow(row));
  });
}

/** The same report again, where it attaches nothing and does what it did, or finds that done. */
function saysNothingNew({ checks }: ReportRow, work: readonly CheckWork[]): boolean {
  const stood = new Map(checks.map(({ name, outcome }) => [name, outcome]));
  return work.every(({ attached, decided, checks }) => {
    return attached.length === 0 && checks.every(({ name }) => ["kept", stood.get(name)].includes(decided.outcome));
  });
}

function countsOf(done: readonly CheckDone[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome } of done) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

/** Says which item a check is about, from now on in this run, and takes over what its newest report found. */
export function mapCheck(
  ctx: Context,
  runId: string,
  input: { name: string; item: string },
): Promise<Result<ReportRow>> {
  return changeRun(ctx, runId, "item.tick", async (tx, scope) => {
    const { person } = ctx.actor;
    const reports = await tx.checkReport.findMany({
      where: { runId },
      orderBy: [{ at: "desc" }, { id: "desc" }],
      take: 50,
    });
    const found = reports.find((row) => toReportRow(row).checks.some(({ name }) => name === input.name));
    if (!person || !scope.index.leafByKey.has(input.item) || !found) return runNotFound;
    const data = { itemKey: input.item, byId: person.id, at: ctx.now };
    await tx.checkMapping.upsert({
      where: { runId_name: { runId, name: input.name } },
      create: { runId, name: input.name, ...data },
      update: data,
    });
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "check.mapped",
      subject: { kind: "item", key: input.item },
      change: { report: found.id },
      text: input.name,
    });
    const report = found.report as unknown as CheckReport;
    const checks = report.checks.filter(({ name }) => name === input.name);
    const said = { ...report, at: report.at ?? found.at.toISOString(), checks };
    const done = await carryOut(tx, ctx, runId, await planChecks(tx, ctx, scope, said));
    const shown = toReportRow(found).checks.map((check) => done.get(check.name) ?? check);
    return accept(toReportRow(await tx.checkReport.update({ where: { id: found.id }, data: { done: shown } })));
  });
}
