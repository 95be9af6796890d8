import type { Readiness } from "@/lib/domain/assessment";
import { answerGate, type GateAnswer } from "@/lib/domain/gate-answer";
import { rangeOf } from "@/lib/domain/pace";
import { simulate } from "@/lib/domain/readiness";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { RunSnapshot } from "@/lib/domain/run";
import { nothingSupposed, type Supposed, suppose, unknownSupposed } from "@/lib/domain/supposed";
import { indexDocument } from "@/lib/domain/template-tree";
import type { Context } from "./context";
import { readPace } from "./pace.read";
import { runNotFound, scopeSnapshot } from "./run-scope.read";

/** Readiness of a gate, computed from one snapshot; without a gate, of the run's headline. As it would be, if supposed. */
export async function readReadiness(
  ctx: Context,
  runId: string,
  gate?: string,
  supposed: Supposed = nothingSupposed,
): Promise<Result<Readiness>> {
  const snapshot = await snapshotWithGate(ctx, runId, "run.read", gate);
  if (!snapshot.ok) return snapshot;
  const index = indexDocument(snapshot.value.document);
  const problems = unknownSupposed({ index, snapshot: snapshot.value }, supposed).map((key) => ({
    message: `${key} is nothing of this run.`,
  }));
  if (problems.length > 0)
    return refuse("invalid_input", problems.map(({ message }) => message).join(" "), { problems });
  const now = ctx.now.toISOString();
  const readiness = simulate(snapshot.value, supposed, now, gate);
  const pace = await readPace(ctx, runId);
  if (!pace.ok) return pace;
  const place = { snapshot: suppose(snapshot.value, supposed, now), now, gate: readiness.gate };
  return accept({
    ...readiness,
    forecast: { ...readiness.forecast, range: rangeOf(readiness.forecast, pace.value, place) },
  });
}

/** May `asked` be deployed? One snapshot, judged anew whatever was recorded. Throws rather than guess. */
export async function readGateAnswer(
  ctx: Context,
  runId: string,
  gate?: string,
  asked?: string,
): Promise<Result<GateAnswer>> {
  const snapshot = await snapshotWithGate(ctx, runId, "gate.read", gate);
  return snapshot.ok ? accept(answerGate(snapshot.value, ctx.now.toISOString(), gate, asked)) : snapshot;
}

/** The run's snapshot, for whoever may; an unknown gate is not found. */
async function snapshotWithGate(
  ctx: Context,
  runId: string,
  action: "run.read" | "gate.read",
  gate: string | undefined,
): Promise<Result<RunSnapshot>> {
  const scope = await scopeSnapshot(ctx, runId, action);
  if (!scope.ok) return scope;
  const { snapshot } = scope.value;
  const { gates, gateByKey } = indexDocument(snapshot.document);
  if (gate === undefined ? gates.length === 0 : !gateByKey.has(gate)) return runNotFound;
  return accept(snapshot);
}
