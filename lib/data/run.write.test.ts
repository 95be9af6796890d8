import { afterAll, beforeAll, expect, it } from "vitest";
import { recordedDocument } from "@/prisma/factories/document";
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
import { readRunScreen } from "./run.read";
import { startRun } from "./run.write";
import { editRun } from "./run-edit.write";

let world: World;
let templateId: string;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  templateId = await createTemplate(world);
});
afterAll(() => world.db.$disconnect());

const plan = { name: "R", environment: "staging", targetAt: null };

it("writes a row for every item, parents too, and one entry", async () => {
  const id = await createRun(world, templateId);
  const { snapshot, you } = value(await readRunScreen(as(world, world.people.lead), id));
  expect(Object.keys(snapshot.items).sort()).toEqual([
    "backup-taken",
    "deploy-canary",
    "notes-written",
    "restore-rows",
    "restore-schema",
    "restore-tried",
  ]);
  expect(snapshot.run).toMatchObject({ seq: 1, targetAt: "2026-11-21T09:00:00.000Z", artefact: { version: "1.0.0" } });
  expect(snapshot.run.createdAt).toBe(testNow.toISOString());
  expect(you.facts).toEqual({ lead: true, contributor: true, signerOf: [] });
  expect(you.may["run.edit"]).toBe(true);
  const entries = await world.db.auditEntry.findMany({ where: { chainId: id } });
  expect(entries.map(({ body }) => JSON.parse(body).action)).toEqual(["run.started"]);
});

it("says what somebody is in the run", async () => {
  const id = await createRun(world, templateId);
  const mona = value(await readRunScreen(as(world, world.people.member), id));
  expect(mona.you.facts).toEqual({ lead: false, contributor: true, signerOf: ["engineering"] });
  const auditor = value(await readRunScreen(as(world, world.people.auditor), id));
  expect(auditor.you.may["item.tick"]).toBe(false);
});

it("names every address that isn't a person here, and auditors", async () => {
  const { stranger, auditor } = world.people;
  const run = await startRun(as(world, world.people.lead), {
    ...plan,
    templateId,
    roster: { "Security Lead": [stranger.email, "nobody@example.test"], QA: [auditor.email] },
  });
  expect(run).toMatchObject({ ok: false, code: "invalid_input" });
  expect(!run.ok && run.problems?.map(({ path }) => path)).toEqual([
    "roster.Security Lead",
    "roster.Security Lead",
    "roster.QA",
  ]);
});

it("compares addresses without case and folds spellings of a role", async () => {
  const { member, lead } = world.people;
  const run = await startRun(as(world, lead), {
    ...plan,
    templateId,
    roster: { "Tech Lead": [member.email.toUpperCase()], "tech-lead": [` ${lead.email}`, member.email] },
  });
  const roster = await world.db.rosterEntry.findMany({ where: { runId: value(run).id }, orderBy: { position: "asc" } });
  expect(roster.map(({ role, personId, deputy }) => [role, personId, deputy])).toEqual([
    ["Tech Lead", member.id, false],
    ["Tech Lead", lead.id, true],
  ]);
});

it("refuses who may not start, and hides what belongs to others", async () => {
  expect(await startRun(as(world, world.people.auditor), { ...plan, templateId })).toMatchObject({ code: "forbidden" });
  expect(await startRun(as(world, world.people.editor), { ...plan, templateId })).toMatchObject({ code: "forbidden" });
  expect(await startRun(asToken(world, ["read", "gate"]), { ...plan, templateId })).toMatchObject({
    code: "forbidden",
  });
  expect(await startRun(as(world, world.people.stranger), { ...plan, templateId })).toMatchObject({
    code: "not_found",
  });
  expect(await startRun(as(world, world.people.lead), { ...plan, templateId, version: 9 })).toMatchObject({
    code: "not_found",
  });
});

it("records from and to, moves the epoch for what the rules depend on, and nothing for what stays", async () => {
  const id = await createRun(world, templateId);
  const ctx = as(world, world.people.lead);
  const head = () => world.db.run.findUniqueOrThrow({ where: { id } });
  value(await editRun(ctx, id, { name: "Renamed" }));
  expect(await head()).toMatchObject({ name: "Renamed", version: 2, policyEpoch: 0, seq: 2n });
  value(
    await editRun(ctx, id, {
      artefact: { version: "1.0.1" },
      roster: { "engineering-lead": [world.people.lead.email], "Security Lead": [world.people.member.email] },
    }),
  );
  expect(await head()).toMatchObject({ version: 3, policyEpoch: 1, seq: 5n });
  value(
    await editRun(ctx, id, { name: "Renamed", artefact: { version: "1.0.1" }, targetAt: "2026-11-21T10:00:00+01:00" }),
  );
  expect(await head()).toMatchObject({ version: 3, seq: 5n });
  const entries = await world.db.auditEntry.findMany({
    where: { chainId: id, seq: { gt: 1 } },
    orderBy: { seq: "asc" },
  });
  const bodies = entries.map(({ body }) => JSON.parse(body));
  expect(bodies.map(({ subject, change }) => [subject.kind, subject.key === id ? "run" : subject.key, change])).toEqual(
    [
      ["run", "run", { name: { from: "Release 1", to: "Renamed" } }],
      ["run", "run", { artefact: { from: { version: "1.0.0" }, to: { version: "1.0.1" } } }],
      ["roster", "engineering-lead", { from: [world.people.member.email], to: [world.people.lead.email] }],
      ["roster", "Security Lead", { from: [], to: [world.people.member.email] }],
    ],
  );
  const roles = await world.db.rosterEntry.findMany({ where: { runId: id }, orderBy: { role: "asc" } });
  expect(roles.map(({ role }) => role)).toEqual(["Engineering Lead", "Security Lead"]);
});

it("is a conflict when the run moved on", async () => {
  const id = await createRun(world, templateId);
  value(await editRun(as(world, world.people.admin), id, { name: "First", version: 1 }));
  const second = await editRun(as(world, world.people.lead), id, { name: "Second", version: 1 });
  expect(second).toMatchObject({ code: "conflict", current: { version: 2, name: "First" } });
});

it("lets leads and admins edit, nobody else, and answers strangers as if there were nothing", async () => {
  const id = await createRun(world, templateId);
  expect(await editRun(as(world, world.people.member), id, { name: "x" })).toMatchObject({ code: "forbidden" });
  expect(await editRun(as(world, world.people.auditor), id, { name: "x" })).toMatchObject({ code: "forbidden" });
  const strange = await editRun(as(world, world.people.stranger), id, { name: "x" });
  const missing = await editRun(as(world, world.people.lead), "0198aaaa-0000-7000-8000-000000000000", { name: "x" });
  expect(strange).toEqual(missing);
  expect(strange).toMatchObject({ code: "not_found" });
});

it("leaves what is deployed, and who signs in an admin's own name, to the lead", async () => {
  const { admin, member, editor } = world.people;
  const id = await createRun(world, await createTemplate(world, recordedDocument));
  const mine = as(world, admin);
  value(await editRun(mine, id, { name: "Mine", targetAt: null, roster: { "Security Lead": [editor.email] } }));
  for (const input of [{ artefact: { version: "2" } }, { environment: "staging" }, { answers: { region: "north" } }]) {
    expect(await editRun(mine, id, input)).toMatchObject({ code: "forbidden", message: expect.stringMatching(/lead/) });
  }
  // What stays as it is asks nobody.
  value(await editRun(mine, id, { artefact: { version: "1.0.0" }, environment: "production" }));
  const own = { "security lead": [admin.email, editor.email] };
  expect(await editRun(mine, id, { roster: own })).toMatchObject({ code: "forbidden" });
  value(await editRun(mine, id, { roster: { Contributor: [admin.email, member.email] } }));
  value(await editRun(as(world, world.people.lead), id, { roster: own, environment: "staging" }));
  value(await editRun(mine, id, { roster: { "Security Lead": [admin.email] } }));
});

it("hands the lead over", async () => {
  const id = await createRun(world, templateId);
  value(await editRun(as(world, world.people.lead), id, { lead: world.people.member.email }));
  expect(await world.db.run.findUniqueOrThrow({ where: { id } })).toMatchObject({ leadId: world.people.member.id });
  expect(await editRun(as(world, world.people.lead), id, { name: "x" })).toMatchObject({ code: "forbidden" });
});
