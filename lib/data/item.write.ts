import {
  decideItemChange,
  derivedState,
  type ItemChange,
  type ItemDecision,
  untouchedRow,
} from "@/lib/domain/item-transition";
import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { ItemRow } from "@/lib/domain/run";
import type { Severity } from "@/lib/domain/severity";
import { type ItemPlace, leavesBelow } from "@/lib/domain/template-tree";
import { prepareAudit } from "./audit.write";
import type { Context } from "./context";
import type { Database, Transaction } from "./database";
import { readItems } from "./item.read";
import { memberByEmail } from "./member.read";
import { type RunScope, runNotFound, scopeRun } from "./run-scope.read";
import { transact } from "./transact";

/** What PATCH of an item asks; `assignee` is an e-mail address of the workspace. */
export type ItemRequest = Omit<ItemChange, "assigneeId"> & { assignee?: string | null | undefined; version: number };

/** The row after the change, `concurring` when somebody had already done just this; a parent's state is derived. */
export type ItemChanged = ItemRow & { title: string; severity: Severity; concurring: boolean; items: ItemRow[] };

const attempts = 4;

/**
 * Changes one item, or through a parent every open leaf below it. One audit entry per changed leaf, none for a replay.
 * Refuses with `conflict` and the current row when the version moved; with the codes of decideItemChange otherwise.
 */
export async function changeItem(
  ctx: Context,
  runId: string,
  key: string,
  request: ItemRequest,
): Promise<Result<ItemChanged>> {
  const scoped = await scopeRun(ctx, runId, "run.read");
  if (!scoped.ok) return scoped;
  const place = scoped.value.index.items.get(key);
  if (!place) return runNotFound;
  const { assignee, version, ...rest } = request;
  const assigneeId = await assigneeOf(ctx, assignee);
  if (!assigneeId.ok) return assigneeId;
  const change: ItemChange = { ...rest, assigneeId: assigneeId.value };
  const denied = refuseAction(ctx, scoped.value, change);
  if (denied) return denied;
  return place.leaf ? changeLeaf(ctx, scoped.value, place, change, version) : changeBelow(ctx, runId, place, change);
}

/** A leaf: read, decide, and one round trip that refuses if anything moved in between. */
async function changeLeaf(
  ctx: Context,
  scope: RunScope,
  place: ItemPlace,
  change: ItemChange,
  version: number,
): Promise<Result<ItemChanged>> {
  let current = scope;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const decision = await decide(ctx, ctx.db, current, place, change, version);
    if ("code" in decision) return decision;
    if (decision.kind === "concurring") return concur(ctx, current, place);
    const outcome = await write(ctx, ctx.db, current, place, decision, ctx.idempotency);
    if (outcome === "changed") return accept(leafChanged(place, decision.row, false));
    if (outcome === "closed") return runClosed;
    if (outcome === "in_flight") {
      return refuse(
        "idempotency_key_in_flight",
        "A request with this Idempotency-Key is still being handled. Try again.",
      );
    }
    const again = await scopeRun(ctx, scope.run.id, "run.read");
    if (!again.ok) return again;
    current = again.value;
  }
  return refuse("conflict", "The run keeps changing under this request. Try again.");
}

/** A parent: its open leaves move together or not at all; leaves somebody already decided stay. */
async function changeBelow(
  ctx: Context,
  runId: string,
  place: ItemPlace,
  change: ItemChange,
): Promise<Result<ItemChanged>> {
  return transact(ctx, async (tx) => {
    const scoped = await scopeRun({ actor: ctx.actor, db: tx }, runId, "run.read", { lock: true });
    if (!scoped.ok) return scoped;
    const scope = scoped.value;
    const leaves = leavesBelow(scope.index, place.key);
    const rows = await readItems(
      tx,
      runId,
      leaves.map((leaf) => leaf.key),
    );
    const items: ItemRow[] = [];
    for (const leaf of leaves) {
      const row = rows.get(leaf.key) ?? untouchedRow(leaf.key);
      if (change.state && row.state !== "open" && row.state !== "in_progress") continue;
      const decision = await decide(ctx, tx, scope, leaf, change, row.version, row);
      if ("code" in decision) return decision;
      if (decision.kind === "concurring") continue;
      const outcome = await write(ctx, tx, scope, leaf, decision, undefined);
      if (outcome === "closed") return runClosed;
      if (outcome !== "changed") return refuse("conflict", "The items below changed meanwhile. Try again.");
      rows.set(leaf.key, decision.row);
      items.push(decision.row);
    }
    const states = leaves.map((leaf) => rows.get(leaf.key)?.state ?? "open");
    const row = { ...untouchedRow(place.key), state: derivedState(states) };
    return accept({ ...leafChanged(place, row, items.length === 0), items });
  });
}

const runClosed = refuse("run_closed", "This run is closed. Nothing in it changes any more.");

function refuseAction(ctx: Context, { facts }: RunScope, change: ItemChange) {
  const ticking = change.state !== undefined || change.blocked !== undefined || change.reason !== undefined;
  const needed = ticking ? "item.tick" : "item.assign_self";
  if (may(ctx.actor, needed, facts)) return null;
  return refuse(
    "forbidden",
    "Only the lead and the people on this run's roster change its items. Ask the lead to add you.",
  );
}

async function assigneeOf(ctx: Context, email: string | null | undefined): Promise<Result<string | null | undefined>> {
  if (email === undefined || email === null) return accept(email);
  const person = await memberByEmail(ctx.db, ctx.actor.workspaceId, email);
  if (person) return accept(person.id);
  const message = `${email} is nobody of this workspace. Invite them first.`;
  return refuse("invalid_input", message, { problems: [{ path: "assignee", message }] });
}

async function decide(
  ctx: Context,
  db: Database | Transaction,
  scope: RunScope,
  place: ItemPlace,
  change: ItemChange,
  version: number,
  known?: ItemRow,
): Promise<ItemDecision> {
  if (scope.run.closedAt) return runClosed;
  const personId = ctx.actor.person?.id;
  if (!personId) return refuse("forbidden", "A machine token changes items only through check results.");
  const row = known ?? (await readItems(db, scope.run.id, [place.key])).get(place.key) ?? untouchedRow(place.key);
  const excused = change.state === "not_applicable" && (await isExcused(ctx, db, scope.run.id, place.key));
  return decideItemChange(row, change, version, {
    personId,
    lead: scope.facts.lead,
    severity: place.severity,
    excused,
    now: ctx.now.toISOString(),
  });
}

async function isExcused(ctx: Context, db: Database | Transaction, runId: string, itemKey: string): Promise<boolean> {
  const grant = await db.waiver.findFirst({
    where: {
      runId,
      itemKey,
      kind: "not_applicable",
      grantedAt: { not: null },
      revokedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: ctx.now } }],
    },
    select: { id: true },
  });
  return grant !== null;
}

async function concur(ctx: Context, scope: RunScope, place: ItemPlace): Promise<Result<ItemChanged>> {
  const row = (await readItems(ctx.db, scope.run.id, [place.key])).get(place.key) ?? untouchedRow(place.key);
  return accept(leafChanged(place, row, true));
}

function leafChanged({ title, severity }: ItemPlace, row: ItemRow, concurring: boolean): ItemChanged {
  return { ...row, title, severity, concurring, items: [] };
}

type Outcome = "changed" | "conflict" | "epoch" | "closed" | "in_flight";

async function write(
  ctx: Context,
  db: Database | Transaction,
  scope: RunScope,
  place: ItemPlace,
  decision: Extract<ItemDecision, { kind: "changed" }>,
  idempotency: Context["idempotency"],
): Promise<Outcome> {
  const { action, change, text, row } = decision;
  const audit = prepareAudit(ctx.actor, {
    action,
    subject: { kind: "item", key: place.key },
    change: { ...change, version: row.version },
    text,
  });
  const response = JSON.stringify(leafChanged(place, row, false));
  const rows = await db.$queryRaw<{ outcome: Outcome }[]>`
    select outcome from change_item(
      ${scope.run.id}, ${place.key}, ${row.version - 1}::int, ${scope.run.policyEpoch}::int, ${JSON.stringify(row)}::jsonb,
      ${ctx.now}, ${audit.body}, ${audit.text}, ${audit.salt},
      ${idempotency?.principal ?? null}, ${idempotency?.route ?? null}, ${idempotency?.key ?? null},
      ${idempotency?.bodyHmac ?? null}, ${idempotency?.status ?? null}::int, ${response})`;
  return rows[0]?.outcome ?? "conflict";
}
