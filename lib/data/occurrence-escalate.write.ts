import { systemActor } from "@/lib/domain/actor";
import { missedCheckMail } from "@/lib/domain/mail-words";
import {
  allTurns,
  type EscalationStep,
  escalation,
  nextTurnMoment,
  type Occurrence,
  turnId,
} from "@/lib/domain/recurring-checks";
import { accept } from "@/lib/domain/refusal";
import { partyName } from "@/lib/domain/roster";
import { type RunState, readRun } from "@/lib/domain/run-state";
import { indexDocument } from "@/lib/domain/template-tree";
import { env, mailSender } from "@/lib/env";
import { auditRun } from "./audit.write";
import type { Database, Transaction } from "./database";
import { eachRun } from "./each-run";
import { queueMessages } from "./message.write";
import { readSnapshot } from "./run-snapshot.read";
import { publishedVersion } from "./template-document.read";
import { transact } from "./transact";

/** A missed turn that is somebody else's from now on. */
type PassedOn = { turn: Occurrence; step: EscalationStep; personId: string; at: number };

/** Whoever waited longer than a day for a server that was down has it on their screens, not in a hundred mails. */
const mailedWithinMs = 24 * 3_600_000;

/** Until when a run needs no look, as long as its history stays where it was: most have nothing missed for hours. */
const quiet = new Map<string, { seq: string; until: number }>();
const mostQuiet = 5_000;

type Begun = { id: string; workspaceId: string; versionId: string; seq: string };

/**
 * Passes missed checks of every live run on: to the next of the rota, then to the lead. Whom a check is up to is read off
 * the time and waits for nobody; this writes it into the history and tells them, once per turn and step. A run it fails
 * for has its turn again in the next round.
 */
export async function escalateMissed(db: Database, now: Date): Promise<number> {
  const runs = await db.$queryRaw<Begun[]>`
    select r.id, r.workspace_id as "workspaceId", r.template_version_id as "versionId", r.seq::text from run r
    where r.closed_at is null and r.outcome is null and (
      exists (select from gate_record g where g.run_id = r.id and g.status = 'go')
      or exists (select from gate_override o where o.run_id = r.id and o.confirmed_at is not null))
    order by r.id`;
  let passed = 0;
  await eachRun(db, runs, "passing on missed checks", async (run) => {
    passed += await escalateIn(db, run, now);
  });
  return passed;
}

async function escalateIn(db: Database, run: Begun, now: Date): Promise<number> {
  const known = quiet.get(run.id);
  if (known?.seq === run.seq && now.getTime() < known.until) return 0;
  if (await hasNone(db, run)) return 0;
  const found = await freshIn(db, run, now);
  if (found.fresh.length === 0) {
    if (quiet.size >= mostQuiet) quiet.clear();
    quiet.set(run.id, { seq: run.seq, until: found.until });
    return 0;
  }
  const done = await transact({ db, now }, async (tx) => accept(await escalateRun(tx, run, now)));
  return done.ok ? done.value : 0;
}

async function hasNone(db: Database, { versionId }: Begun): Promise<boolean> {
  const { document } = await publishedVersion(db, versionId);
  return !indexDocument(document).leaves.some(({ recurring }) => recurring);
}

/** What nobody was told of yet, and until when nothing more comes by time alone. */
async function freshIn(db: Database | Transaction, { id: runId, workspaceId }: Begun, now: Date) {
  const snapshot = await readSnapshot(db, workspaceId, runId);
  if (!snapshot) return { state: null, fresh: [], until: now.getTime() };
  const state = readRun(snapshot, now.toISOString());
  const until = nextTurnMoment(state) ?? Number.POSITIVE_INFINITY;
  const passed = passedOn(state);
  if (passed.length === 0) return { state, fresh: [], until };
  const rows = await db.occurrenceEscalation.findMany({ where: { runId, attempt: snapshot.run.attempt } });
  const told = new Set(rows.map(({ itemKey, number, step }) => `${turnId(itemKey, number)} ${step}`));
  const fresh = passed.filter(({ turn, step }) => !told.has(`${turnId(turn.key, turn.number)} ${step}`));
  return { state, fresh, until };
}

/** Two instances may have seen it: whoever has the run's row looks again. */
async function escalateRun(tx: Transaction, run: Begun, now: Date): Promise<number> {
  await tx.$queryRaw`select 1 from run where id = ${run.id} for no key update`;
  const { state, fresh } = await freshIn(tx, run, now);
  if (!state || fresh.length === 0) return 0;
  for (const one of fresh) await note(tx, run.workspaceId, state, one, now);
  await tell(tx, run.workspaceId, state, fresh, now);
  return fresh.length;
}

function passedOn(state: RunState): PassedOn[] {
  return allTurns(state)
    .filter(({ state: at }) => at === "missed")
    .flatMap((turn) =>
      escalation(state, turn, turn.owner)
        .filter(({ at }) => at <= state.nowMs)
        .flatMap(({ step, at, to }) => (to.kind === "person" ? [{ turn, step, at, personId: to.id }] : [])),
    );
}

async function note(
  tx: Transaction,
  workspaceId: string,
  { snapshot: { run } }: RunState,
  { turn, step, personId }: PassedOn,
  now: Date,
): Promise<void> {
  const { key: itemKey, number } = turn;
  await tx.occurrenceEscalation.create({
    data: { runId: run.id, attempt: run.attempt, itemKey, number, step, personId, at: now },
  });
  await auditRun(tx, systemActor(workspaceId), run.id, now, {
    action: "occurrence.escalated",
    subject: { kind: "occurrence", key: turnId(itemKey, number), item: itemKey },
    change: { step, to: personId, owner: partyName(turn.owner), dueAt: new Date(turn.dueAt).toISOString() },
  });
}

/** One mail to each, whatever they are told of. */
async function tell(
  tx: Transaction,
  workspaceId: string,
  { snapshot }: RunState,
  fresh: readonly PassedOn[],
  now: Date,
): Promise<void> {
  if (mailSender() === null) return;
  const { run, people } = snapshot;
  const recent = fresh.filter(({ at }) => now.getTime() - at < mailedWithinMs);
  const url = `${env().GONOGO_URL}/runs/${run.id}/after`;
  for (const [personId, theirs] of Map.groupBy(recent, (one) => one.personId)) {
    const person = people[personId];
    if (!person) continue;
    const [first] = theirs;
    const checks = theirs.map(({ turn }) => ({
      title: turn.title,
      at: `${new Date(turn.dueAt).toISOString().slice(0, 16).replace("T", " ")} UTC`,
      owner: partyName(turn.owner),
    }));
    const key = `missed ${run.id} ${run.attempt} ${first ? `${turnId(first.turn.key, first.turn.number)} ${first.step}` : ""} ${personId}`;
    await queueMessages(tx, { workspaceId, run: { id: run.id, rehearsal: run.rehearsal }, byId: null, now }, [
      {
        ...missedCheckMail({ run: run.name, checks, url }),
        kind: "missed_check",
        channel: "mail",
        recipient: person.email,
        name: person.name,
        key,
      },
    ]);
  }
}
