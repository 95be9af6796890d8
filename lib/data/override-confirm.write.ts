import { sha256Hex } from "@/lib/domain/digest";
import { capacityOf, confirmsAs, isRequested, overrideRequestMinutes, reasonsBeyond } from "@/lib/domain/override";
import { assess } from "@/lib/domain/readiness";
import { accept, type Refusal, type Result, refuse } from "@/lib/domain/refusal";
import type { SignatureProof } from "@/lib/domain/signature-proof";
import { asksOtherwise, changesSince, gateScope } from "@/lib/domain/signature-standing";
import type { SigningMethod } from "@/lib/domain/signing-method";
import type { OverrideRow, SignedLeaf } from "@/lib/domain/signing-rows";
import { indexDocument } from "@/lib/domain/template-tree";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import type { Transaction } from "./database";
import type { GateOverride } from "./generated/client";
import { readParty, toOverrideRow } from "./override.read";
import { countOverrideFailure } from "./override-failure.write";
import { proofDigests, refuseProof } from "./proof.read";
import { changeRun, moveEpoch, type Proof } from "./run-change.write";
import { type RunScope, runNotFound, scopeRun } from "./run-scope.read";
import { readSnapshot } from "./run-snapshot.read";

/**
 * One of the two proves who they are over the statement both read. The author's makes the draft a request; the other's
 * puts the override in force. Everything but the proof is judged under the run's lock, the author's authority too.
 */
export async function signOverride(
  ctx: Context,
  runId: string,
  id: string,
  input: { statement: string },
  { method, prove }: Proof,
): Promise<Result<OverrideRow>> {
  const scope = await scopeRun(ctx, runId, "gate.override");
  if (!scope.ok) return scope;
  const { person } = ctx.actor;
  if (!person) return runNotFound;
  const shown = await ctx.db.gateOverride.findFirst({ where: { id, runId } });
  if (!shown || (shown.askedAt === null && shown.askedById !== person.id)) return runNotFound;
  if (input.statement !== shown.sha256) {
    const message = "This is not the SHA-256 of the statement that was shown.";
    return refuse("invalid_input", message, { problems: [{ path: "statement", message }] });
  }
  const early = refuseTurn(shown, person.id, ctx.now);
  if (early) return early;
  const weak = await refuseProof(ctx.db, ctx.actor.workspaceId, method);
  if (weak || method === null) return weak ?? runNotFound;
  const { sha256, statement } = shown;
  const proven = await prove({ personId: person.id, method, sha256, statement });
  if (!proven.ok) {
    if (proven.code === "reauthentication_required") await countOverrideFailure(ctx, shown);
    return proven;
  }
  return changeRun(ctx, runId, "gate.override", async (tx, current) => {
    const row = await tx.gateOverride.findFirst({ where: { id, runId } });
    if (!row) return runNotFound;
    const turn = refuseTurn(row, person.id, ctx.now) ?? (await refuseProof(tx, ctx.actor.workspaceId, method));
    if (turn) return turn;
    if (sha256Hex(row.statement) !== row.sha256)
      throw new Error(`The statement of override ${id} isn't what was hashed`);
    const moved = await refuseMoved(tx, ctx, row);
    if (moved) return moved;
    const given = { method, proof: proven.value };
    return row.askedAt === null ? ask(tx, ctx, current, row, given) : confirm(tx, ctx, current, row, given);
  });
}

type Given = { method: SigningMethod; proof: SignatureProof | null };

async function ask(
  tx: Transaction,
  ctx: Context,
  scope: RunScope,
  row: GateOverride,
  { method, proof }: Given,
): Promise<Result<OverrideRow>> {
  const capacity = capacityOf(await readParty(tx, scope, row.askedById));
  if (capacity !== row.askedAs) return refuse("forbidden", `You are no longer ${row.askedAs} here. Ask anew.`);
  const open = await tx.gateOverride.findMany({
    where: { runId: row.runId, gateKey: row.gateKey, askedAt: { not: null }, confirmedAt: null, endedAt: null },
  });
  const other = open.find((one) => isRequested(toOverrideRow(one), ctx.now.getTime()));
  if (other) {
    return refuse(
      "already_done",
      `${other.askedByName} has asked for an override already. Confirm or decline that one.`,
      {
        current: toOverrideRow(other),
      },
    );
  }
  const expiresAt = new Date(ctx.now.getTime() + overrideRequestMinutes * 60_000);
  const asked = await tx.gateOverride.update({
    where: { id: row.id },
    data: { askedAt: ctx.now, askedMethod: method, expiresAt, ...(proof ? { askedProof: proof } : {}) },
  });
  await auditRun(tx, ctx.actor, row.runId, ctx.now, {
    action: "override.asked",
    subject: { kind: "override", key: row.id },
    change: {
      gate: row.gateKey,
      as: row.askedAs,
      method,
      sha256: row.sha256,
      endsAt: row.endsAt.toISOString(),
      reasons: asked.overridden,
      ...(proof ? proofDigests(proof) : {}),
    },
    text: row.reason,
  });
  return accept(toOverrideRow(asked));
}

async function confirm(
  tx: Transaction,
  ctx: Context,
  scope: RunScope,
  row: GateOverride,
  { method, proof }: Given,
): Promise<Result<OverrideRow>> {
  const { person } = ctx.actor;
  if (!person) return runNotFound;
  const { askedAs } = toOverrideRow(row);
  const asker = await readParty(tx, scope, row.askedById);
  const capacity = confirmsAs(askedAs, asker, await readParty(tx, scope, person.id));
  if (capacity === null) return refusePair(askedAs, row.askedByName, askedAs === "lead" ? asker.lead : asker.admin);
  const [confirmed] = await tx.gateOverride.updateManyAndReturn({
    where: { id: row.id, confirmedAt: null, endedAt: null },
    data: {
      confirmedById: person.id,
      confirmedByName: person.name,
      confirmedAs: capacity,
      confirmedMethod: method,
      confirmedAt: ctx.now,
      ...(proof ? { confirmedProof: proof } : {}),
    },
  });
  if (!confirmed) return refuse("already_done", "This override is confirmed or over already.");
  await moveEpoch(tx, row.runId);
  await auditRun(tx, ctx.actor, row.runId, ctx.now, {
    action: "override.confirmed",
    subject: { kind: "override", key: row.id },
    change: {
      gate: row.gateKey,
      as: capacity,
      method,
      sha256: row.sha256,
      askedBy: row.askedById,
      endsAt: row.endsAt.toISOString(),
      ...(proof ? proofDigests(proof) : {}),
    },
  });
  return accept(toOverrideRow(confirmed));
}

function refusePair(askedAs: OverrideRow["askedAs"], asker: string, stillIs: boolean): Refusal {
  if (!stillIs) return refuse("conflict", `${asker} is no longer ${askedAs} here. Ask for the override anew.`);
  const who = askedAs === "lead" ? "An admin other than the one who asked" : "The run's lead";
  return refuse("forbidden", `${who} confirms this override.`);
}

/** Whether it is this person's turn at all; nothing here needs a lock, and all of it is asked again under it. */
function refuseTurn(row: GateOverride, personId: string, now: Date): Refusal | null {
  if (row.confirmedAt) return refuse("already_done", "This override is confirmed already.");
  if (row.endedAt) return refuse("already_done", `This request was ${row.ended ?? "ended"}.`);
  if (!isRequested(toOverrideRow(row), now.getTime())) {
    return refuse("ceremony_expired", "This request has run out. Ask for the override anew.");
  }
  if (row.askedAt !== null && row.askedById === personId) {
    return refuse("forbidden", "You asked for this override. Somebody else confirms it.");
  }
  return null;
}

/** What stands against the gate now must be what the statement says; what got better since needs no new statement. */
async function refuseMoved(tx: Transaction, ctx: Context, row: GateOverride): Promise<Refusal | null> {
  const snapshot = await readSnapshot(tx, ctx.actor.workspaceId, row.runId);
  const place = snapshot && indexDocument(snapshot.document).gateByKey.get(row.gateKey);
  if (!snapshot || !place) return runNotFound;
  const readiness = assess(snapshot, ctx.now.toISOString(), row.gateKey);
  if (readiness.override) return refuse("already_done", `${readiness.gateTitle} is overridden already.`);
  if (readiness.verdict !== "no_go") {
    return refuse("already_done", `Nothing stands against ${readiness.gateTitle} any more: record GO instead.`);
  }
  const signed = { leaves: row.leaves as SignedLeaf[], scopeDigest: row.scopeDigest };
  const scope = gateScope(snapshot, place, ctx.now.toISOString());
  const { changed, improved } = changesSince(signed, scope);
  const otherwise = new Set(
    signed.leaves.flatMap((leaf) => {
      const current = scope.byKey.get(leaf.key);
      return current && asksOtherwise(leaf, current).length > 0 ? [leaf.key] : [];
    }),
  );
  const worse = changed.filter(({ key }) => snapshot.items[key]?.state !== "passed" || otherwise.has(key));
  const beyond = reasonsBeyond(readiness.reasons, toOverrideRow(row).overridden);
  const added = beyond.map(({ text, item, signoff }) => ({
    key: item ?? signoff ?? row.gateKey,
    title: text,
    why: "is new",
  }));
  if (worse.length + added.length === 0) return null;
  return refuse("statement_changed", "What is overridden has changed since. Ask for the override anew.", {
    current: { changed: [...added, ...worse], improved },
  });
}
