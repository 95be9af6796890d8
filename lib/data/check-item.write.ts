import { canonicalJson } from "@/lib/domain/canonical-json";
import { type CheckDecision, decideCheck, worstOf } from "@/lib/domain/check-decision";
import { checkMapper } from "@/lib/domain/check-map";
import type { Check, CheckDone, CheckReport } from "@/lib/domain/check-report";
import { sha256Hex } from "@/lib/domain/digest";
import { evidenceEnd } from "@/lib/domain/evidence-demand";
import { itemBarrier } from "@/lib/domain/item-barrier";
import { untouchedRow } from "@/lib/domain/item-transition";
import type { EvidenceRow } from "@/lib/domain/run";
import { comesBack, type Leaf } from "@/lib/domain/template-tree";
import { auditRun } from "./audit.write";
import { mappingsOf } from "./check-report.read";
import type { Context } from "./context";
import type { Transaction } from "./database";
import { toEvidenceRow } from "./evidence.read";
import { Prisma } from "./generated/client";
import { readItems } from "./item.read";
import { writeDecision } from "./item-decision.write";
import type { RunScope } from "./run-scope.read";
import { turnOf } from "./step-turn.read";

/** All checks of a report that are about one item, or one that is about none. */
export type CheckWork = {
  leaf: Leaf | null;
  by: CheckDone["by"];
  checks: readonly Check[];
  /** Those to be attached; what says only what the last one said already is not. */
  attached: readonly Check[];
  decided: CheckDecision;
  end: string | null;
  artefact: RunScope["run"]["artefact"];
};

/** What a report will do, item by item; several checks of one item count as the worst of them. */
export async function planChecks(
  tx: Transaction,
  ctx: Context,
  scope: RunScope,
  report: CheckReport,
): Promise<CheckWork[]> {
  const { run, index } = scope;
  const place = checkMapper(index, await mappingsOf(tx, run.id));
  const known = await tx.evidence.findMany({ where: { runId: run.id, kind: "check" }, orderBy: { addedAt: "asc" } });
  const evidence = Map.groupBy(known.map(toEvidenceRow), ({ itemKey }) => itemKey);
  const placed = report.checks.map((check) => ({ check, found: place(check) }));
  const groups = Map.groupBy(placed, ({ found, check }) => (found ? `item ${found.leaf.key}` : `check ${check.name}`));
  const rows = await readItems(
    tx,
    run.id,
    placed.flatMap(({ found }) => found?.leaf.key ?? []),
  );
  const now = ctx.now.toISOString();
  const madeAt = report.at !== undefined && Date.parse(report.at) < ctx.now.getTime() ? report.at : now;
  const work = [...groups.values()].map(async (group): Promise<CheckWork> => {
    const checks = group.map(({ check }) => check);
    const found = group[0]?.found ?? null;
    const base = { checks, leaf: found?.leaf ?? null, by: found?.by ?? null, artefact: run.artefact };
    if (!found) return { ...base, attached: [], decided: unmapped, end: null };
    const { leaf } = found;
    const before = evidence.get(leaf.key) ?? [];
    const row = rows.get(leaf.key) ?? untouchedRow(leaf.key);
    const decided = decideCheck(row, worstOf(checks), {
      severity: leaf.severity,
      comesBack: comesBack(leaf),
      // A hold that runs and a turn that hasn't come hold for checks too: no lead gave a reason.
      barrier:
        itemBarrier(index, leaf.key, scope.gates, scope.choices) ??
        (await turnOf({ db: tx, now: ctx.now }, scope, row, leaf.key, { state: "passed" })),
      evidence: before.filter(({ title }) => !checks.some(({ name }) => name === title)),
      setByCheck: before.some(({ addedAt }) => addedAt === row.changedAt),
      madeAt,
      personId: ctx.actor.person?.id ?? null,
      now,
    });
    const age = leaf.demand?.ageMinutes ?? null;
    const attached = checks.filter((check) => {
      return decided.decision !== null || age !== null || !saysSame(before, check, run.artefact);
    });
    const end = evidenceEnd({ addedAt: madeAt, expiresAt: null }, age);
    return { ...base, attached, decided, end };
  });
  return Promise.all(work);
}

const unmapped: CheckDecision = { outcome: "unmapped", text: "No item was found for it", decision: null };

function saysSame(before: readonly EvidenceRow[], check: Check, artefact: RunScope["run"]["artefact"]): boolean {
  const last = before.findLast(({ title }) => title === check.name);
  return last?.text === textOf(check) && canonicalJson(last.artefact) === canonicalJson(artefact);
}

function textOf({ result, severity, detail }: Check): string {
  return [severity ? `${result}, ${severity}` : result, ...(detail ? [detail] : [])].join("\n");
}

/** Writes what was planned, inside the transaction it was planned in. */
export async function carryOut(
  tx: Transaction,
  ctx: Context,
  runId: string,
  work: readonly CheckWork[],
): Promise<Map<string, CheckDone>> {
  const done = new Map<string, CheckDone>();
  for (const { leaf, by, checks, attached, decided, end, artefact } of work) {
    for (const { name, result, severity = null, detail = null } of checks) {
      const { outcome, text } = decided;
      done.set(name, { name, result, severity, detail, item: leaf?.key ?? null, by, outcome, text });
    }
    if (!leaf) continue;
    for (const check of attached) {
      const text = textOf(check);
      const row = await tx.evidence.create({
        data: {
          runId,
          itemKey: leaf.key,
          kind: "check",
          title: check.name,
          text,
          size: Buffer.byteLength(text),
          sha256: sha256Hex(canonicalJson({ kind: "check", url: null, text })),
          addedById: ctx.actor.person?.id ?? null,
          addedAt: ctx.now,
          expiresAt: end,
          artefact: artefact ?? Prisma.DbNull,
          result: check.result,
        },
      });
      await auditRun(tx, ctx.actor, runId, ctx.now, {
        action: "evidence.added",
        subject: { kind: "evidence", key: row.id, item: leaf.key },
        change: { kind: row.kind, sha256: row.sha256, size: row.size, expiresAt: end },
        text: row.title,
      });
    }
    if (decided.decision) await writeDecision(tx, ctx, runId, decided.decision, { by: "check" });
  }
  return done;
}
