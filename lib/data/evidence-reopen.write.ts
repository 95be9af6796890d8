import { systemActor } from "@/lib/domain/actor";
import { itemBarrier } from "@/lib/domain/item-barrier";
import { decideItemChange, untouchedRow } from "@/lib/domain/item-transition";
import { lackText } from "@/lib/domain/reason-item";
import { accept } from "@/lib/domain/refusal";
import { readRun } from "@/lib/domain/run-state";
import type { Database, Transaction } from "./database";
import { eachRun } from "./each-run";
import { writeDecision } from "./item-decision.write";
import { readSnapshot } from "./run-snapshot.read";
import { transact } from "./transact";

/**
 * Opens again what counted as done by evidence that has expired or is of another artefact, as the system, with the
 * reason. No verdict waits for it: evidence is weighed whenever a gate is read. What a recorded GO covers stays as it
 * was decided, and its gate is NO-GO by the same weighing.
 */
export async function reopenUnproven(
  tx: Transaction,
  workspaceId: string,
  runId: string,
  at: Date,
  why: "expired" | "other_artefact",
): Promise<string[]> {
  const snapshot = await readSnapshot(tx, workspaceId, runId);
  if (!snapshot || snapshot.run.closedAt !== null) return [];
  const now = at.toISOString();
  const { standings, index } = readRun(snapshot, now);
  const reopened: string[] = [];
  for (const standing of standings) {
    const { leaf, row, evidenceProblem } = standing;
    if (evidenceProblem !== why || itemBarrier(index, leaf.key, snapshot.gates, snapshot.choices)) continue;
    const before = row ?? untouchedRow(leaf.key);
    const decision = decideItemChange(before, { state: "open", reason: lackText(standing) }, before.version, {
      personId: null,
      lead: true,
      severity: leaf.severity,
      excused: false,
      waived: false,
      now,
    });
    if ("code" in decision || decision.kind !== "changed") continue;
    await writeDecision(tx, { actor: systemActor(workspaceId), now: at }, runId, decision, {
      reopened: evidenceProblem,
    });
    reopened.push(leaf.key);
  }
  return reopened;
}

type Expired = { id: string; workspaceId: string; at: Date };

/** Most runs held at once, in the order in which their evidence ran out. */
const pageSize = 100;

/**
 * Every run in which evidence ran out after `since`, and those of `again`. Safe to run twice, and beside another
 * instance. Answers the runs it failed for, to be tried again.
 */
export async function reopenExpired(
  db: Database,
  since: Date,
  now: Date,
  again: readonly string[] = [],
): Promise<string[]> {
  const retried = await db.run.findMany({
    where: { id: { in: [...again] }, closedAt: null },
    select: { id: true, workspaceId: true },
  });
  const failed = new Set(await reopenIn(db, retried, now));
  for (let after = { id: "", at: since }; ; ) {
    const page = await expiredAfter(db, after, { since, now });
    for (const id of await reopenIn(db, page, now)) failed.add(id);
    const last = page.at(-1);
    if (!last || page.length < pageSize) return [...failed];
    after = last;
  }
}

/** By moment and run: many run out in the same minute, and those that need nothing stay among them. */
function expiredAfter(db: Database, after: { id: string; at: Date }, { since, now }: { since: Date; now: Date }) {
  return db.$queryRaw<Expired[]>`
    select id, "workspaceId", at from (
      select r.id, r.workspace_id as "workspaceId", min(e.expires_at) as at from evidence e
      join run r on r.id = e.run_id and r.closed_at is null
      join run_item i on i.run_id = e.run_id and i.key = e.item_key and i.state in ('passed', 'warned')
      where e.expires_at > ${since} and e.expires_at <= ${now}
      group by r.id) expired
    where (at, id) > (${after.at}, ${after.id})
    order by at, id limit ${pageSize}`;
}

async function reopenIn(db: Database, runs: readonly Omit<Expired, "at">[], now: Date): Promise<string[]> {
  const failed = await eachRun(db, runs, "reopening by expired evidence", async ({ id, workspaceId }) => {
    await transact({ db, now }, async (tx) => {
      await tx.$queryRaw`select 1 from run where id = ${id} for no key update`;
      return accept(await reopenUnproven(tx, workspaceId, id, now, "expired"));
    });
  });
  return failed.map(({ id }) => id);
}
