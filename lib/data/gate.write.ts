import type { Readiness, Verdict } from "@/lib/domain/assessment";
import { plainText } from "@/lib/domain/plain-text";
import { assess } from "@/lib/domain/readiness";
import { accept, type Refusal, type Result, refuse } from "@/lib/domain/refusal";
import type { Artefact, GateRow, GateStatus, RunSnapshot } from "@/lib/domain/run";
import { signLeaf, stateRoot } from "@/lib/domain/signature";
import { gateScope } from "@/lib/domain/signature-standing";
import { type GatePlace, indexDocument } from "@/lib/domain/template-tree";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import type { Transaction } from "./database";
import { Prisma } from "./generated/client";
import { supersedeOverrides } from "./override-end.write";
import { changeRun, moveEpoch, reasonIn, reasonRequired } from "./run-change.write";
import { runNotFound } from "./run-scope.read";
import { readSnapshot } from "./run-snapshot.read";

/** What GO was given for; the covered leaves themselves stand in its audit entry, under the chain. */
type Frozen = {
  verdict: Verdict;
  score: number;
  conditions: number;
  artefact: Artefact | null;
  environment: string;
  scopeDigest: string;
  stateRoot: string;
  signatures: { id: string; signoff: string; role: string; name: string; sha256: string }[];
};

const decided: ReadonlySet<GateStatus> = new Set(["go", "no_go", "override"]);

type Input = { reason?: string | undefined };

/** Records the lead's GO. Refuses unless the rows, read under the run's lock, give it: `current` says what stands against. */
export function declareGo(ctx: Context, runId: string, key: string, input: Input): Promise<Result<GateRow>> {
  return changeGate(ctx, runId, key, async ({ tx, place, snapshot, before }) => {
    const refusal = refuseDecided(snapshot, place);
    if (refusal) return refusal;
    const readiness = assess(snapshot, ctx.now.toISOString(), key);
    if (readiness.verdict === "no_go") {
      const { verdict, score, required, reasons, blockers } = readiness;
      return refuse("gate_not_ready", `${readiness.gateTitle} is NO-GO: ${reasons[0]?.text ?? "it is not ready"}.`, {
        current: { verdict, score, required, reasons, blockers },
      });
    }
    const { frozen, leaves } = freeze(snapshot, place, readiness, ctx.now.toISOString());
    const reason = reasonIn(input.reason);
    return decide(tx, ctx, { runId, key, before, status: "go", reason, frozen, change: { ...frozen, leaves } });
  });
}

/** Records the lead's NO-GO with the reason; it stands until the gate is reopened. */
export function declareNoGo(ctx: Context, runId: string, key: string, input: Input): Promise<Result<GateRow>> {
  return changeGate(ctx, runId, key, async ({ tx, place, snapshot, before }) => {
    const refusal = refuseDecided(snapshot, place);
    if (refusal) return refusal;
    const reason = reasonIn(input.reason);
    if (reason === null) return reasonRequired("Say why it is NO-GO.");
    const { verdict, score } = assess(snapshot, ctx.now.toISOString(), key);
    return decide(tx, ctx, { runId, key, before, status: "no_go", reason, frozen: null, change: { verdict, score } });
  });
}

/** Takes a recorded decision back with the reason; signatures stay what they are. */
export function reopenGate(ctx: Context, runId: string, key: string, input: Input): Promise<Result<GateRow>> {
  return changeGate(ctx, runId, key, async ({ tx, place, snapshot, before }) => {
    if (!decided.has(before)) return refuse("already_done", `${plainText(place.gate.title)} is open already.`);
    const reason = reasonIn(input.reason);
    if (reason === null) return reasonRequired("Say why the decision is taken back.");
    const signed = snapshot.signatures.some(({ gateKey, withdrawnAt }) => gateKey === key && withdrawnAt === null);
    const status = signed ? "polling" : "pending";
    return decide(tx, ctx, { runId, key, before, status, reason, frozen: null, change: {} });
  });
}

/** A new attempt asks anew; signatures stay what they are, and no longer count. */
export async function reopenForAttempt(
  tx: Transaction,
  ctx: Context,
  snapshot: RunSnapshot,
  key: string,
  reason: string,
): Promise<void> {
  const before = statusIn(snapshot, key);
  const runId = snapshot.run.id;
  await decide(tx, ctx, { runId, key, before, status: "pending", reason, frozen: null, change: {} });
}

type OpenGate = { tx: Transaction; place: GatePlace; snapshot: RunSnapshot; before: GateStatus };

/** The lead's decision about one gate, on the run as it stands under its lock. */
function changeGate(
  ctx: Context,
  runId: string,
  key: string,
  work: (gate: OpenGate) => Promise<Result<GateRow>>,
): Promise<Result<GateRow>> {
  return changeRun(ctx, runId, "gate.declare", async (tx) => {
    const snapshot = await readSnapshot(tx, ctx.actor.workspaceId, runId);
    const place = snapshot && indexDocument(snapshot.document).gateByKey.get(key);
    if (!place || !snapshot) return runNotFound;
    return work({ tx, place, snapshot, before: statusIn(snapshot, key) });
  });
}

/** A recorded decision stands until it is reopened: no other one, and no signature, comes after it. */
export function refuseDecided(snapshot: RunSnapshot, place: GatePlace): Refusal | null {
  const current = snapshot.gates.find((row) => row.key === place.gate.key);
  if (!current || !decided.has(current.status)) return null;
  return refuse(
    "gate_decided",
    `${plainText(place.gate.title)} is decided. Its lead reopens it first, with the reason.`,
    {
      current,
    },
  );
}

/** The first signature opens the poll. */
export async function startPolling(tx: Transaction, ctx: Context, runId: string, key: string): Promise<void> {
  const row = await tx.gateRecord.findUnique({ where: { runId_key: { runId, key } }, select: { status: true } });
  if (row && row.status !== "pending") return;
  await decide(tx, ctx, { runId, key, before: "pending", status: "polling", reason: null, frozen: null, change: {} });
}

type Decided = {
  runId: string;
  key: string;
  before: GateStatus;
  status: GateStatus;
  reason: string | null;
  frozen: Frozen | null;
  change: Record<string, unknown>;
};

async function decide(tx: Transaction, ctx: Context, decision: Decided): Promise<Result<GateRow>> {
  const { runId, key, before, status, reason, frozen, change } = decision;
  const data = {
    status,
    reason: decided.has(status) ? reason : null,
    decidedById: decided.has(status) ? (ctx.actor.person?.id ?? null) : null,
    decidedAt: decided.has(status) ? ctx.now : null,
    frozen: frozen ?? Prisma.DbNull,
  };
  await tx.gateRecord.upsert({
    where: { runId_key: { runId, key } },
    create: { runId, key, ...data },
    update: { ...data, version: { increment: 1 } },
  });
  if (decided.has(status)) await supersedeOverrides(tx, ctx, runId, key);
  await moveEpoch(tx, runId);
  await auditRun(tx, ctx.actor, runId, ctx.now, {
    action: actionOf(before, status),
    subject: { kind: "gate", key },
    change: { status: { from: before, to: status }, ...change },
    text: reason ?? undefined,
  });
  return accept({
    key,
    status,
    decidedById: data.decidedById,
    decidedAt: data.decidedAt?.toISOString() ?? null,
    reason: data.reason,
    frozen,
  });
}

function actionOf(before: GateStatus, after: GateStatus): string {
  if (after === "go" || after === "no_go") return `gate.${after}`;
  return decided.has(before) ? "gate.reopened" : "gate.polling";
}

function statusIn(snapshot: RunSnapshot, key: string): GateStatus {
  return snapshot.gates.find((row) => row.key === key)?.status ?? "pending";
}

function freeze(snapshot: RunSnapshot, place: GatePlace, readiness: Readiness, now: string) {
  const scope = gateScope(snapshot, place, now);
  const leaves = scope.covered.map(signLeaf);
  const counting = new Set(
    readiness.signoffs.flatMap(({ signatures }) =>
      signatures.filter(({ standing }) => standing === "counts").map(({ id }) => id),
    ),
  );
  const frozen: Frozen = {
    verdict: readiness.verdict,
    score: readiness.score,
    conditions: readiness.conditions.length,
    artefact: snapshot.run.artefact,
    environment: snapshot.run.environment,
    scopeDigest: scope.digest,
    stateRoot: stateRoot(leaves),
    signatures: snapshot.signatures
      .filter(({ id }) => counting.has(id))
      .map(({ id, signoffKey, role, printedName, sha256 }) => ({
        id,
        signoff: signoffKey,
        role,
        name: printedName,
        sha256,
      })),
  };
  return { frozen, leaves: leaves.map(({ key, revision, digest }) => [key, revision, digest]) };
}
