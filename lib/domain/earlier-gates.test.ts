import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fallenBefore, judgeAll } from "./earlier-gates";
import { answerGate } from "./gate-answer";
import { toOverridden } from "./override";
import { assess, simulate } from "./readiness";
import type { GateRow, RunSnapshot } from "./run";
import { readRun } from "./run-state";
import { snapshots } from "./sample-arbitrary";
import {
  allPassed,
  at,
  documentOf,
  evidence,
  gate,
  item,
  noon,
  override,
  phase,
  row,
  rowsOf,
  signed,
  signoff,
  snapshotOf,
  waiver,
} from "./sample-run";
import { nothingSupposed } from "./supposed";
import { indexDocument } from "./template-tree";

const document = documentOf(
  phase("staging", [
    item("backup", { severity: "critical" }),
    item("scan", { evidence: "required", age: 60 }),
    item("alerts", { severity: "high" }),
  ]),
  gate("ready", { asks: "approve", signoffs: [signoff("QA")] }),
  phase("production", [item("pods")]),
  gate("deploy"),
  phase("roll-out", [item("step")], { stage: "during" }),
  gate("live", { asks: "live" }),
  phase("watch", [item("look")], { stage: "after" }),
  gate("close", { asks: "close" }),
);

function decided(key: string, more: Partial<GateRow> = {}): GateRow {
  const frozen = { verdict: "go" as const, score: 100, conditions: 0, artefact: { version: "4.2.0" } };
  return { key, status: "go", decidedById: "lead", decidedAt: noon, reason: null, frozen, ...more };
}

const notYet = { pods: row("pods", { state: "passed" as const }), step: row("step"), look: row("look") };
const base = snapshotOf(document, {
  items: { ...allPassed(document), ...notYet, alerts: row("alerts") },
  evidence: [evidence("scan")],
  waivers: [waiver("alerts", { expiresAt: at(60) })],
});
const condition = { id: "c", text: "watch it", ownerId: "bob", dueAt: at(30), doneAt: null };
const approval = signed(base, { gateKey: "ready", signoffKey: "QA" });
/** GO at the first gate at noon, and everything before the second one done. */
const held: RunSnapshot = { ...base, signatures: [approval], gates: [decided("ready")] };
const withItem = (more: Parameters<typeof row>[1], key = "backup") => ({
  items: { ...held.items, [key]: row(key, { state: "passed", ...more }) },
});
const failed = withItem({ state: "failed", reason: "disk", revision: 1 });
const blocked = withItem({ blocked: { reason: "corrupted", byId: "ana", since: noon } });
const minor = withItem({ state: "failed", reason: "stale", revision: 1 }, "scan");
const accepted = override("ready", ["item:backup"], { endsAt: at(50) });
/** Only overridden, for the backup that is open. */
const overridden: RunSnapshot = {
  ...held,
  ...withItem({ state: "open", revision: 0 }),
  gates: [],
  overrides: [
    { ...accepted, overridden: [...accepted.overridden, { code: "score_below", subject: "score_below", text: "" }] },
  ],
};

type Change = Partial<RunSnapshot>;

/** What stays against a gate's decision, whatever the time. */
const lasting: [string, Change, number][] = [
  ["an item of it failed", failed, 1],
  ["an item of it is open again", withItem({ state: "open", revision: 1 }), 1],
  ["an item of it is blocked", withItem({ blocked: { reason: "disk", byId: "ana", since: noon } }), 1],
  ["a waiver of it was revoked", { waivers: [waiver("alerts", { revokedAt: noon })] }, 1],
  ["a signature of it was withdrawn", { signatures: [{ ...approval, withdrawnAt: at(1) }] }, 1],
  ["it was rejected", { signatures: [{ ...approval, decision: "reject" }] }, 1],
  ["another artefact is deployed", { run: { ...held.run, artefact: { version: "4.2.1" } } }, 1],
  ["its evidence was taken away", { evidence: [evidence("scan", { redactedAt: noon })] }, 1],
  ["NO-GO was recorded", { gates: [decided("ready", { status: "no_go", frozen: null })] }, 1],
  ["it is reopened", { gates: [decided("ready", { status: "polling", decidedAt: null, frozen: null })] }, 1],
  ["nobody decided it", { gates: [] }, 1],
  [
    "a condition of it is overdue",
    { signatures: [{ ...approval, decision: "approve_with_conditions", conditions: [condition] }] },
    31,
  ],
  [
    "its override was revoked",
    {
      ...overridden,
      overrides: overridden.overrides.map((each) => ({ ...each, endedAt: noon, ended: "revoked" as const })),
    },
    1,
  ],
  ["more is against it than its override names", { ...overridden, items: { ...overridden.items, ...failed.items } }, 1],
];
/** What merely ran out since. */
const ranOut: [string, Change, number][] = [
  ["its evidence is too old", {}, 60],
  ["its evidence had an end", { evidence: [evidence("scan", { expiresAt: at(20) })] }, 21],
  ["a waiver of it ended", { evidence: [evidence("scan", { addedAt: at(30) })] }, 61],
  ["its override has ended", overridden, 50],
];

const earlierOpen = [expect.objectContaining({ code: "earlier_gate_open", gate: "ready" })];

describe("before the deployment, a gate behind another is NO-GO when", () => {
  it.each([...lasting, ...ranOut])("%s", (_, change, minutes) => {
    const asked = { ...held, ...change };
    const both: RunSnapshot = { ...asked, gates: [...asked.gates, decided("deploy")] };
    for (const [snapshot, key] of [
      [asked, "deploy"],
      [both, "deploy"],
      [{ ...both, items: { ...both.items, ...rowsOf(row("look", { state: "passed" })) } }, "deploy"],
    ] as const) {
      const answer = answerGate(snapshot, at(minutes), key);
      expect(answer).toMatchObject({ verdict: "no_go", override: null });
      expect(answer.reasons.filter(({ code }) => code !== "artefact_mismatch")).toEqual(earlierOpen);
      expect(answer.blockers.length).toBeGreaterThan(0);
    }
    // Without a gate named, it is the first undecided one that is asked: the earlier one, once it is open again.
    const answer = answerGate(both, at(minutes));
    if (answer.gate !== "ready") expect(answer.verdict).toBe("no_go");
  });
});

it("a gate behind one that holds is GO", () => {
  expect(answerGate(held, at(1), "deploy")).toMatchObject({ verdict: "go", conditions: [], validUntil: at(60) });
  expect(answerGate(held, at(1))).toMatchObject({ gate: "deploy", verdict: "go" });
});

it("says what became of it, and whose that is", () => {
  const { reasons, blockers, nextAction } = assess({ ...held, ...failed }, at(1), "deploy");
  expect(reasons).toEqual([
    {
      code: "earlier_gate_open",
      text: "ready comes first and holds no more: backup failed (critical), and 2 others",
      gate: "ready",
      failed: true,
    },
  ]);
  expect(blockers.flatMap(({ items }) => items.map(({ key }) => key))).toContain("backup");
  expect(nextAction).toMatchObject({ kind: "item", key: "backup" });
  const stale = assess({ ...held, ...withItem({ revision: 1 }) }, at(1), "deploy");
  expect(stale.reasons[0]?.text).toBe("ready comes first and holds no more: QA signed, then backup changed");
  expect(stale.nextAction).toMatchObject({ kind: "declare", key: "ready" });
});

describe("behind an override", () => {
  const both: RunSnapshot = { ...overridden, gates: [decided("deploy")] };

  it.each([
    ["by its key", overridden, "deploy"],
    ["as the headline", overridden, undefined],
    ["with a GO of its own", both, "deploy"],
  ])("a gate answers override, never go: %s", (_, snapshot, key) => {
    const answer = answerGate(snapshot, at(1), key);
    expect(answer).toMatchObject({ gate: "deploy", verdict: "override", reasons: [], validUntil: at(50) });
    expect(answer.override).toMatchObject({ id: accepted.id, reason: accepted.reason, endsAt: at(50) });
    expect(answer.conditions.map(({ text }) => text)).toContain(`ready is overridden: ${accepted.reason}`);
    expect(assess(snapshot, at(1), key)).toMatchObject({ verdict: "override", override: null, blockers: [] });
  });

  it("it is NO-GO for its own reasons all the same", () => {
    const answer = answerGate({ ...overridden, items: { ...overridden.items, pods: row("pods") } }, at(1), "deploy");
    expect(answer).toMatchObject({ verdict: "no_go", override: null });
    expect(answer.reasons.map(({ code }) => code)).toEqual(["score_below"]);
  });

  it("it speaks for what comes after the next gate as well", () => {
    const done = { ...both, items: { ...both.items, step: row("step", { state: "passed" as const }) } };
    expect(answerGate(done, at(1), "live").verdict).toBe("override");
    expect(answerGate({ ...done, gates: [...done.gates, decided("live")] }, at(1), "live").verdict).toBe("override");
  });
});

describe("once the deployment is under way", () => {
  const done = { step: row("step", { state: "passed" as const, changedAt: at(10) }), look: notYet.look };
  const deployed = (change: Change, more: GateRow[] = []): RunSnapshot => {
    const snapshot = { ...held, ...change };
    return {
      ...snapshot,
      items: { ...snapshot.items, ...done },
      gates: [...snapshot.gates, decided("deploy", { frozen: null }), ...more],
    };
  };
  const watched = (snapshot: RunSnapshot) => ({
    ...snapshot,
    items: { ...snapshot.items, ...rowsOf(row("look", { state: "passed" })) },
    gates: [...snapshot.gates, decided("live", { frozen: null })],
  });

  it.each(ranOut.filter(([, change]) => change !== overridden))(
    "it isn't held up, and told: %s",
    (_, change, minutes) => {
      const snapshot = deployed(change);
      for (const answer of [
        answerGate(snapshot, at(minutes), "live"),
        answerGate(watched(snapshot), at(minutes), "close"),
      ]) {
        expect(answer).toMatchObject({ verdict: "go_with_conditions", reasons: [], override: null });
        expect(answer.conditions).toEqual([{ text: expect.stringMatching(/^Since ready was decided: /) }]);
      }
      // What begins anew asks what holds now.
      expect(answerGate(snapshot, at(minutes), "deploy").verdict).toBe("no_go");
    },
  );

  it("what only an override let pass stays overridden after its end, and never becomes GO", () => {
    const before = deployed(overridden);
    const passed = { ...before, items: { ...before.items, backup: row("backup", { state: "passed" }) } };
    for (const snapshot of [before, passed]) {
      for (const [run, key] of [
        [snapshot, "live"],
        [watched(snapshot), "live"],
        [watched(snapshot), "close"],
      ] as const) {
        for (const minutes of [49, 50, 59]) {
          const answer = answerGate(run, at(minutes), key);
          expect(answer).toMatchObject({ verdict: "override", reasons: [], override: { id: accepted.id } });
          expect(assess(run, at(minutes), key).earlierOverride).toMatchObject({ gate: "ready", ended: minutes >= 50 });
        }
        const text = "The override of ready has ended; what went on under it stays";
        expect(answerGate(run, at(50), key).conditions).toEqual([{ text }]);
      }
    }
  });

  it("a GO that was recorded after the override answers for itself", () => {
    const over = overridden.overrides.map((each) => ({ ...each, endedAt: at(5), ended: "superseded" as const }));
    const snapshot = deployed({ overrides: over, gates: [decided("ready", { decidedAt: at(5) })] });
    expect(answerGate(snapshot, at(50), "live")).toMatchObject({ verdict: "go", override: null });
  });

  describe("a waiver for what failed since the decision", () => {
    const granted = (expiresAt: string | null) => [
      waiver("alerts", { expiresAt: null, grantedAt: at(-5) }),
      waiver("backup", {
        id: "later",
        grantedAt: at(10),
        expiresAt,
        grantedFor: { state: "failed", blocked: false, revision: 1 },
      }),
    ];
    const unsigned = documentOf(
      phase("staging", [item("backup", { severity: "critical" }), item("alerts", { severity: "high" })]),
      gate("ready"),
      phase("roll-out", [item("step")], { stage: "during" }),
      gate("live", { asks: "live" }),
    );
    const run = (expiresAt: string | null) =>
      snapshotOf(unsigned, {
        items: { ...allPassed(unsigned), backup: row("backup", { state: "failed", reason: "disk", revision: 1 }) },
        waivers: granted(expiresAt),
        gates: [decided("ready")],
      });

    it("counts while it is in force", () => {
      expect(answerGate(run(at(20)), at(19), "live").verdict).not.toBe("no_go");
      expect(answerGate(run(null), at(600), "live").verdict).not.toBe("no_go");
    });

    it("counts for nothing after its end: what failed didn't merely run out", () => {
      const answer = answerGate(run(at(20)), at(20), "live");
      expect(answer).toMatchObject({ verdict: "no_go", reasons: [{ code: "earlier_gate_open", failed: true }] });
    });
  });

  it.each(lasting)("it is NO-GO all the same: %s", (_, change, minutes) => {
    const snapshot = deployed(change);
    for (const answer of [
      answerGate(snapshot, at(minutes), "live"),
      answerGate(watched(snapshot), at(minutes), "close"),
    ]) {
      expect(answer.verdict).toBe("no_go");
      expect(answer.reasons).toEqual(earlierOpen);
    }
  });

  it("what failed under an override that has ended since stands against it", () => {
    const snapshot = deployed(overridden);
    const worse = {
      ...snapshot,
      items: { ...snapshot.items, backup: row("backup", { state: "failed", reason: "disk" }) },
    };
    expect(answerGate(worse, at(60), "live").reasons).toEqual(earlierOpen);
  });

  it("a second deployment isn't held up once the first is under way between the two", () => {
    const twice = documentOf(
      phase("before", [item("scan", { evidence: "required", age: 60 })]),
      gate("some"),
      phase("first", [item("five")], { stage: "during" }),
      gate("all"),
      phase("second", [item("rest")], { stage: "during" }),
    );
    const begun = (five: "open" | "passed", rest: "open" | "passed") =>
      snapshotOf(twice, {
        items: { ...allPassed(twice), five: row("five", { state: five }), rest: row("rest", { state: rest }) },
        evidence: [evidence("scan")],
        gates: [decided("some")],
      });
    const against = (snapshot: RunSnapshot) => assess(snapshot, at(60), "all").reasons.map(({ code }) => code);
    expect(against(begun("passed", "open"))).toEqual([]);
    expect(against(begun("open", "passed"))).toContain("earlier_gate_open");
  });
});

it("a new attempt leaves what it doesn't do over as it was decided", () => {
  const again: RunSnapshot = {
    ...held,
    run: { ...held.run, attempt: 2, attemptAt: at(20) },
    attempts: [
      { number: 1, startedAt: at(-600), endedAt: at(15), endedById: "lead", outcome: "rolled_back", reason: "slow" },
    ],
  };
  expect(answerGate(again, at(21), "deploy").verdict).toBe("go");
  const reopened = { ...again, gates: [decided("ready", { status: "polling", decidedAt: null, frozen: null })] };
  expect(assess(reopened, at(21), "ready").reasons.map(({ code }) => code)).toEqual(["signoff_stale"]);
});

it.each<[string, Change, Change, boolean]>([
  ["undecided, and is still", { gates: [] }, { gates: [] }, true],
  ["undecided, and something in it failed since", { gates: [] }, { ...failed, gates: [] }, false],
  ["undecided, and something in it is blocked since", { gates: [] }, { ...blocked, gates: [] }, false],
  ["undecided, and something minor in it failed since", { gates: [] }, { ...minor, gates: [] }, false],
  ["undecided, and got a NO-GO since", { gates: [] }, { gates: [decided("ready", { status: "no_go" })] }, false],
  ["undecided, and its GO ran out since", { gates: [] }, withItem({ revision: 1 }), true],
  ["failing, and is only undecided since", { ...failed, gates: [] }, { gates: [] }, true],
])("an override given while the gate before was %s", (_, then, since, stands) => {
  const { reasons } = assess({ ...held, ...then }, at(1), "deploy");
  const given = { ...override("deploy", []), overridden: toOverridden(reasons) };
  const answer = answerGate({ ...held, ...since, overrides: [given] }, at(2), "deploy");
  expect(answer.verdict).toBe(stands ? "override" : "no_go");
});

it("takes a gate supposed to be decided for one that holds", () => {
  const snapshot = { ...held, ...failed, gates: [] };
  expect(simulate(snapshot, { ...nothingSupposed, decided: ["ready"] }, noon, "deploy").verdict).toBe("go");
});

it("no gate is let pass behind one that is NO-GO, whatever the run", () => {
  let seen = 0;
  fc.assert(
    fc.property(snapshots, (snapshot) => {
      const judged = judgeAll(readRun(snapshot, noon));
      const first = judged.findIndex(({ verdict }) => verdict === "no_go");
      for (const { place, verdict } of judged.slice(first === -1 ? judged.length : first + 1)) {
        expect(verdict).toBe("no_go");
        expect(answerGate(snapshot, noon, place.gate.key).verdict).toBe("no_go");
        seen += 1;
      }
      for (const { place, verdict, reasons } of judged) {
        expect(assess(snapshot, noon, place.gate.key)).toMatchObject({ verdict, reasons });
      }
    }),
    { numRuns: 400 },
  );
  expect(seen).toBeGreaterThan(50);
});

describe("a step behind gates that were let pass", () => {
  const leaf = indexDocument(document).leafByKey.get("step");
  const fallen = (change: Change, minutes = 1) => {
    const snapshot = { ...held, gates: [decided("ready"), decided("deploy")], ...change };
    return leaf ? fallenBefore(readRun(snapshot, at(minutes)), leaf) : "no leaf";
  };

  it("may begin while they hold, and where evidence merely grew old since", () => {
    expect(fallen({})).toBeNull();
    const begun = { items: { ...held.items, step: row("step", { state: "in_progress", changedAt: at(1) }) } };
    expect(fallen(begun, 90)).toBeNull();
  });

  it("waits once one of them holds no more, with the reason", () => {
    expect(fallen(failed)).toContain("holds no more");
    expect(fallen(failed)).toContain("backup");
  });
});
