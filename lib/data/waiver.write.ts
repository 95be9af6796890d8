import type { Actor } from "@/lib/domain/actor";
import { askedTerms } from "@/lib/domain/asked-terms";
import { decideItemChange, type ItemChange, untouchedRow } from "@/lib/domain/item-transition";
import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { WaiverRow } from "@/lib/domain/run";
import { refuseGrant } from "@/lib/domain/waiver-grant";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import type { Database, Transaction } from "./database";
import type { Waiver } from "./generated/client";
import { readItems } from "./item.read";
import { writeDecision } from "./item-decision.write";
import { memberByEmail } from "./member.read";
import { freshActor } from "./membership.read";
import { proofDigests } from "./proof.read";
import { changeRun, type Proof, reasonIn, reasonRequired } from "./run-change.write";
import { type RunScope, runNotFound, scopeRun } from "./run-scope.read";
import { authoriseGrant, toWaiverRow } from "./waiver.read";
import { proveWaiver, refuseWaiverProof, statementOf } from "./waiver-proof.read";

export type WaiverRequest = {
  kind: "waiver" | "not_applicable";
  reason: string;
  /** Mail address of who answers for the risk; whoever asks, when left out. */
  owner?: string | undefined;
  /** ISO; the waiver stops counting then. */
  expiresAt?: string | null | undefined;
};

/** Asks that a risk be accepted for one item; counts for nothing until somebody else grants it. */
export async function askWaiver(
  ctx: Context,
  runId: string,
  itemKey: string,
  input: WaiverRequest,
): Promise<Result<WaiverRow>> {
  return changeRun(ctx, runId, "waiver.ask", async (tx, { index }) => {
    const place = index.items.get(itemKey);
    const { person } = ctx.actor;
    if (!place || !person) return runNotFound;
    if (!place.leaf) return refuse("invalid_input", "Ask for the sub-items one by one: each is a risk of its own.");
    const reason = reasonIn(input.reason);
    if (reason === null) return reasonRequired("Say why this risk can be accepted.");
    if (input.expiresAt && Date.parse(input.expiresAt) <= ctx.now.getTime()) {
      const message = "A waiver must expire in the future.";
      return refuse("invalid_input", message, { problems: [{ path: "expiresAt", message }] });
    }
    const owner = input.owner ? await memberByEmail(tx, ctx.actor.workspaceId, input.owner) : person;
    if (!owner) {
      const message = `${input.owner} is nobody of this workspace. Invite them first.`;
      return refuse("invalid_input", message, { problems: [{ path: "owner", message }] });
    }
    const pending = await tx.waiver.findFirst({
      where: { runId, itemKey, kind: input.kind, grantedAt: null, revokedAt: null },
    });
    if (pending) {
      return refuse("already_done", "This has been asked for already and waits for a decision.", {
        current: toWaiverRow(pending),
      });
    }
    const row = await tx.waiver.create({
      data: {
        runId,
        itemKey,
        kind: input.kind,
        reason,
        askedById: person.id,
        askedAt: ctx.now,
        ownerId: owner.id,
        expiresAt: input.expiresAt ?? null,
      },
    });
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "waiver.asked",
      subject: { kind: "waiver", key: row.id, item: itemKey },
      change: { kind: row.kind, owner: owner.id, expiresAt: row.expiresAt?.toISOString() ?? null },
      text: reason,
    });
    return accept(toWaiverRow(row));
  });
}

/**
 * Grants it: from here on the risk is accepted, and every signature that covers the item notices. `version` is the item's
 * as whoever grants saw it.
 */
export async function grantWaiver(
  ctx: Context,
  runId: string,
  waiverId: string,
  proof: Proof,
  version?: number,
): Promise<Result<WaiverRow>> {
  const scope = await scopeRun(ctx, runId, "run.read");
  if (!scope.ok) return scope;
  const asked = await ctx.db.waiver.findFirst({ where: { id: waiverId, runId } });
  const { person } = ctx.actor;
  if (!asked || !person) return runNotFound;
  const allowed = await authoriseGrant(ctx.db, ctx.actor, scope.value, asked);
  if (!allowed.ok) return allowed;
  const worse = await refuseWorse(ctx.db, asked, version);
  if (worse) return worse;
  const proven = await proveWaiver(ctx, asked, "grant", proof);
  if (!proven.ok) return proven;
  return changeRun(ctx, runId, "run.read", async (tx, current) => {
    const authority = await authoriseGrant(tx, await freshActor(tx, ctx.actor), current, asked);
    if (!authority.ok) return authority;
    const weak = await refuseWaiverProof(tx, ctx, proof);
    if (weak) return weak;
    if (asked.expiresAt && asked.expiresAt <= ctx.now) {
      return refuse("conflict", "The time asked for has passed. Ask again with a later end.");
    }
    const worse = await refuseWorse(tx, asked, version);
    if (worse) return worse;
    if ((await statementOf(tx, asked, "grant", person.id)).sha256 !== proven.value.sha256) {
      return refuse("statement_changed", "The item moved while you decided. Look at it again.");
    }
    const grantedFor = await itemAsGranted(tx, current, asked);
    const [row] = await tx.waiver.updateManyAndReturn({
      where: { id: waiverId, runId, grantedAt: null, revokedAt: null },
      data: { grantedById: person.id, grantedAt: ctx.now, ...(grantedFor ? { grantedFor } : {}) },
    });
    if (!row) return refuse("already_done", "This waiver is granted or revoked already.");
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "waiver.granted",
      subject: { kind: "waiver", key: row.id, item: row.itemKey },
      change: {
        kind: row.kind,
        askedBy: row.askedById,
        expiresAt: row.expiresAt?.toISOString() ?? null,
        ...(grantedFor ? { grantedFor } : {}),
        method: proof.method,
        ...(proven.value.proof ? proofDigests(proven.value.proof) : {}),
      },
    });
    const excused = row.kind === "not_applicable";
    const moved = await moveItem(tx, ctx, current, row, excused ? "not_applicable" : null);
    return moved.ok ? accept(toWaiverRow(row)) : moved;
  });
}

/**
 * Takes a waiver back, proving who does as for granting it; its item counts again. Whoever asked withdraws a request
 * that was not granted yet without one.
 */
export async function revokeWaiver(
  ctx: Context,
  runId: string,
  waiverId: string,
  input: { reason: string },
  proof: Proof,
): Promise<Result<WaiverRow>> {
  const scope = await scopeRun(ctx, runId, "run.read");
  if (!scope.ok) return scope;
  const asked = await ctx.db.waiver.findFirst({ where: { id: waiverId, runId } });
  const { person } = ctx.actor;
  if (!asked || !person) return runNotFound;
  const withdraws = mayWithdraw(ctx.actor, scope.value, asked);
  const allowed = withdraws ? accept(null) : await authoriseGrant(ctx.db, ctx.actor, scope.value, asked);
  if (!allowed.ok) return allowed;
  const reason = reasonIn(input.reason);
  if (reason === null) return reasonRequired("Say why the risk is not accepted any more.");
  const proven = withdraws ? accept(null) : await proveWaiver(ctx, asked, "revoke", proof);
  if (!proven.ok) return proven;
  return changeRun(ctx, runId, "run.read", async (tx, scope) => {
    const before = await tx.waiver.findFirst({ where: { id: waiverId, runId } });
    if (!before) return runNotFound;
    const actor = await freshActor(tx, ctx.actor);
    // Granted since it was read: what was a withdrawal would now be a revocation, and the asker's is neither.
    if (!withdraws || !mayWithdraw(actor, scope, before)) {
      const authority = await authoriseGrant(tx, actor, scope, before);
      if (!authority.ok) return authority;
      const weak = await refuseWaiverProof(tx, ctx, proof);
      if (weak) return weak;
    }
    const [row] = await tx.waiver.updateManyAndReturn({
      where: { id: waiverId, runId, revokedAt: null },
      data: { revokedById: person.id, revokedAt: ctx.now },
    });
    if (!row) return refuse("already_done", "This waiver is revoked already.");
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: row.grantedAt ? "waiver.revoked" : "waiver.withdrawn",
      subject: { kind: "waiver", key: row.id, item: row.itemKey },
      change: {
        kind: row.kind,
        ...(withdraws ? {} : { method: proof.method }),
        ...(proven.value?.proof ? proofDigests(proven.value.proof) : {}),
      },
      text: reason,
    });
    if (!row.grantedAt) return accept(toWaiverRow(row));
    const [item] = (await readItems(tx, runId, [row.itemKey])).values();
    const reopens = row.kind === "not_applicable" && item?.state === "not_applicable";
    const moved = await moveItem(tx, ctx, scope, row, reopens ? "open" : null);
    return moved.ok ? accept(toWaiverRow(row)) : moved;
  });
}

/** Still only asked for, and by this very person, who still may ask. */
function mayWithdraw(actor: Actor, scope: RunScope, waiver: Waiver): boolean {
  return waiver.grantedAt === null && waiver.askedById === actor.person?.id && may(actor, "waiver.ask", scope.facts);
}

async function refuseWorse(db: Database | Transaction, waiver: Waiver, version: number | undefined) {
  const { runId, itemKey } = waiver;
  const row = (await readItems(db, runId, [itemKey])).get(itemKey) ?? untouchedRow(itemKey);
  return refuseGrant(toWaiverRow(waiver), row, version);
}

/** What is accepted: the item as it stands, at the revision it has once the grant has moved it. */
async function itemAsGranted(
  tx: Transaction,
  { run, index }: RunScope,
  { itemKey }: Waiver,
): Promise<NonNullable<WaiverRow["grantedFor"]> | null> {
  const [item] = (await readItems(tx, run.id, [itemKey])).values();
  const leaf = index.leafByKey.get(itemKey);
  if (!item || !leaf) return null;
  const { state, blocked, revision } = item;
  return { state, blocked: blocked !== null, revision: revision + 1, terms: askedTerms(index.document, leaf) };
}

/**
 * Moves the item's revision, so that no signature given before holds, whatever is done and undone since.
 * A state to go to is an item change of its own, with its own entry.
 */
async function moveItem(
  tx: Transaction,
  ctx: Context,
  scope: RunScope,
  waiver: Waiver,
  state: "not_applicable" | "open" | null,
): Promise<Result<null>> {
  const runId = scope.run.id;
  await tx.runItem.update({
    where: { runId_key: { runId, key: waiver.itemKey } },
    data: { revision: { increment: 1 }, version: { increment: 1 } },
  });
  const [row] = (await readItems(tx, runId, [waiver.itemKey])).values();
  const place = scope.index.items.get(waiver.itemKey);
  if (state === null || !row || !place || !ctx.actor.person) return accept(null);
  const change: ItemChange = { state, ...(state === "not_applicable" ? { reason: waiver.reason } : {}) };
  const decision = decideItemChange(row, change, row.version, {
    personId: ctx.actor.person.id,
    lead: true,
    severity: place.severity,
    excused: true,
    waived: false,
    now: ctx.now.toISOString(),
  });
  if ("code" in decision) return decision;
  if (decision.kind === "concurring") return accept(null);
  await writeDecision(tx, ctx, runId, decision, { waiver: waiver.id });
  return accept(null);
}
