import { assess } from "@/lib/domain/readiness";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { RunSnapshot } from "@/lib/domain/run";
import { signLeaf } from "@/lib/domain/signature";
import { changesSince } from "@/lib/domain/signature-standing";
import type { Authority } from "@/lib/domain/signing-authority";
import { isEnough, requirementWords, type SigningMethod } from "@/lib/domain/signing-method";
import type { Decision, SignedFor } from "@/lib/domain/signing-rows";
import { afterTitles } from "@/lib/domain/signoff-words";
import { buildStatement, statementSummary } from "@/lib/domain/statement";
import { indexDocument } from "@/lib/domain/template-tree";
import { auditRun } from "./audit.write";
import { type CeremonyCondition, type CeremonyScope, signingNow } from "./ceremony.read";
import type { Context } from "./context";
import type { Transaction } from "./database";
import { secondFactorsOf } from "./factor.read";
import { refuseDecided } from "./gate.write";
import { findConnection } from "./identity.read";
import { memberByEmail } from "./member.read";
import { changeRun, reasonIn } from "./run-change.write";
import { runNotFound } from "./run-scope.read";
import { readSnapshot } from "./run-snapshot.read";
import { readSigningRequirement } from "./workspace-setting.read";

const lifeMilliseconds = 5 * 60_000;

export type CeremonyInput = {
  decision: Decision;
  comment?: string | undefined;
  /** `owner` is a mail address, `dueAt` ISO. */
  conditions: readonly { text: string; owner?: string | undefined; dueAt?: string | null | undefined }[];
  method: SigningMethod;
};

/** What the signer is shown; `statement` is the exact text whose SHA-256 they repeat. */
export type CeremonyView = { id: string; statement: string; summary: string; sha256: string; expiresAt: string };

/**
 * Opens a ceremony: builds the statement once from the rows under the run's lock, stores its bytes, and takes back any
 * statement the same person left open for this sign-off.
 */
export async function openCeremony(
  ctx: Context,
  runId: string,
  signoffKey: string,
  input: CeremonyInput,
): Promise<Result<CeremonyView>> {
  return changeRun(ctx, runId, "signoff.sign", async (tx) => {
    const snapshot = await readSnapshot(tx, ctx.actor.workspaceId, runId);
    const index = snapshot && indexDocument(snapshot.document);
    const found = index?.signoffs.find(({ signoff }) => signoff.key === signoffKey);
    const place = found && index?.gateByKey.get(found.gate.key);
    const { person } = ctx.actor;
    if (!found || !place || !snapshot || !person) return runNotFound;
    const { gate, signoff } = found;
    const by = { personId: person.id, decision: input.decision, now: ctx.now };
    const { scope: now, read, answer } = signingNow(snapshot, { place, signoff }, by);
    if (!answer.may) return refuse("forbidden", answer.text);
    const { role } = answer.authority;
    const delegation = signedFor(snapshot, answer.authority);
    const decided = refuseDecided(snapshot, place);
    if (decided) return decided;
    const weak = await refuseMethod(tx, ctx, person.id, input.method);
    if (weak) return weak;
    const checked = await checkInput(tx, ctx, input);
    if (!checked.ok) return checked;
    const { comment, conditions, owners } = checked.value;

    const leaves = now.covered.map(signLeaf);
    const { verdict, score, required } = assess(snapshot, ctx.now.toISOString(), gate.key);
    const waivers = now.covered.flatMap(({ leaf, grants }) =>
      grants.map(({ id, reason, expiresAt }) => ({ id, title: leaf.title, reason, expiresAt })),
    );
    const statement = buildStatement({
      run: snapshot.run,
      gate,
      signoff,
      verdict,
      score,
      required,
      leaves: leaves.map((leaf, n) => ({ ...leaf, title: now.covered[n]?.leaf.title ?? leaf.key })),
      scopeDigest: now.digest,
      waivers,
      risks: now.risks,
      choices: now.choices,
      parts: read.parts,
      signer: { id: person.id, name: person.name, role },
      delegation,
      decision: input.decision,
      comment,
      conditions: conditions.map(({ text, dueAt }, n) => ({ text, dueAt, owner: owners[n] ?? null })),
      method: input.method,
      issuedAt: ctx.now.toISOString(),
    });
    const before = snapshot.signatures.findLast(
      (row) => row.personId === person.id && row.signoffKey === signoffKey && row.gateKey === gate.key,
    );
    const summary = statementSummary({
      run: snapshot.run,
      gate,
      decision: input.decision,
      score,
      conditions: conditions.map(({ text, dueAt }) => ({ text, dueAt, owner: null })),
      waivers: waivers.length,
      risks: now.risks.length,
      changedSinceLast: before ? changesSince(before, now).changed.length : null,
      parts: read.parts,
      after: afterTitles(gate, signoff),
      delegation,
    });
    const bound: CeremonyScope = {
      gateKey: gate.key,
      printedName: person.name,
      role,
      delegation: delegation && toSignedFor(delegation),
      leaves,
      scopeDigest: now.digest,
      head: await readHead(tx, runId),
    };
    const mine = { runId, signoffKey, personId: person.id };
    await tx.ceremony.updateMany({ where: { ...mine, usedAt: null, voidedAt: null }, data: { voidedAt: ctx.now } });
    const expiresAt = new Date(ctx.now.getTime() + lifeMilliseconds);
    const { id } = await tx.ceremony.create({
      data: {
        ...mine,
        decision: input.decision,
        comment,
        conditions,
        method: input.method,
        statement: Uint8Array.from(statement.bytes),
        sha256: statement.sha256,
        scope: bound,
        createdAt: ctx.now,
        expiresAt,
      },
      select: { id: true },
    });
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "ceremony.opened",
      subject: { kind: "signoff", key: signoffKey },
      change: { ceremony: id, decision: input.decision, sha256: statement.sha256, role },
    });
    return accept({
      id,
      statement: statement.text,
      summary,
      sha256: statement.sha256,
      expiresAt: expiresAt.toISOString(),
    });
  });
}

/** What the statement says of the delegation; null for the signer's own authority. */
function signedFor({ people }: RunSnapshot, { delegation }: Authority) {
  if (!delegation) return null;
  const { id, fromId, until, reason, acceptedAt } = delegation;
  return { id, fromId, fromName: people[fromId]?.name ?? "Someone who left", until, reason, acceptedAt };
}

function toSignedFor({ id, fromId, fromName, until }: SignedFor): SignedFor {
  return { id, fromId, fromName, until };
}

async function refuseMethod(tx: Transaction, ctx: Context, personId: string, method: SigningMethod) {
  const required = await readSigningRequirement(tx, ctx.actor.workspaceId);
  const say = (message: string) => refuse("invalid_input", message, { problems: [{ path: "method", message }] });
  if (!isEnough(method, required)) {
    return say(`Signing in this workspace asks for ${requirementWords[required]}. Add it in your settings.`);
  }
  if (method === "oidc") {
    if (await findConnection(tx, personId)) return null;
    return say("Your account isn't connected to single sign-on. Connect it in your settings.");
  }
  if (method === "password" || (await secondFactorsOf(tx, personId)).includes(method)) return null;
  return say(
    method === "totp"
      ? "You have no authenticator app here yet. Add one in your settings."
      : "You have no passkey here yet. Add one in your settings.",
  );
}

type Checked = { comment: string | null; conditions: CeremonyCondition[]; owners: (string | null)[] };

async function checkInput(tx: Transaction, ctx: Context, input: CeremonyInput): Promise<Result<Checked>> {
  const comment = reasonIn(input.comment);
  const say = (path: string, message: string) => refuse("reason_required", message, { problems: [{ path, message }] });
  if (input.decision === "reject" && comment === null) return say("comment", "Say why you reject.");
  if (input.decision === "approve_with_conditions" && comment === null && input.conditions.length === 0) {
    return say("conditions", "Name at least one condition.");
  }
  if (input.decision !== "approve_with_conditions" && input.conditions.length > 0) {
    const message = "Only an approval with conditions carries conditions.";
    return refuse("invalid_input", message, { problems: [{ path: "conditions", message }] });
  }
  const conditions: CeremonyCondition[] = [];
  const owners: (string | null)[] = [];
  for (const [n, { text, owner, dueAt }] of input.conditions.entries()) {
    const person = owner === undefined ? null : await memberByEmail(tx, ctx.actor.workspaceId, owner);
    if (owner !== undefined && !person) {
      const message = `${owner} is nobody of this workspace. Invite them first.`;
      return refuse("invalid_input", message, { problems: [{ path: `conditions.${n}.owner`, message }] });
    }
    conditions.push({
      text: text.trim(),
      ownerId: person?.id ?? null,
      dueAt: dueAt ? new Date(dueAt).toISOString() : null,
    });
    owners.push(person?.name ?? null);
  }
  return accept({ comment, conditions, owners });
}

async function readHead(tx: Transaction, runId: string): Promise<CeremonyScope["head"]> {
  const { seq, headHash } = await tx.run.findUniqueOrThrow({
    where: { id: runId },
    select: { seq: true, headHash: true },
  });
  return { seq: Number(seq), hash: headHash ? Buffer.from(headHash).toString("hex") : null };
}
