import { systemActor } from "@/lib/domain/actor";
import { itemBarrier } from "@/lib/domain/item-barrier";
import { decideItemChange, untouchedRow } from "@/lib/domain/item-transition";
import { lackText } from "@/lib/domain/reason-item";
import { accept } from "@/lib/domain/refusal";
import { readRun } from "@/lib/domain/run-state";
import type { Database, Transaction } from "./database";
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

/** Most runs looked at in one round; the rest have their turn in the next. */
const most = 100;

/**
 * Every run in which evidence ran out after `since`. Safe to run twice, and beside another instance. Answers since when
 * to look the next time.
 */
export async function reopenExpired(db: Database, since: Date, now: Date): Promise<Date> {
  const runs = await db.$queryRaw<{ id: string; workspaceId: string; at: Date }[]>`
    select r.id, r.workspace_id as "workspaceId", min(e.expires_at) as at from evidence e
    join run r on r.id = e.run_id and r.closed_at is null
    join run_item i on i.run_id = e.run_id and i.key = e.item_key and i.state in ('passed', 'warned')
    where e.expires_at > ${since} and e.expires_at <= ${now}
    group by r.id order by at limit ${most}`;
  for (const { id, workspaceId } of runs) {
    await transact({ db, now }, async (tx) => {
      await tx.$queryRaw`select 1 from run where id = ${id} for no key update`;
      return accept(await reopenUnproven(tx, workspaceId, id, now, "expired"));
    });
  }
  return runs.length < most ? now : (runs.at(-1)?.at ?? now);
}
