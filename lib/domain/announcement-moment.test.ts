import { describe, expect, it } from "vitest";
import { type Moment, type MomentFacts, momentOf, standingAt } from "./announcement-moment";
import { at, noon } from "./sample-run";
import type { Stage } from "./template";

describe("a moment as people write it", () => {
  it.each<[string, Stage, Moment]>([
    ["T-24h", "before", { kind: "offset", minutes: -1440, from: "target" }],
    ["T + 15 m", "after", { kind: "offset", minutes: 15, from: "live" }],
    ["T-2d", "before", { kind: "offset", minutes: -2880, from: "target" }],
    ["T", "before", { kind: "offset", minutes: 0, from: "target" }],
    ["Before Deployment (Jan 20)", "during", { kind: "before" }],
    ["Pre-Deployment Announcement", "during", { kind: "before" }],
    ["During Deployment", "before", { kind: "during" }],
    ["Checkpoints", "during", { kind: "traffic", share: null }],
    ["at each traffic step", "before", { kind: "traffic", share: null }],
    ["25 % of traffic", "during", { kind: "traffic", share: 25 }],
    ["after 50%", "during", { kind: "traffic", share: 50 }],
    ["After Deployment (Jan 21 afternoon)", "before", { kind: "after" }],
    ["after go-live", "before", { kind: "after" }],
    ["Post-Deployment Announcement", "before", { kind: "after" }],
    ["Go-Live Declaration (8:00 AM)", "during", { kind: "live" }],
    ["rollback", "before", { kind: "rollback" }],
    ["after the rollback at 25 %", "during", { kind: "rollback" }],
    ["", "contingency", { kind: "rollback" }],
    ["some time", "after", { kind: "after" }],
    ["1.5 % errors", "during", { kind: "during" }],
    ["120 %", "during", { kind: "during" }],
  ])("%s in %s", (moment, stage, expected) => {
    expect(momentOf({ moment, title: "Message" }, stage)).toEqual(expected);
  });

  it("is looked for in the title when it says nothing itself", () => {
    expect(momentOf({ moment: "", title: "We went back" }, "before")).toEqual({ kind: "rollback" });
  });
});

const ms = (minutes: number) => Date.parse(at(minutes));
/** At noon, an hour before the target, before anything. */
const facts = (more: Partial<MomentFacts> = {}): MomentFacts => ({
  life: "planning",
  nowMs: Date.parse(noon),
  targetMs: ms(120),
  timeScale: 1,
  closed: false,
  startedMs: null,
  stepsDoneMs: null,
  shares: [],
  liveMs: null,
  rollbackMs: null,
  ...more,
});
const shares = (...reached: (number | null)[]) =>
  [5, 25, 100].map((share, index) => ({ share, reachedMs: reached[index] === null ? null : ms(reached[index] ?? 0) }));

describe("a moment in a run", () => {
  it.each<[string, Moment, Partial<MomentFacts>, "later" | "due" | "over"]>([
    ["the day before is not there yet", { kind: "offset", minutes: -60, from: "target" }, {}, "later"],
    ["the hour before is there", { kind: "offset", minutes: -120, from: "target" }, {}, "due"],
    ["and is over an hour later", { kind: "offset", minutes: -181, from: "target" }, {}, "over"],
    [
      "no target: an offset before is before",
      { kind: "offset", minutes: -60, from: "target" },
      { targetMs: null, life: "polling" },
      "due",
    ],
    [
      "no target: an offset after is after",
      { kind: "offset", minutes: 15, from: "target" },
      { targetMs: null },
      "later",
    ],
    [
      "an offset of what comes after counts from going live",
      { kind: "offset", minutes: 15, from: "live" },
      { life: "verifying", liveMs: ms(-20) },
      "due",
    ],
    ["before: not while it is far", { kind: "before" }, {}, "later"],
    ["before: from an hour ahead", { kind: "before" }, { targetMs: ms(60) }, "due"],
    ["before: while polling", { kind: "before" }, { life: "polling" }, "due"],
    ["before: over once a step began", { kind: "before" }, { life: "deploying", startedMs: ms(-1) }, "over"],
    ["during: not before", { kind: "during" }, { life: "polling" }, "later"],
    ["during: from the first step", { kind: "during" }, { life: "deploying", startedMs: ms(-1) }, "due"],
    [
      "during: over with the last",
      { kind: "during" },
      { life: "verifying", startedMs: ms(-9), stepsDoneMs: ms(-1) },
      "over",
    ],
    [
      "5 %: not before that step",
      { kind: "traffic", share: 5 },
      { life: "deploying", shares: shares(null, null, null) },
      "later",
    ],
    [
      "5 %: with that step",
      { kind: "traffic", share: 5 },
      { life: "deploying", shares: shares(-1, null, null) },
      "due",
    ],
    [
      "5 %: over with the next",
      { kind: "traffic", share: 5 },
      { life: "deploying", shares: shares(-9, -1, null) },
      "over",
    ],
    [
      "40 %: no step of that share",
      { kind: "traffic", share: 40 },
      { life: "deploying", shares: shares(-9, -1, -1) },
      "later",
    ],
    ["live: not before it is declared", { kind: "live" }, { life: "deploying" }, "later"],
    ["live: once it is", { kind: "live" }, { life: "verifying", liveMs: ms(-1) }, "due"],
    ["live: over an hour later", { kind: "live" }, { life: "verifying", liveMs: ms(-61) }, "over"],
    ["after: not while deploying", { kind: "after" }, { life: "deploying", liveMs: ms(-1) }, "later"],
    ["after: while verifying", { kind: "after" }, { life: "verifying", liveMs: ms(-1) }, "due"],
    ["after: over once closed", { kind: "after" }, { life: "closed", closed: true, liveMs: ms(-1) }, "over"],
    ["rollback: not while all is well", { kind: "rollback" }, { life: "deploying" }, "later"],
    ["rollback: once it is called for", { kind: "rollback" }, { life: "rolling_back", rollbackMs: ms(-1) }, "due"],
    ["rollback: over once recorded", { kind: "rollback" }, { life: "rolled_back", rollbackMs: ms(-9) }, "over"],
    ["what a rollback ends doesn't come any more", { kind: "after" }, { life: "rolled_back", liveMs: ms(-9) }, "later"],
    [
      "nothing comes once it was given up",
      { kind: "offset", minutes: -180, from: "target" },
      { life: "aborted" },
      "later",
    ],
    ["a rehearsal's hour is shorter", { kind: "live" }, { life: "verifying", liveMs: ms(-7), timeScale: 10 }, "over"],
  ])("%s", (_, moment, more, expected) => {
    const { came, over } = standingAt(moment, facts(more));
    expect(!came ? "later" : over ? "over" : "due").toBe(expected);
  });
});
