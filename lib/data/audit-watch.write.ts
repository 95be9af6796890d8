import type { DossierTools } from "@/lib/domain/dossier-check";
import { auditWorkspace } from "./audit.write";
import { type AuditAlarm, readWatch, type Watch, watchKey } from "./audit-alarm.read";
import { type Chain, readChains, readMissing, readOneChain, verifyPart } from "./chain.read";
import { readAnchors } from "./checkpoint.read";
import type { Database } from "./database";
import { readGuardFaults } from "./guard.read";
import { readRecordFaults, recordFault } from "./run-record-check.read";
import { chainFault } from "./verify.read";

/** What reading a run's rows costs a look, in entries. */
const recordCost = 400;

/**
 * One look: what protects the history, the chains known to be broken, and about `most` entries from where the last look
 * ended, with the rows of each run whose history was read to its end. New faults are written into the history of the
 * workspaces they concern. Safe to run twice.
 */
export async function watchAudit(
  db: Database,
  now: Date,
  proofProblem: DossierTools["proofProblem"],
  most = 5_000,
): Promise<AuditAlarm> {
  const before = await readWatch(db);
  const anchors = await readAnchors();
  const faults: Watch["faults"] = {};
  const general = [...(await readGuardFaults(db)), ...anchors.faults];
  if (general.length > 0) faults[""] = { text: general.join(" "), workspace: null };
  const look = async (chain: Chain, from: { seq: number; hash: Uint8Array } | null, limit: number) => {
    const part = await verifyPart(db, chain, anchors.heads.get(chain.id) ?? [], { from, most: limit });
    if (part.fault) {
      faults[chain.id] = { text: chainFault(chain, part.fault), workspace: chain.workspaceId };
    }
    if (part.fault || part.next || chain.kind !== "run") return part;
    const [first] = await readRecordFaults(db, chain, now, proofProblem);
    if (first) faults[chain.id] = { text: recordFault(chain, first), workspace: chain.workspaceId };
    return { ...part, count: part.count + recordCost };
  };
  for (const [id, fault] of Object.entries(before?.faults ?? {})) {
    if (id === "") continue;
    const chain = await readOneChain(db, id);
    if (chain) await look(chain, null, Number.POSITIVE_INFINITY);
    else if (!anchors.losses.some((loss) => loss.id === id)) faults[id] = fault;
  }
  const gone = await readMissing(db, [...anchors.heads.keys()]);
  for (const [id, [head]] of anchors.heads) {
    if (!gone.has(id)) continue;
    faults[id] = { text: `The ${head?.kind} ${id} is gone, with its history.`, workspace: null };
  }
  let cursor: Watch["cursor"] = null;
  let left = most;
  const start = before?.cursor ?? null;
  const begun = start?.entry ? await readOneChain(db, start.chain) : null;
  const rest = await readChains(db, start?.chain ?? "", most);
  for (const chain of begun ? [begun, ...rest] : rest) {
    const entry = chain === begun ? start?.entry : null;
    const part = await look(chain, entry ? { seq: entry.seq, hash: Buffer.from(entry.hash, "hex") } : null, left);
    left -= part.count + 1;
    const { next } = part;
    cursor = { chain: chain.id, entry: next && { seq: next.seq, hash: Buffer.from(next.hash).toString("hex") } };
    if (left <= 0 || next) break;
  }
  // Past the last one the next look begins anew.
  if (left > 0 && !cursor?.entry) cursor = null;
  return keep(db, now, before, { cursor, faults });
}

async function keep(
  db: Database,
  now: Date,
  before: Watch | null,
  { cursor, faults }: Pick<Watch, "cursor" | "faults">,
): Promise<AuditAlarm> {
  const found = Object.keys(faults).length > 0;
  const since = found ? (before?.since ?? now.toISOString()) : null;
  const value: Watch = { cursor, faults, since, checkedAt: now.toISOString() };
  const news = Object.entries(faults).filter(([id, fault]) => before?.faults[id]?.text !== fault.text);
  const over = !found && Object.keys(before?.faults ?? {}).length > 0;
  await db.$transaction(async (tx) => {
    await tx.instanceSetting.upsert({ where: { key: watchKey }, create: { key: watchKey, value }, update: { value } });
    if (news.length === 0 && !over) return;
    for (const { id } of await tx.workspace.findMany({ select: { id: true }, orderBy: { id: "asc" } })) {
      const mine = news.filter(([, fault]) => (fault.workspace ?? id) === id).map(([, { text }]) => text);
      if (mine.length === 0 && !over) continue;
      const text = over ? "What was wrong with the history isn't any more." : mine.join(" ");
      const action = over ? "audit.alarm_over" : "audit.alarm";
      await auditWorkspace(tx, null, id, now, { action, subject: { kind: "workspace", key: id }, text });
    }
  });
  return { faults: Object.values(faults).map(({ text }) => text), since, checkedAt: value.checkedAt };
}
