import { type ItemChange, type ItemDecision, untouchedRow } from "@/lib/domain/item-transition";
import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { ItemPlace } from "@/lib/domain/template-tree";
import { prepareAudit } from "./audit.write";
import type { Context } from "./context";
import { queryPrepared } from "./database";
import { changeBelow } from "./item-below.write";
import { asChanged, decideIn, type ItemChanged } from "./item-change";
import { readWaiting } from "./item-waiting.read";
import { missedOf } from "./measured.read";
import { memberByEmail } from "./member.read";
import { runClosed } from "./run-change.write";
import { type ItemScope, type RunScope, runNotFound, scopeItem } from "./run-scope.read";
import { turnOf } from "./step-turn.read";

/** What PATCH of an item asks; `assignee` is an e-mail address of the workspace. */
export type ItemRequest = Omit<ItemChange, "assigneeId"> & { assignee?: string | null | undefined; version: number };

const attempts = 4;
const uniqueViolation = "23505";

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
  const scoped = await scopeItem(ctx, runId, key, "run.read");
  if (!scoped.ok) return scoped;
  const place = scoped.value.index.items.get(key);
  if (!place) return runNotFound;
  const { assignee, version, ...rest } = request;
  const assigneeId = await assigneeOf(ctx, assignee);
  if (!assigneeId.ok) return assigneeId;
  const change: ItemChange = { ...rest, assigneeId: assigneeId.value };
  const denied = refuseAction(ctx, scoped.value, change);
  if (denied) return denied;
  if (!place.leaf) return changeBelow(ctx, runId, key, change, version);
  return changeLeaf(ctx, scoped.value, key, change, version);
}

/** A leaf: read, decide, and one round trip that refuses if anything moved in between. */
async function changeLeaf(
  ctx: Context,
  scope: ItemScope,
  key: string,
  change: ItemChange,
  version: number,
): Promise<Result<ItemChanged>> {
  let current = scope;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    // Asked each time: meanwhile the run may have moved to a version without it, or with sub-items below it.
    const place = current.index.items.get(key);
    if (!place) return runNotFound;
    if (!place.leaf) return changeBelow(ctx, scope.run.id, key, change, version);
    const row = current.item ?? untouchedRow(key);
    const turn = await turnOf(ctx, current, row, key, change);
    const leaf = current.index.leafByKey.get(key);
    const waiting = await readWaiting(ctx, ctx.db, current, leaf && change.state ? [leaf] : []);
    const decision = decideIn(ctx, current, place, row, change, version, {
      excused: current.excused,
      waived: current.waived,
      turn,
      waitsFor: waiting.of(key),
      missed: await missedOf(ctx.db, current, key, change),
    });
    if ("code" in decision) return decision;
    if (decision.kind === "concurring") return accept(asChanged(place, row, true));
    const outcome = await write(ctx, current, place, decision);
    if (outcome === "changed") return accept(asChanged(place, decision.row, false));
    if (outcome === "closed") return runClosed;
    if (outcome === "gone") return runNotFound;
    if (outcome === "in_flight") {
      return refuse(
        "idempotency_key_in_flight",
        "A request with this Idempotency-Key is still being handled. Try again.",
      );
    }
    const again = await scopeItem(ctx, scope.run.id, key, "run.read");
    if (!again.ok) return again;
    current = again.value;
  }
  return refuse("conflict", "The run keeps changing under this request. Try again.");
}

function refuseAction(ctx: Context, { facts }: RunScope, change: ItemChange) {
  const ticking = change.state !== undefined || change.blocked !== undefined || change.reason !== undefined;
  const needed = ticking ? "item.tick" : "item.assign_self";
  if (!may(ctx.actor, needed, facts))
    return refuse(
      "forbidden",
      "Only the lead and the people on this run's roster change its items. Ask the lead to add you.",
    );
  if (ctx.actor.person) return null;
  return refuse("forbidden", "A machine token changes items only through check results.");
}

async function assigneeOf(ctx: Context, email: string | null | undefined): Promise<Result<string | null | undefined>> {
  if (email === undefined || email === null) return accept(email);
  const person = await memberByEmail(ctx.db, ctx.actor.workspaceId, email);
  if (person) return accept(person.id);
  const message = `${email} is nobody of this workspace. Invite them first.`;
  return refuse("invalid_input", message, { problems: [{ path: "assignee", message }] });
}

type Outcome = "changed" | "conflict" | "epoch" | "closed" | "in_flight" | "gone";

async function write(
  ctx: Context,
  scope: RunScope,
  place: ItemPlace,
  { action, change, text, row }: Extract<ItemDecision, { kind: "changed" }>,
): Promise<Outcome> {
  const audit = prepareAudit(ctx.actor, {
    action,
    subject: { kind: "item", key: place.key },
    change: { ...change, version: row.version },
    text,
  });
  const { idempotency } = ctx;
  const work = queryPrepared<{ outcome: Outcome }>(
    ctx.db,
    "change_item",
    "select outcome from change_item($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16)",
    [
      scope.run.id,
      place.key,
      row.version - 1,
      scope.run.policyEpoch,
      ctx.actor.person?.id ?? null,
      JSON.stringify(row),
      ctx.now,
      audit.body,
      audit.text,
      audit.salt,
      idempotency?.principal ?? null,
      idempotency?.route ?? null,
      idempotency?.key ?? null,
      idempotency?.bodyHmac ?? null,
      idempotency?.status ?? null,
      JSON.stringify(asChanged(place, row, false)),
    ],
  );
  // A key that was used before takes the change back with it: the table holds each key once.
  const outcome = await work.then(
    (rows) => rows[0]?.outcome ?? "conflict",
    (error: unknown) => {
      if (error instanceof Error && "code" in error && error.code === uniqueViolation) return "in_flight" as const;
      throw error;
    },
  );
  if (idempotency && outcome === "changed") idempotency.recorded = true;
  return outcome;
}
