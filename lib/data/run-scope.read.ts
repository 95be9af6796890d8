import type { Actor } from "@/lib/domain/actor";
import { isInForce } from "@/lib/domain/delegation";
import type { AttemptOutcome } from "@/lib/domain/go-live-rows";
import { type Action, may, type RunFacts } from "@/lib/domain/permission";
import { accept, type Refusal, type Result, refuse } from "@/lib/domain/refusal";
import { indexRoster, runFacts } from "@/lib/domain/roster";
import type { Artefact, ChoiceRow, GateRow, ItemRow, NeedRow, RosterEntry, RunSnapshot } from "@/lib/domain/run";
import { runDocument } from "@/lib/domain/run-document";
import type { DelegationRow } from "@/lib/domain/signing-rows";
import type { TemplateDocument } from "@/lib/domain/template";
import { type DocumentIndex, indexDocument } from "@/lib/domain/template-tree";
import { variableUse } from "@/lib/domain/variable-use";
import { type Database, queryPrepared, type Transaction } from "./database";
import { readSnapshot } from "./run-snapshot.read";
import { type PublishedVersion, publishedVersion } from "./template-document.read";

/** What a missing run and a stranger's run both answer. */
export const runNotFound: Refusal = refuse("not_found", "There is nothing here, or you may not see it.");

/** A run of the actor's own workspace with what the actor is in it; the only way to a run below the edge. */
export type RunScope = {
  run: {
    id: string;
    workspaceId: string;
    name: string;
    environment: string;
    targetAt: string | null;
    artefact: Artefact | null;
    answers: Record<string, string>;
    leadId: string;
    closedAt: string | null;
    rehearsal: boolean;
    timeScale: number;
    attempt: number;
    attemptAt: string;
    outcome: AttemptOutcome | null;
    policyEpoch: number;
    version: number;
    templateVersionId: string;
  };
  /** Whoever left is in it like everybody else: whom anything is asked of is read from the snapshot. */
  roster: Omit<RosterEntry, "idle">[];
  /** Accepted, not taken back, and their giver takes part; some may have ended. */
  delegations: DelegationRow[];
  gates: Pick<GateRow, "key" | "status">[];
  choices: Pick<ChoiceRow, "key" | "option">[];
  needs: Pick<NeedRow, "key" | "need" | "needed">[];
  facts: RunFacts;
  version: PublishedVersion;
  /** Of the document as this run has it. */
  index: DocumentIndex;
};

type Row = Pick<RunScope, "run" | "roster" | "delegations" | "gates" | "choices" | "needs"> & {
  item: ItemRow | null;
  excused: boolean;
  waived: boolean;
};

/** A run with one of its items, as one statement saw them; `item` is null while nobody has touched it. */
export type ItemScope = RunScope & Pick<Row, "item" | "excused" | "waived">;

/**
 * Loads the run inside the actor's workspace, then asks the permission table.
 * `lock` takes the run's row lock: what is decided on it then can't move before the commit.
 */
export async function scopeRun(
  ctx: { actor: Actor; db: Database | Transaction; now: Date },
  runId: string,
  action: Action,
  options: { lock?: boolean } = {},
): Promise<Result<RunScope>> {
  const { workspaceId } = ctx.actor;
  if (options.lock)
    await ctx.db.$queryRaw`
    select 1 from run where id = ${runId} and workspace_id = ${workspaceId} for no key update`;
  const [row] = await queryPrepared<{ scope: Row | null }>(
    ctx.db,
    "run_scope of a run",
    "select run_scope($1, $2, null, $3) as scope",
    [workspaceId, runId, ctx.now],
  );
  return enter(ctx, row?.scope ?? null, action);
}

/** The same with one item, in one prepared statement: what a tick is decided on. */
export async function scopeItem(
  ctx: { actor: Actor; db: Database; now: Date },
  runId: string,
  key: string,
  action: Action,
): Promise<Result<ItemScope>> {
  const rows = await queryPrepared<{ scope: Row | null }>(
    ctx.db,
    "run_scope",
    "select run_scope($1, $2, $3, $4) as scope",
    [ctx.actor.workspaceId, runId, key, ctx.now],
  );
  return enter(ctx, rows[0]?.scope ?? null, action);
}

/** The run as one snapshot for whoever may `action`: what is allowed is decided on the same rows that are shown. */
export async function scopeSnapshot(
  ctx: { actor: Actor; db: Database | Transaction; now: Date },
  runId: string,
  action: Action,
): Promise<Result<{ snapshot: RunSnapshot; facts: RunFacts }>> {
  const snapshot = mayEnter(ctx.actor) ? await readSnapshot(ctx.db, ctx.actor.workspaceId, runId) : null;
  if (!snapshot) return runNotFound;
  const { document } = snapshot;
  const facts = admit(ctx, snapshot, indexDocument(document), action);
  return facts.ok ? accept({ snapshot, facts: facts.value }) : facts;
}

async function enter(
  ctx: { actor: Actor; db: Database | Transaction; now: Date },
  row: Row | null,
  action: Action,
): Promise<Result<ItemScope>> {
  if (!row || !mayEnter(ctx.actor)) return runNotFound;
  const version = await publishedVersion(ctx.db, row.run.templateVersionId);
  const evidence = await capturedValues(ctx.db, row.run, version.document);
  const index = indexDocument(runDocument(version.document, { run: row.run, evidence, needs: row.needs }));
  const facts = admit(ctx, row, index, action);
  return facts.ok ? accept({ ...row, facts: facts.value, version, index }) : facts;
}

/** Values measured where the document captures one; most documents capture none, and then nothing is asked. */
async function capturedValues(db: Database | Transaction, run: RunScope["run"], document: TemplateDocument) {
  const { any, captures } = variableUse(document);
  if (!any || captures.size === 0) return [];
  const rows = await db.evidence.findMany({
    where: {
      runId: run.id,
      itemKey: { in: [...captures.values()] },
      kind: "value",
      redactedAt: null,
      // What the attempt began without was measured of what had been rolled back.
      OR: [{ expiresAt: null }, { expiresAt: { gt: run.attemptAt } }],
    },
    select: { itemKey: true, text: true, addedAt: true, expiresAt: true },
    orderBy: { addedAt: "asc" },
  });
  return rows.map(({ itemKey, text, addedAt, expiresAt }) => ({
    itemKey,
    kind: "value" as const,
    text,
    addedAt: addedAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    redactedAt: null,
  }));
}

/** What the actor is in the run, if the permission table lets that do `action`. */
function admit(
  { actor, now }: { actor: Actor; now: Date },
  { run, roster, delegations }: { run: Pick<RunScope["run"], "leadId"> } & Pick<RunScope, "roster" | "delegations">,
  index: DocumentIndex,
  action: Action,
): Result<RunFacts> {
  const signoffs = index.signoffs.map(({ signoff }) => signoff);
  const holding = { roster: indexRoster(roster), delegations, nowMs: now.getTime() };
  const delegated = delegations.filter((row) => isInForce(row, holding));
  const facts = runFacts(run, roster, actor.person?.id ?? null, signoffs, delegated);
  if (may(actor, action, facts)) return accept(facts);
  return refuse("forbidden", "Your role in this run doesn't allow this. Ask its lead.");
}

/** Nobody without a role (or a token's scope) learns that a run exists. */
function mayEnter(actor: Actor): boolean {
  return actor.roles.length > 0 || actor.credential.kind === "machine_token" || actor.credential.kind === "system";
}
