import { evidenceEnd } from "./evidence-demand";
import { concerns } from "./freeze";
import type { RunSnapshot } from "./run";
import type { RunState } from "./run-state";
import { indexDocument } from "./template-tree";
import { firedTriggers } from "./trigger-state";
import type { Judgement } from "./verdict";

/** The next moment at which time alone may change the verdict: something expires, falls due or runs out. ISO or null. */
export function validUntil(state: RunState, judgements: readonly Judgement[]): string | null {
  const moments: number[] = [];
  const add = (at: string | null | undefined) => {
    if (at) moments.push(Date.parse(at));
  };
  for (const { covered, signoffs } of judgements) {
    for (const { grants, evidence, leaf } of covered) {
      for (const grant of grants) add(grant.expiresAt);
      for (const row of evidence) add(evidenceEnd(row, leaf.demand?.ageMinutes ?? null));
    }
    for (const { acts } of signoffs) {
      for (const { row } of acts) for (const { dueAt, doneAt } of row.conditions) add(doneAt === null ? dueAt : null);
    }
  }
  for (const { until, acceptedAt, revokedAt } of state.snapshot.delegations)
    add(acceptedAt === null || revokedAt !== null ? null : until);
  for (const { rollbackAt } of firedTriggers(state.index, state.snapshot.triggers, state.snapshot.run.timeScale))
    moments.push(rollbackAt);
  for (const { endsAt } of state.overrides.values()) add(endsAt);
  moments.push(...freezeMoments(state.snapshot));
  const next = firstAfter(moments, state.nowMs);
  return Number.isFinite(next) ? new Date(next).toISOString() : null;
}

/**
 * The first moment after `nowMs` at which time alone may change anything read from a snapshot, covered by a gate or
 * not, in milliseconds; Infinity when there is none. Forecasts count from now on and move all the time.
 */
export function nextMoment(
  { run, document, waivers, evidence, signatures, overrides, triggers, delegations, freezes }: RunSnapshot,
  nowMs: number,
): number {
  const { leafByKey } = indexDocument(document);
  const dates = [
    ...delegations.map(({ until }) => until),
    ...waivers.map(({ expiresAt }) => expiresAt),
    ...evidence.map((row) => evidenceEnd(row, leafByKey.get(row.itemKey)?.demand?.ageMinutes ?? null)),
    ...signatures.flatMap(({ conditions }) => conditions.map(({ dueAt }) => dueAt)),
    ...overrides.flatMap(({ endsAt, expiresAt }) => [endsAt, expiresAt]),
  ];
  const moments = dates.flatMap((date) => (date === null ? [] : [Date.parse(date)]));
  for (const { rollbackAt } of firedTriggers(indexDocument(document), triggers, run.timeScale))
    moments.push(rollbackAt);
  moments.push(...freezeMoments({ run, freezes }));
  return firstAfter(moments, nowMs);
}

function freezeMoments({ run, freezes }: Pick<RunSnapshot, "run" | "freezes">): number[] {
  const ours = freezes.filter((window) => concerns(window, run.environment));
  return ours.flatMap(({ startsAt, endsAt }) => [Date.parse(startsAt), Date.parse(endsAt)]);
}

function firstAfter(moments: readonly number[], nowMs: number): number {
  return moments.reduce((min, at) => (at > nowMs && at < min ? at : min), Number.POSITIVE_INFINITY);
}
