import { describe, expect, it } from "vitest";
import { assess } from "./readiness";
import type { ItemRow, RunSnapshot } from "./run";
import {
  allPassed,
  at,
  delegation,
  documentOf,
  gate,
  item,
  noon,
  phase,
  row,
  rowsOf,
  signed,
  signoff,
  snapshotOf,
} from "./sample-run";
import type { SignatureRow } from "./signing-rows";
import { signoffProblems } from "./signoff-order";
import { policyWords } from "./signoff-words";
import type { Signoff } from "./template-gate";

const security: Signoff = { ...signoff("security", ["Security"]), covers: ["checks"] };
const tech: Signoff = signoff("tech", ["Tech lead"]);

function documentWith(...signoffs: Signoff[]) {
  return documentOf(
    phase("checks", [item("scan", { severity: "critical" })]),
    phase("build", [item("tested", { severity: "critical" }), item("notes")]),
    gate("deploy", { signoffs }),
  );
}

const roster = [
  { role: "Security", personId: "sec", deputy: false },
  { role: "Tech lead", personId: "bob", deputy: false },
];

function startWith(...signoffs: Signoff[]): RunSnapshot {
  const document = documentWith(...signoffs);
  return snapshotOf(document, { items: allPassed(document), roster });
}

function give(snapshot: RunSnapshot, signoffKey: string, more: Partial<SignatureRow> = {}): RunSnapshot {
  const signature = signed(snapshot, { gateKey: "deploy", signoffKey, ...more });
  return { ...snapshot, signatures: [...snapshot.signatures, signature] };
}

function change(snapshot: RunSnapshot, key: string, more: Partial<ItemRow>): RunSnapshot {
  return { ...snapshot, items: { ...snapshot.items, ...rowsOf(row(key, { revision: 1, ...more })) } };
}

function read(snapshot: RunSnapshot, key: string) {
  const found = assess(snapshot, noon, "deploy").signoffs.find((each) => each.key === key);
  if (!found) throw new Error(`no sign-off ${key}`);
  return found;
}

describe("explicit coverage", () => {
  const given = give(give(startWith(security, tech), "security"), "tech", { personId: "bob" });

  it("lets only what a signature covers make it stale", () => {
    const elsewhere = change(given, "tested", { state: "failed", reason: "broke" });
    expect([read(elsewhere, "security").status, read(elsewhere, "tech").status]).toEqual(["approved", "stale"]);
    const within = change(given, "scan", { state: "failed", reason: "broke" });
    expect([read(within, "security").status, read(within, "tech").status]).toEqual(["stale", "stale"]);
  });

  it("is ready, and charged, once nothing stands in it", () => {
    const open = change(startWith(security, tech), "tested", { state: "open" });
    expect([read(open, "security").ready, read(open, "tech").ready]).toEqual([true, false]);
    const { blockers } = assess(open, noon, "deploy");
    expect(blockers.flatMap(({ signoffs }) => signoffs.map(({ key }) => key))).toEqual(["security"]);
    const held = change(startWith(security, tech), "scan", { state: "open" });
    expect([read(held, "security").ready, read(held, "tech").ready]).toEqual([false, false]);
  });

  it("never reaches beyond the gate's own", () => {
    const document = documentOf(
      phase("before", [item("scan")]),
      gate("deploy", { signoffs: [{ ...security, covers: ["before", "watch"] }] }),
      phase("during", [item("watch")]),
    );
    expect(read(snapshotOf(document, { roster }), "security")).toMatchObject({ covers: 1, parts: ["before", "watch"] });
  });
});

describe("order", () => {
  const after: Signoff = { ...tech, after: ["security"] };

  it("makes a sign-off wait for the one before it, whose people are asked alone", () => {
    const start = startWith(security, after);
    expect(read(start, "tech")).toMatchObject({ ready: false, waitsFor: ["security"] });
    expect(assess(start, noon, "deploy").blockers.map(({ who }) => who)).toEqual([
      { kind: "person", id: "sec", name: "Sec", role: "Security" },
    ]);
    expect(read(give(start, "security"), "tech")).toMatchObject({ ready: true, waitsFor: [] });
  });

  it("was kept when it was signed: what came first may go stale afterwards", () => {
    const given = give(give(startWith(security, after), "security"), "tech", { personId: "bob" });
    const withdrawn = {
      ...given,
      signatures: given.signatures.map((each, n) => (n === 0 ? { ...each, withdrawnAt: noon } : each)),
    };
    expect(read(withdrawn, "tech").status).toBe("approved");
  });

  it("that can't be kept is named when it is published, and charged to the lead when it isn't", () => {
    const circle = documentWith({ ...security, after: ["tech"] }, after);
    expect(signoffProblems(circle).map(({ path }) => path)).toEqual(["security.after", "tech.after"]);
    const strange = documentWith({ ...security, covers: ["nowhere"], after: ["nobody"] });
    expect(signoffProblems(strange)).toHaveLength(2);
    expect(signoffProblems(documentWith(security, after))).toEqual([]);
    const { verdict, blockers } = assess(snapshotOf(circle, { items: allPassed(circle), roster }), noon, "deploy");
    expect([verdict, blockers.map(({ who }) => who.kind === "person" && who.id)]).toEqual(["no_go", ["lead"]]);
  });
});

describe("separation of duties", () => {
  const apart: Signoff = { ...security, not: ["lead", "ticker"] };
  const given = give(startWith(apart), "security");

  it.each([
    ["the signer ticks a covered critical item afterwards", { scan: { changedById: "sec" } }, "stale"],
    ["they tick a critical item they don't cover", { tested: { changedById: "sec" } }, "approved"],
    ["somebody else ticks it", { scan: { changedById: "bob" } }, "approved"],
  ] as const)("when %s", (_, rows, status) => {
    const items = { ...given.items };
    for (const [key, more] of Object.entries(rows)) items[key] = row(key, { state: "passed", version: 3, ...more });
    expect(read({ ...given, items }, "security").status).toBe(status);
  });

  it("ends a signature whose author leads the run by now", () => {
    expect(read({ ...given, run: { ...given.run, leadId: "sec" } }, "security").status).toBe("stale");
  });

  it("asks nobody who is kept from it, and says why", () => {
    const led = startWith(apart);
    const { kept, signers } = read({ ...led, run: { ...led.run, leadId: "sec" } }, "security");
    expect({ kept, signers }).toEqual({ kept: [{ personId: "sec", why: "leads this run" }], signers: [] });
  });

  it("keeps a rejection, whoever gave it", () => {
    const rejected = give(startWith(apart), "security", { decision: "reject" });
    expect(read({ ...rejected, run: { ...rejected.run, leadId: "sec" } }, "security").status).toBe("rejected");
  });
});

describe("delegation", () => {
  const handed = { id: "delegation-Security", fromId: "sec", fromName: "Sec", until: at(60) };
  const two: Signoff = { ...signoff("security", ["Security"], 2) };

  it("asks the delegate in place of who handed on, only while it holds", () => {
    const start = { ...startWith(security), delegations: [delegation("Security")] };
    const asked = (snapshot: RunSnapshot, now = noon) =>
      assess(snapshot, now, "deploy").blockers.map(({ who }) => (who.kind === "person" ? who.id : who.kind));
    expect(asked(start)).toEqual(["ana"]);
    expect(asked(start, at(60))).toEqual(["sec"]);
    expect(asked({ ...start, roster: [] })).toEqual(["role"]);
    for (const more of [{ acceptedAt: null }, { revokedAt: noon }]) {
      expect(asked({ ...start, delegations: [delegation("Security", more)] })).toEqual(["sec"]);
    }
    expect(assess(start, noon, "deploy").validUntil).toBe(at(60));
  });

  it("counts who signs and who they sign for as one", () => {
    const both = give(give(startWith(two), "security"), "security", { personId: "ana", delegation: handed });
    expect(read(both, "security").status).toBe("waiting");
    const third = give(both, "security", { personId: "bob" });
    expect(read(third, "security").status).toBe("approved");
  });

  it("leaves what was signed, once it has ended", () => {
    const given = give(startWith(security), "security", { personId: "ana", delegation: handed });
    expect(read({ ...given, delegations: [delegation("Security", { revokedAt: noon })] }, "security").status).toBe(
      "approved",
    );
  });
});

describe("written down", () => {
  it("is said in words", () => {
    const asked: Signoff = { ...signoff("engineer", ["Security engineer"], 2), after: ["tech"], not: ["ticker"] };
    const signoffs = [{ ...tech, title: "Tech lead" }, asked];
    expect(policyWords({ signoffs }, asked, 3)).toBe(
      "2 of 3 people as Security engineer, after Tech lead, not who ticked the critical items",
    );
    expect(policyWords({ signoffs }, asked, 1)).toMatch(/^2 people \(only 1 named\) as /);
    expect(policyWords({ signoffs }, tech)).toBe("Tech lead");
  });
});
