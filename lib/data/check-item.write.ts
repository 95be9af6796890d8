import { canonicalJson } from "@/lib/domain/canonical-json";
import { type CheckDecision, decideCheck, worstOf } from "@/lib/domain/check-decision";
import { type CheckPlace, checkMapper } from "@/lib/domain/check-map";
import type { Check, CheckDone, CheckReport } from "@/lib/domain/check-report";
import { isOfPipeline } from "@/lib/domain/check-standing";
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
import { inNeedsOrder, readWaiting } from "./item-waiting.read";
import type { RunScope } from "./run-scope.read";
import { turnOf } from "./step-turn.read";
import { readWaived } from "./waiver.read";

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
  /** Whose word it is; null: a pipeline's. */
  byId: string | null;
};

/**
 * What a report will do, item by item; several checks of one item count as the worst of them. `byId` is whose word it
 * is, null for a pipeline: whoever maps a pipeline's check adds nothing to what it says.
 */
export async function planChecks(
  tx: Transaction,
  ctx: Context,
  scope: RunScope,
  report: CheckReport,
  byId: string | null,
): Promise<CheckWork[]> {
  const { run, index, facts } = scope;
  const place = checkMapper(index, await mappingsOf(tx, run.id));
  const placed = report.checks.map((check) => ({ check, found: place(check) }));
  const base = { byId, artefact: run.artefact };
  const lost = placed.flatMap(({ check, found }): CheckWork[] =>
    found ? [] : [{ ...base, leaf: null, by: null, checks: [check], attached: [], decided: unmapped, end: null }],
  );
  const groups = Map.groupBy(
    placed.flatMap(({ check, found }) => (found ? [{ check, ...found }] : [])),
    ({ leaf }) => leaf.key,
  );
  const about = inNeedsOrder(scope, [...groups.values()].flatMap(aboutOne));
  const known = await tx.evidence.findMany({ where: { runId: run.id, kind: "check" }, orderBy: { addedAt: "asc" } });
  const evidence = Map.groupBy(known.map(toEvidenceRow), ({ itemKey }) => itemKey);
  const leaves = about.map(({ leaf }) => leaf);
  const keys = leaves.map(({ key }) => key);
  const rows = await readItems(tx, run.id, keys);
  const waived = await readWaived(tx, run.id, keys, ctx.now);
  const { person } = ctx.actor;
  // What waits for something a pipeline may report early; a person's report gets no further than a tick does.
  const waiting = await readWaiting(ctx, tx, scope, person ? leaves : []);
  const now = ctx.now.toISOString();
  const madeAt = report.at !== undefined && Date.parse(report.at) < ctx.now.getTime() ? report.at : now;
  const voice = byId === null ? "pipeline" : "person";
  const work: CheckWork[] = [];
  for (const { leaf, by, checks } of about) {
    const before = evidence.get(leaf.key) ?? [];
    const row = rows.get(leaf.key) ?? untouchedRow(leaf.key);
    const named = new Set(checks.map(({ name }) => name));
    const setting = before.filter(({ addedAt }) => addedAt === row.changedAt);
    const decided = decideCheck(row, worstOf(checks), {
      voice,
      severity: leaf.severity,
      reserved: leaf.reserved,
      waived: waived.has(leaf.key),
      comesBack: comesBack(leaf),
      // A hold that runs and a turn that hasn't come hold for checks too: no lead gave a reason.
      barrier:
        itemBarrier(index, leaf.key, scope.gates, scope.choices) ??
        (await turnOf({ db: tx, now: ctx.now }, scope, row, leaf.key, { state: "passed" })),
      waitsFor: person ? waiting.of(leaf.key) : [],
      evidence: before.filter((each) => !named.has(each.title) || (voice === "person" && isOfPipeline(each))),
      setBy: setting.length === 0 ? null : setting.some(isOfPipeline) ? "pipeline" : "person",
      madeAt,
      personId: person?.id ?? null,
      lead: person === null || facts.lead,
      now,
    });
    if (decided.decision?.row.state === "passed") waiting.settle(leaf.key);
    const age = leaf.demand?.ageMinutes ?? null;
    const attached = checks.filter((check) => {
      return decided.decision !== null || age !== null || !saysSame(before, check, base);
    });
    const end = evidenceEnd({ addedAt: madeAt, expiresAt: null }, age);
    work.push({ ...base, leaf, by, checks, attached, decided, end });
  }
  return [...work, ...lost];
}

function aboutOne(group: readonly (CheckPlace & { check: Check })[]) {
  const [first] = group;
  return first ? [{ leaf: first.leaf, by: first.by, checks: group.map(({ check }) => check) }] : [];
}

const unmapped: CheckDecision = { outcome: "unmapped", text: "No item was found for it", decision: null };

/** A pipeline saying what a person said is news: it is worth more. */
function saysSame(
  before: readonly EvidenceRow[],
  check: Check,
  { artefact, byId }: Pick<CheckWork, "artefact" | "byId">,
): boolean {
  const last = before.findLast(({ title }) => title === check.name);
  if (!last || isOfPipeline(last) !== (byId === null)) return false;
  return last.text === textOf(check) && canonicalJson(last.artefact) === canonicalJson(artefact);
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
  for (const { leaf, by, checks, attached, decided, end, artefact, byId } of work) {
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
          addedById: byId,
          addedAt: ctx.now,
          expiresAt: end,
          artefact: artefact ?? Prisma.DbNull,
          result: check.result,
        },
      });
      await auditRun(tx, ctx.actor, runId, ctx.now, {
        action: "evidence.added",
        subject: { kind: "evidence", key: row.id, item: leaf.key },
        change: { kind: row.kind, sha256: row.sha256, size: row.size, expiresAt: end, artefact: artefact ?? null },
        text: row.title,
      });
    }
    if (decided.decision) await writeDecision(tx, ctx, runId, decided.decision, { by: "check" });
  }
  return done;
}
