import { capacityOf, longestOverrideHours, neverOverridden, toOverridden } from "@/lib/domain/override";
import { buildOverrideStatement } from "@/lib/domain/override-statement";
import { plainText } from "@/lib/domain/plain-text";
import { assess } from "@/lib/domain/readiness";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { signLeaf } from "@/lib/domain/signature";
import { gateScope } from "@/lib/domain/signature-standing";
import { indexDocument } from "@/lib/domain/template-tree";
import type { Context } from "./context";
import { Prisma } from "./generated/client";
import { type OverrideView, partyOf, toOverrideRow } from "./override.read";
import { changeRun, reasonIn, reasonRequired } from "./run-change.write";
import { runNotFound } from "./run-scope.read";
import { readSnapshot } from "./run-snapshot.read";

const draftMilliseconds = 5 * 60_000;

export type OverrideInput = { reason: string /** ISO. */; endsAt: string };

/**
 * Draws up the override of a gate that is NO-GO: the statement both people will read, over the reasons of this moment.
 * It is a draft for five minutes; its author proving who they are makes it a request.
 */
export async function draftOverride(
  ctx: Context,
  runId: string,
  key: string,
  input: OverrideInput,
): Promise<Result<OverrideView>> {
  return changeRun(ctx, runId, "gate.override", async (tx, scope) => {
    const snapshot = await readSnapshot(tx, ctx.actor.workspaceId, runId);
    const place = snapshot && indexDocument(snapshot.document).gateByKey.get(key);
    const { person, roles } = ctx.actor;
    if (!place || !snapshot || !person) return runNotFound;
    const capacity = capacityOf(partyOf(scope, person.id, roles));
    if (capacity === null) return refuse("forbidden", "The run's lead and an admin override a gate together.");
    const reason = reasonIn(input.reason);
    if (reason === null) return reasonRequired("Say why it has to be passed although it is NO-GO.");
    const wrong = endProblem(Date.parse(input.endsAt) - ctx.now.getTime());
    if (wrong) return refuse("invalid_input", wrong, { problems: [{ path: "endsAt", message: wrong }] });
    const readiness = assess(snapshot, ctx.now.toISOString(), key);
    const title = plainText(place.gate.title);
    if (readiness.override) return refuse("already_done", `${title} is overridden until ${readiness.override.endsAt}.`);
    if (readiness.verdict !== "no_go")
      return refuse("already_done", `Nothing stands against ${title}: there is nothing to override.`);
    const fixed = readiness.reasons.find(({ code }) => neverOverridden.has(code));
    if (fixed) return refuse("gate_not_ready", `${fixed.text}: not even an override stands against that.`);

    const now = gateScope(snapshot, place, ctx.now.toISOString());
    const leaves = now.covered.map(signLeaf);
    const overridden = toOverridden(readiness.reasons);
    const endsAt = new Date(input.endsAt).toISOString();
    const statement = buildOverrideStatement({
      run: snapshot.run,
      gate: place.gate,
      verdict: readiness.verdict,
      score: readiness.score,
      required: readiness.required,
      overridden,
      reason,
      endsAt,
      asker: { id: person.id, name: person.name, capacity },
      scopeDigest: now.digest,
      leaves,
      issuedAt: ctx.now.toISOString(),
    });
    const row = await tx.gateOverride.create({
      data: {
        runId,
        gateKey: key,
        reason,
        endsAt,
        overridden,
        artefact: snapshot.run.artefact ?? Prisma.DbNull,
        environment: snapshot.run.environment,
        statement: Uint8Array.from(statement.bytes),
        sha256: statement.sha256,
        scopeDigest: now.digest,
        leaves,
        createdAt: ctx.now,
        expiresAt: new Date(ctx.now.getTime() + draftMilliseconds),
        askedById: person.id,
        askedByName: person.name,
        askedAs: capacity,
      },
    });
    return accept({ ...toOverrideRow(row), statement: statement.text });
  });
}

function endProblem(lasts: number): string | null {
  if (lasts <= 0) return "An override must end in the future.";
  if (lasts <= longestOverrideHours * 3_600_000) return null;
  return `An override lasts ${longestOverrideHours} hours at most. Name an earlier end.`;
}
