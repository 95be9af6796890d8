import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { verifyChain } from "@/lib/domain/audit-chain";
import { as, createTemplate, createWorld, testNow, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { readChain } from "./audit.read";
import { readDashboard } from "./dashboard.read";
import { type Database, openDatabase } from "./database";
import { listRuns } from "./run-list.read";
import { loadDemo, samplePeople } from "./sample.write";
import { playSample, sampleTemplates } from "./sample-run.write";

const opened: Database[] = [];
const open = async () => {
  const db = openDatabase((await testDatabase()).app, 4);
  opened.push(db);
  return db;
};
afterAll(() => Promise.all(opened.map((db) => db.$disconnect())));

it("plays a small checklist to its five ends", async () => {
  const world: World = await createWorld((await testDatabase()).app);
  opened.push(world.db);
  const { admin, lead, member } = world.people;
  const small = await createTemplate(world);
  const templates = new Map(sampleTemplates.map((name) => [name, small]));
  await playSample(as(world, admin), templates, { owner: admin, lead, member });
  const auditor = as(world, world.people.auditor);
  const { runs } = value(await readDashboard(auditor));
  const closed = value(await listRuns(auditor, { closed: true, limit: 10 })).items;
  expect(runs.map(({ name, verdict, gate }) => [name, verdict, gate.status])).toEqual(
    expect.arrayContaining([
      ["Payments API 4.2", "no_go", "pending"],
      ["Search index 2.0", "go_with_conditions", "polling"],
      ["Checkout 1.9", "go", "polling"],
      ["Notifications 7.3", "go", "go"],
    ]),
  );
  expect(runs).toHaveLength(4);
  expect(closed.map(({ name }) => name)).toEqual(["Login 3.1"]);
  const gates = await world.db.gateRecord.findMany({ where: { status: "go" } });
  const decided = [...closed, ...runs.filter(({ gate }) => gate.status === "go")];
  expect(new Set(gates.map(({ runId }) => runId))).toEqual(new Set(decided.map(({ id }) => id)));
});

/** Whole, unbroken, and in the order of time. */
async function expectChain(db: Database, chain: string) {
  const rows = await readChain(db, chain);
  const entries = rows.map(({ seq, at, body, hash, prevHash }) => ({
    seq,
    at,
    body,
    bodyHash: createHash("sha256").update(body).digest(),
    prevHash: Buffer.from(prevHash, "hex"),
    hash: Buffer.from(hash, "hex"),
  }));
  expect(verifyChain(entries)).toMatchObject({ ok: true });
  const times = rows.map(({ at }) => at);
  expect(times).toEqual([...times].sort());
  return rows.length;
}

let demo: Database;
beforeAll(async () => {
  demo = await open();
});

it("loads the demo with its people, real histories and every state there is, and again without a change", async () => {
  const ctx = { db: demo, now: testNow };
  value(await loadDemo(ctx, "$argon2id$first"));
  const people = await demo.person.findMany({ include: { memberships: true }, orderBy: { email: "asc" } });
  expect(people.map(({ email }) => email)).toEqual(samplePeople.map(({ email }) => email).sort());
  const runs = await demo.run.findMany();
  expect(runs).toHaveLength(5);
  for (const { id } of runs) expect(await expectChain(demo, id)).toBeGreaterThan(10);
  const blockers = new Set<string>();
  const [workspace] = await demo.workspace.findMany();
  const owner = people.find(({ email }) => email === "owner@example.test");
  if (!workspace || !owner) throw new Error("nobody is there");
  const dashboard = value(
    await readDashboard({
      ...ctx,
      actor: {
        workspaceId: workspace.id,
        person: owner,
        roles: ["owner"],
        credential: { kind: "session", sessionId: "test" },
      },
    }),
  );
  const verdicts = Object.fromEntries(dashboard.runs.map(({ name, verdict }) => [name, verdict]));
  expect(verdicts).toMatchObject({
    "Payments API 4.2": "no_go",
    "Search index 2.0": "go_with_conditions",
    "Checkout 1.9": "go",
  });
  const live = dashboard.runs.find(({ name }) => name === "Notifications 7.3");
  expect(live).toMatchObject({ life: "verifying", watch: { next: { who: expect.any(String) } } });
  expect(await demo.occurrence.count()).toBeGreaterThan(0);
  for (const { who } of dashboard.blockers) if (who.kind === "person") blockers.add(who.name);
  expect(blockers.size).toBeGreaterThan(1);

  const before = await demo.auditEntry.count();
  value(await loadDemo({ db: demo, now: new Date(testNow.getTime() + 60_000) }, "$argon2id$second"));
  expect(await demo.auditEntry.count()).toBe(before);
  expect((await demo.person.findFirstOrThrow()).passwordHash).toBe("$argon2id$second");
  expect(await demo.person.count()).toBe(4);
}, 120_000);

it("stays out of a database where anybody else lives", async () => {
  const db = await open();
  await db.person.create({ data: { email: "someone@example.test", name: "Someone" } });
  expect(await loadDemo({ db, now: testNow }, "$argon2id$")).toMatchObject({ code: "already_set_up" });
  expect(await db.workspace.count()).toBe(0);
  expect(await db.person.count()).toBe(1);
});
