import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { CheckReport } from "@/lib/domain/check-report";
import { assess } from "@/lib/domain/readiness";
import type { Item } from "@/lib/domain/template";
import { smallDocument } from "@/prisma/factories/document";
import {
  as,
  asToken,
  createRun,
  createTemplate,
  createWorld,
  testNow,
  value,
  type World,
} from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { listReports } from "./check-report.read";
import { mapCheck, reportChecks } from "./check-report.write";
import { addEvidence } from "./evidence.write";
import { changeItem } from "./item.write";
import { readItemDetail } from "./item-detail.read";
import { readSnapshot } from "./run-snapshot.read";

let world: World;
let templateId: string;
let runId: string;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  const [prepare, ...others] = smallDocument.phases;
  const reserved: Item = { kind: "item", key: "scan", title: "Image scanned", reserved: "checks", content: [] };
  if (prepare?.kind !== "phase") throw new Error("the document begins with a phase");
  const proved: Item = {
    kind: "item",
    key: "proved",
    title: "Rollback proved",
    severity: "critical",
    reserved: "checks",
    evidence: "check",
    needs: ["scan"],
    content: [],
  };
  const hourly: Item = {
    kind: "item",
    key: "error-rate",
    title: "Error rate",
    recurs: { everyMinutes: 60, text: "Every hour" },
    content: [],
  };
  const phases = [{ ...prepare, content: [...prepare.content, reserved, proved, hourly] }, ...others];
  templateId = await createTemplate(world, { ...smallDocument, phases });
});
beforeEach(async () => {
  runId = await createRun(world, templateId);
});
afterAll(() => world.db.$disconnect());

const later = (seconds: number) => new Date(testNow.getTime() + seconds * 1000);
const pipeline = (seconds = 0) => asToken(world, ["checks"], later(seconds));
const report = (...checks: CheckReport["checks"]): CheckReport => ({ name: "validate.sh", checks });
const backup = (result: "pass" | "fail" | "warn" | "skip", detail?: string) => ({
  name: "Backup taken",
  result,
  ...(detail ? { detail } : {}),
});

async function item(key: string) {
  const { item, evidence, history } = value(await readItemDetail(as(world, world.people.lead), runId, key));
  return { ...item, evidence, actions: history.map(({ action, actor }) => `${action} by ${actor?.name ?? "nobody"}`) };
}

it("sets what passes, with the report as evidence, and answers what it couldn't map", async () => {
  const done = value(
    await reportChecks(pipeline(), runId, report(backup("pass"), { name: "Moon phase", result: "pass" })),
  );
  expect(done.checks.map(({ name, item, by, outcome }) => [name, item, by, outcome])).toEqual([
    ["Backup taken", "backup-taken", "name", "set"],
    ["Moon phase", null, null, "unmapped"],
  ]);
  const now = await item("backup-taken");
  expect(now).toMatchObject({ state: "passed", changedById: null });
  expect(now.evidence).toMatchObject([{ kind: "check", result: "pass", title: "Backup taken", addedById: null }]);
  expect(now.actions).toEqual(["item.passed by nobody", "evidence.added by nobody"]);
  const snapshot = await readSnapshot(world.db, world.workspaceId, runId);
  expect(snapshot && assess(snapshot, testNow.toISOString()).formula.verified).toBe(8);
});

it("ticks no box of what comes back, and keeps the report as its evidence", async () => {
  const said = { name: "Error rate", result: "pass" as const };
  const [done] = value(await reportChecks(pipeline(), runId, report(said))).checks;
  expect(done).toMatchObject({ item: "error-rate", outcome: "held", text: expect.stringContaining("comes back") });
  expect(await item("error-rate")).toMatchObject({ state: "open", evidence: [{ kind: "check", result: "pass" }] });
});

it("reopens what got worse, and clears only what checks failed", async () => {
  const lead = as(world, world.people.lead, later(5));
  value(await reportChecks(pipeline(), runId, report(backup("pass"))));
  const worse = value(await reportChecks(pipeline(10), runId, report(backup("fail", "3 tables missing"))));
  expect(worse.checks[0]).toMatchObject({ outcome: "reopened", text: "passed before, failed now" });
  expect(await item("backup-taken")).toMatchObject({ state: "failed", reason: "3 tables missing" });
  value(await reportChecks(pipeline(20), runId, report(backup("pass"))));
  const { version } = await item("backup-taken");
  value(await changeItem(lead, runId, "backup-taken", { state: "failed", reason: "I don't believe it", version }));
  const held = value(await reportChecks(pipeline(30), runId, report(backup("pass"))));
  expect(held.checks[0]).toMatchObject({
    outcome: "held",
    text: "A person marked it failed: a person clears that first.",
  });
  expect((await item("backup-taken")).state).toBe("failed");
});

it("does nothing twice", async () => {
  const first = value(await reportChecks(pipeline(), runId, report(backup("pass"))));
  const before = await item("backup-taken");
  expect(value(await reportChecks(pipeline(60), runId, report(backup("pass"))))).toEqual(first);
  expect(await item("backup-taken")).toEqual(before);
  value(await reportChecks(pipeline(70), runId, report(backup("pass", "again"), { name: "x", result: "skip" })));
  const kept = await item("backup-taken");
  expect([kept.version, kept.evidence.length]).toEqual([before.version, 2]);
});

it("twenty reports at once leave one state, and an entry for each thing done", async () => {
  const results = ["pass", "fail"] as const;
  const sent = Array.from({ length: 20 }, (_, n) => report(backup(results[n % 2] ?? "pass", `${n}`)));
  const done = await Promise.all(sent.map((each, n) => reportChecks(pipeline(n), runId, each)));
  expect(done.filter(({ ok }) => !ok)).toEqual([]);
  const now = await item("backup-taken");
  const moves = now.actions.filter((action) => action.startsWith("item."));
  expect(now.version).toBe(moves.length + 1);
  expect(now.evidence).toHaveLength(20);
});

it("items reserved for checks are completed by nothing else", async () => {
  const lead = as(world, world.people.lead);
  const request = { state: "passed", version: 1 } as const;
  expect(await changeItem(lead, runId, "scan", request)).toMatchObject({ code: "reserved_for_checks" });
  value(await reportChecks(pipeline(), runId, report({ name: "image scanned", result: "pass" })));
  const { state, version } = await item("scan");
  expect(state).toBe("passed");
  value(await changeItem(lead, runId, "scan", { state: "failed", reason: "wrong image", version }));
});

it("a report somebody makes up completes nothing reserved and clears nothing a pipeline reported", async () => {
  const person = (seconds: number) => as(world, world.people.member, later(seconds));
  const proved = (result: "pass" | "fail", detail?: string) =>
    report({ name: "Rollback proved", result, ...(detail ? { detail } : {}) });
  const reasons = async () => {
    const snapshot = await readSnapshot(world.db, world.workspaceId, runId);
    if (!snapshot) throw new Error("the run is there");
    return assess(snapshot, later(60).toISOString()).reasons.filter((reason) => reason.item === "proved");
  };
  const first = value(await reportChecks(person(1), runId, proved("pass"))).checks;
  expect(first).toMatchObject([{ outcome: "held", text: expect.stringContaining("machine token") }]);
  value(await reportChecks(pipeline(2), runId, proved("fail", "no artefact")));
  for (const ctx of [person(3), as(world, world.people.lead, later(4))]) {
    const said = value(await reportChecks(ctx, runId, proved("pass"))).checks;
    expect(said).toMatchObject([{ outcome: "held", text: expect.stringContaining("Only a pipeline") }]);
  }
  expect((await item("proved")).state).toBe("failed");
  expect(await reasons()).toMatchObject([{ code: "critical_open" }]);
  // What waits for something a pipeline alone may report early, and its pass is proof though persons said so before.
  value(await reportChecks(pipeline(5), runId, proved("pass")));
  expect(await item("proved")).toMatchObject({ state: "passed", changedById: null });
  expect(await reasons()).toEqual([]);
  // Anybody makes it worse, and the same letters from a person are another report.
  value(await reportChecks(person(6), runId, proved("pass")));
  expect(await reasons()).toEqual([]);
  value(await reportChecks(person(7), runId, proved("fail")));
  expect(await item("proved")).toMatchObject({ state: "failed", changedById: world.people.member.id });
  value(await reportChecks(pipeline(8), runId, proved("fail")));
  value(await reportChecks(person(9), runId, proved("pass")));
  expect((await item("proved")).state).toBe("failed");
});

it("a person's report passes what isn't reserved as that person's word, and not before what it needs", async () => {
  const member = (seconds: number) => as(world, world.people.member, later(seconds));
  value(await reportChecks(member(1), runId, report(backup("pass"))));
  const { id } = world.people.member;
  const passed = await item("backup-taken");
  expect(passed).toMatchObject({ state: "passed", changedById: id, evidence: [{ kind: "check", addedById: id }] });
  const snapshot = await readSnapshot(world.db, world.workspaceId, runId);
  expect(snapshot && assess(snapshot, later(2).toISOString()).formula.verified).toBe(0);
  const rows = { name: "Rows", result: "pass" as const };
  const both = [rows, { name: "Schema", result: "pass" as const }, backup("pass")];
  const other = await createRun(world, templateId);
  const early = value(await reportChecks(member(3), other, report(rows))).checks;
  expect(early).toMatchObject([{ outcome: "held", text: expect.stringContaining("It waits for Backup taken") }]);
  const done = value(await reportChecks(member(4), other, report(...both))).checks;
  expect(done.map(({ outcome }) => outcome)).toEqual(["set", "set", "set"]);
});

it("which check completes an item that only checks complete, and where one goes instead, the lead says", async () => {
  const odd = { name: "chk_17", result: "pass" as const };
  value(await reportChecks(pipeline(), runId, report(odd, backup("pass"))));
  const member = as(world, world.people.member, later(1));
  const lead = as(world, world.people.lead, later(2));
  for (const wrong of [
    { name: "chk_17", item: "scan" },
    { name: "Backup taken", item: "notes-written" },
  ]) {
    expect(await mapCheck(member, runId, wrong)).toMatchObject({ code: "forbidden" });
  }
  // A key somebody makes up beside its name moves no pipeline's check either.
  value(await reportChecks(member, runId, report({ name: "Backup taken", key: "notes-written", result: "skip" })));
  expect(await mapCheck(member, runId, { name: "Backup taken", item: "notes-written" })).toMatchObject({
    code: "forbidden",
  });
  // What the lead maps is the pipeline's word still, and waits as the lead's own tick would.
  const mapped = value(await mapCheck(lead, runId, { name: "chk_17", item: "proved" })).checks;
  expect(mapped[0]).toMatchObject({ item: "proved", outcome: "held", text: expect.stringContaining("Image scanned") });
  value(await reportChecks(pipeline(3), runId, report({ name: "Image scanned", result: "pass" }, odd)));
  const proved = await item("proved");
  expect([proved.state, ...proved.evidence.map(({ addedById }) => addedById)]).toEqual(["passed", null, null]);
});

it("a person maps a check once, and it goes there from then on", async () => {
  const odd = (result: "pass" | "fail") => report({ name: "chk_17", result });
  value(await reportChecks(pipeline(), runId, odd("pass")));
  const lead = as(world, world.people.lead, later(1));
  const mapped = value(await mapCheck(lead, runId, { name: "chk_17", item: "notes-written" }));
  expect(mapped.checks).toMatchObject([{ item: "notes-written", by: "mapped", outcome: "set" }]);
  expect((await item("notes-written")).state).toBe("passed");
  const worse = value(await reportChecks(pipeline(2), runId, odd("fail")));
  expect(worse.checks).toMatchObject([{ item: "notes-written", outcome: "reopened" }]);
  expect(value(await listReports(lead, runId, { limit: 9 })).items).toHaveLength(2);
  expect(await mapCheck(lead, runId, { name: "never seen", item: "notes-written" })).toMatchObject({
    code: "not_found",
  });
  expect(await mapCheck(pipeline(), runId, { name: "chk_17", item: "scan" })).toMatchObject({ code: "forbidden" });
});

it("takes reports from the lead, contributors and the token's scope alone", async () => {
  const said = report(backup("pass"));
  expect(await reportChecks(asToken(world, ["read", "gate"]), runId, said)).toMatchObject({ code: "forbidden" });
  expect(await reportChecks(as(world, world.people.admin), runId, said)).toMatchObject({ code: "forbidden" });
  expect(await reportChecks(as(world, world.people.stranger), runId, said)).toMatchObject({ code: "not_found" });
  expect(await addEvidence(pipeline(), runId, "scan", { kind: "note", title: "x", text: "x" })).toMatchObject({
    code: "forbidden",
  });
  expect((await reportChecks(as(world, world.people.member), runId, said)).ok).toBe(true);
});
