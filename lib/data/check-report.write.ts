import { canonicalJson } from "@/lib/domain/canonical-json";
import { checkMapper, onlyChecksProve } from "@/lib/domain/check-map";
import type { CheckDone, CheckReport, ReportRow } from "@/lib/domain/check-report";
import { sha256Hex } from "@/lib/domain/digest";
import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { auditRun } from "./audit.write";
import { type CheckWork, carryOut, planChecks } from "./check-item.write";
import { latestReport, mappingsOf, toReportRow } from "./check-report.read";
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
    const { credential, person } = ctx.actor;
    const byId = person?.id ?? null;
    const work = await planChecks(tx, ctx, scope, report, byId);
    // Somebody else's word of the same letters is another report: a pipeline's must not drown in a person's.
    if (
      before?.sha256 === sha256 &&
      before.byId === byId &&
      (report.at !== undefined || saysNothingNew(toReportRow(before), work))
    ) {
      return accept(toReportRow(before));
    }
    const done = await carryOut(tx, ctx, runId, work);
    const row = await tx.checkReport.create({
      data: {
        runId,
        name: report.name,
        score: report.score ?? null,
        sha256,
        report,
        done: report.checks.flatMap(({ name }) => done.get(name) ?? []),
        at: ctx.now,
        byId,
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

/**
 * Says which item a check is about, from now on in this run, and takes over what its newest report found. Where only
 * checks count, or the check is about another item already, that is the lead's: it decides what completes an item, and
 * what no longer fails one.
 */
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
    const leaf = scope.index.leafByKey.get(input.item);
    if (!person || !leaf || !found) return runNotFound;
    const report = found.report as unknown as CheckReport;
    const checks = report.checks.filter(({ name }) => name === input.name);
    // By its name alone: whoever makes up a report chooses its keys, and a pipeline's next one may have none.
    const place = checkMapper(scope.index, await mappingsOf(tx, runId))({ name: input.name, result: "fail" });
    const elsewhere = place !== null && place.leaf.key !== leaf.key;
    if ((onlyChecksProve(leaf) || elsewhere) && !may(ctx.actor, "item.override", scope.facts)) {
      const why = elsewhere ? "This check is about another item already" : "Only checks complete this item";
      return refuse("forbidden", `${why}: the lead maps it.`);
    }
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
    const said = { ...report, at: report.at ?? found.at.toISOString(), checks };
    const done = await carryOut(tx, ctx, runId, await planChecks(tx, ctx, scope, said, found.byId));
    const shown = toReportRow(found).checks.map((check) => done.get(check.name) ?? check);
    return accept(toReportRow(await tx.checkReport.update({ where: { id: found.id }, data: { done: shown } })));
  });
}
