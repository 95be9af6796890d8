import { offsetMinutes } from "./due";
import { liveAt } from "./go-live";
import { lifeOf, type RunLife } from "./run-life";
import type { RunState } from "./run-state";
import type { Stage } from "./template";

/** When an announcement is to be sent, read off what its template says of it. */
export type Moment =
  /** From the target; of what comes after, from going live, as due times are. */
  | { kind: "offset"; minutes: number; from: "target" | "live" }
  | { kind: "traffic"; share: number | null }
  | { kind: "before" | "during" | "live" | "after" | "rollback" };

const share = /(?<![\d.])(\d{1,3})\s?%/;

/** The first that matches, so that "after go-live" is after, and "rollback at 5 %" a rollback. */
const words: readonly [RegExp, Exclude<Moment["kind"], "offset" | "traffic"> | "each"][] = [
  [/\broll(?:ed|s|ing)?[ -]?back\b|\bwent back\b|\brevert|\bzurück|\bretour arrière/iu, "rollback"],
  [/\b(?:each|every)\b.{0,20}\bstep|\bcheckpoints?\b|\btraffic steps?\b|\bje(?:der|dem) Schritt/iu, "each"],
  [/\bafter\b|\bpost\b|\bnach\b|\baprès\b|\bdespués\b|\bafterwards\b/iu, "after"],
  [/\bbefore\b|\bpre\b|\bprior\b|\bahead\b|\bvor\b|\bavant\b|\bantes\b/iu, "before"],
  [/\bduring\b|\bin progress\b|\bwährend\b|\bpendant\b/iu, "during"],
  [/\bgo[ -]?live\b|\bdeclar|\blaunch/iu, "live"],
];

const ofStage: Readonly<Record<Stage, Exclude<Moment["kind"], "offset" | "traffic">>> = {
  before: "before",
  during: "during",
  after: "after",
  contingency: "rollback",
};

/** What the moment says, else the title, else the stage it stands in. */
export function momentOf({ moment, title }: { moment: string; title: string }, stage: Stage): Moment {
  for (const text of [moment, title]) {
    const minutes = text.trim() === "" ? null : offsetMinutes(text);
    if (minutes !== null) return { kind: "offset", minutes, from: stage === "after" ? "live" : "target" };
    const kind = words.find(([pattern]) => pattern.test(text))?.[1];
    if (kind === "rollback") return { kind };
    const named = Number(share.exec(text)?.[1] ?? Number.NaN);
    if (named >= 0 && named <= 100) return { kind: "traffic", share: named };
    if (kind === "each") return { kind: "traffic", share: null };
    if (kind) return { kind };
  }
  return { kind: ofStage[stage] };
}

/** A moment that came, and whether what it was for is over. `since` = when it came (ms), where that is known. */
export type MomentStanding = { came: boolean; over: boolean; since: number | null };

/** How long after its moment an announcement still is in time, where nothing else ends it. */
export const graceMinutes = 60;
const ahead = 60;

const notYet: MomentStanding = { came: false, over: false, since: null };

/** What of a run decides whether a moment has come. */
export type MomentFacts = {
  life: RunLife;
  nowMs: number;
  targetMs: number | null;
  timeScale: number;
  closed: boolean;
  /** When steps of the deployment began, and when the last was done while none is left; ms. */
  startedMs: number | null;
  stepsDoneMs: number | null;
  /** Shares of traffic in order of the steps, and when each was reached. */
  shares: readonly { share: number; reachedMs: number | null }[];
  /** When it went live. */
  liveMs: number | null;
  /** When a rollback was called for. */
  rollbackMs: number | null;
};

/** Whether a moment has come and is over: the one rule. What a rollback ends doesn't come any more. */
export function standingAt(moment: Moment, facts: MomentFacts): MomentStanding {
  const { life, nowMs, targetMs, closed, startedMs, stepsDoneMs, shares, liveMs, rollbackMs } = facts;
  const minutes = (count: number) => (count * 60_000) / facts.timeScale;
  if (life === "aborted") return notYet;
  const back = life === "rolling_back" || life === "rolled_back";
  // What is recorded has come, also for a reader whose clock is behind.
  const cameAt = (since: number | null, over: boolean): MomentStanding =>
    since === null ? notYet : { came: true, over: over || closed, since };
  const fromThen = (since: number | null) => (since === null || since > nowMs ? null : since);
  const forAWhile = (since: number | null) => cameAt(since, since !== null && nowMs > since + minutes(graceMinutes));
  if (moment.kind === "rollback") return back ? cameAt(rollbackMs, life === "rolled_back") : notYet;
  if (back) return notYet;
  switch (moment.kind) {
    case "offset":
      if (moment.from === "live" && liveMs !== null) return forAWhile(fromThen(liveMs + minutes(moment.minutes)));
      if (targetMs !== null) return forAWhile(fromThen(targetMs + moment.minutes * 60_000));
      return standingAt({ kind: moment.minutes < 0 ? "before" : "after" }, facts);
    case "before": {
      if (startedMs !== null) return cameAt(startedMs, true);
      if (life !== "planning" && life !== "no_go") return { came: true, over: closed, since: null };
      return cameAt(targetMs === null ? null : fromThen(targetMs - minutes(ahead)), false);
    }
    case "during":
      return cameAt(startedMs, stepsDoneMs !== null);
    case "traffic": {
      const at = shares.findIndex((each) => each.share === moment.share);
      const reached = shares[at]?.reachedMs ?? null;
      const later = shares.slice(at + 1).some(({ reachedMs }) => reachedMs !== null);
      return at < 0 ? notYet : cameAt(reached, later || stepsDoneMs !== null);
    }
    case "live":
      return forAWhile(liveMs);
    case "after":
      return life === "verifying" || life === "closed" ? forAWhile(liveMs ?? stepsDoneMs) : notYet;
  }
}

/** Reads off a run what its moments depend on. */
export function momentFacts(state: RunState): MomentFacts {
  const { snapshot, standings, nowMs } = state;
  const { run, triggers, attempts } = snapshot;
  const steps = standings.filter(
    ({ leaf, taken, excused }) => leaf.stage === "during" && taken && !excused && !leaf.recurring,
  );
  const changed = ({ state: at, row }: (typeof steps)[number]) =>
    at === "open" || row?.changedAt == null ? null : Date.parse(row.changedAt);
  const begun = steps.flatMap((step) => changed(step) ?? []);
  const left = steps.some(({ satisfied, applicable }) => applicable && !satisfied);
  const stepsDoneMs = steps.length > 0 && !left ? latest(begun) : null;
  const life = lifeOf(state);
  const fired = triggers.filter(({ clearedAt }) => clearedAt === null).map(({ firedAt }) => Date.parse(firedAt));
  const ended = attempts.at(-1)?.endedAt;
  return {
    life,
    nowMs,
    targetMs: run.targetAt === null ? null : Date.parse(run.targetAt),
    timeScale: run.timeScale,
    closed: run.closedAt !== null,
    startedMs: begun.length === 0 ? null : Math.min(...begun),
    stepsDoneMs,
    shares: steps.flatMap((step) => {
      const { traffic } = step.leaf.item.hold ?? {};
      return traffic === undefined ? [] : [{ share: traffic, reachedMs: changed(step) }];
    }),
    liveMs: liveAt(state),
    rollbackMs: latest(fired) ?? (ended === undefined ? null : Date.parse(ended)),
  };
}

function latest(moments: readonly number[]): number | null {
  return moments.length === 0 ? null : Math.max(...moments);
}
