import { afterAll, beforeAll, expect, it } from "vitest";
import { assess } from "@/lib/domain/readiness";
import { accept } from "@/lib/domain/refusal";
import { runVariables } from "@/lib/domain/run-variables";
import type { TemplateDocument } from "@/lib/domain/template";
import { as, createTemplate, createWorld, testNow, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { openCeremony } from "./ceremony.write";
import { addEvidence } from "./evidence.write";
import { changeItem } from "./item.write";
import { readRunScreen } from "./run.read";
import { startRun } from "./run.write";
import { editRun } from "./run-edit.write";
import { signStatement } from "./signature.write";

const document: TemplateDocument = {
  schema: 1,
  title: "Release of {{service}}",
  metadata: [],
  variables: [
    { key: "service", label: "Service", required: true },
    { key: "database", label: "Database changes", options: ["yes", "no"], default: "yes" },
  ],
  intro: [],
  phases: [
    {
      kind: "phase",
      key: "before",
      title: "Before",
      content: [
        { kind: "item", key: "build", title: "Build {{service}}", capture: "image-tag", content: [] },
        {
          kind: "item",
          key: "deploy",
          title: "Deploy to {{environment}}",
          when: "image-tag!=none",
          content: [{ kind: "code", use: "command", text: "deploy {{service}}:{{image-tag}}" }],
        },
        { kind: "item", key: "migrate", title: "Migrate", severity: "critical", when: "database=yes", content: [] },
      ],
    },
  ],
};

let world: World;
let templateId: string;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  templateId = await createTemplate(world, document);
});
afterAll(() => world.db.$disconnect());

const plan = { name: "R", environment: "production", targetAt: null };
const lead = () => as(world, world.people.lead);
const start = async (answers: Record<string, string>) =>
  value(await startRun(lead(), { ...plan, templateId, answers })).id;
const snapshotOf = async (id: string) => value(await readRunScreen(lead(), id)).snapshot;
const entries = async (id: string) =>
  (await world.db.auditEntry.findMany({ where: { chainId: id }, orderBy: { seq: "asc" } })).map(({ body }) =>
    JSON.parse(body),
  );

it("asks for what the template requires, and takes only what it asks for", async () => {
  expect(await startRun(lead(), { ...plan, templateId })).toMatchObject({
    code: "invalid_input",
    problems: [{ path: "answers.service" }],
  });
  expect(await startRun(lead(), { ...plan, templateId, answers: { service: "a", pet: "cat" } })).toMatchObject({
    code: "invalid_input",
    problems: [{ path: "answers.pet" }],
  });
});

it("fills the run in, and writes the answers into its first entry", async () => {
  const id = await start({ service: "checkout" });
  const { document: filled, run } = await snapshotOf(id);
  expect(run.answers).toEqual({ service: "checkout", database: "yes" });
  expect(filled).toMatchObject({
    title: "Release of checkout",
    phases: [{ content: [{ title: "Build checkout" }, { title: "Deploy to production" }, { key: "migrate" }] }],
  });
  expect((await entries(id))[0].change.answers).toEqual({ service: "checkout", database: "yes" });
});

it("takes a captured value into later commands", async () => {
  const id = await start({ service: "checkout" });
  const input = { title: "Tag", kind: "value" as const, text: "sha-1\n" };
  value(await addEvidence(lead(), id, "build", input));
  expect((await snapshotOf(id)).document.phases[0]).toMatchObject({
    content: [{}, { content: [{ text: "deploy checkout:sha-1" }] }, {}],
  });
});

it("answers a tick with captured values filled in, and decides it by answers", async () => {
  const tagged = structuredClone(document);
  const [, deploy] = tagged.phases[0]?.kind === "phase" ? tagged.phases[0].content : [];
  if (deploy?.kind === "item") deploy.title = "Deploy {{image-tag}}";
  const { id } = value(
    await startRun(lead(), { ...plan, templateId: await createTemplate(world, tagged), answers: { service: "a" } }),
  );
  const tick = (version: number) => changeItem(lead(), id, "deploy", { state: "in_progress", version });
  const tag = (text: string) => addEvidence(lead(), id, "build", { title: "Tag", kind: "value", text });
  expect(value(await tick(1)).title).toBe("Deploy {{image-tag}}");
  value(await tag("sha-2"));
  expect(value(await tick(2))).toMatchObject({ title: "Deploy sha-2", concurring: true });
  // Begun again: what was captured before is forgotten until it is captured anew.
  const attemptAt = new Date(lead().now.getTime() + 60_000);
  await world.db.evidence.updateMany({ where: { runId: id }, data: { expiresAt: attemptAt } });
  await world.db.run.update({ where: { id }, data: { attemptAt } });
  expect(value(await tick(2)).title).toBe("Deploy {{image-tag}}");
  value(await tag("none"));
  expect(value(await changeItem(lead(), id, "deploy", { state: "passed", version: 2 })).title).toBe("Deploy none");
  value(await editRun(lead(), id, { answers: { "image-tag": "none" } }));
  expect(await changeItem(lead(), id, "deploy", { state: "open", version: 3 })).toMatchObject({
    code: "condition_unmet",
    message: "Deploy none doesn't apply to this run: image tag is none.",
  });
});

it("lets the lead change an answer: one entry, what it rules out can't be ticked, and ticks go on", async () => {
  const id = await start({ service: "checkout" });
  value(await editRun(lead(), id, { answers: { database: "no", service: "checkout" } }));
  value(await editRun(lead(), id, { answers: { database: "no" } }));
  const history = await entries(id);
  expect(history.map(({ action }) => action)).toEqual(["run.started", "run.changed"]);
  expect(history[1].change).toEqual({
    answers: { from: { service: "checkout", database: "yes" }, to: { service: "checkout", database: "no" } },
  });
  expect(await changeItem(lead(), id, "migrate", { state: "passed", version: 1 })).toMatchObject({
    code: "condition_unmet",
    message: "Migrate doesn't apply to this run: “Database changes” is no.",
  });
  const built = value(await changeItem(lead(), id, "build", { state: "passed", version: 1 }));
  expect(built.title).toBe("Build checkout");
  const snapshot = await snapshotOf(id);
  expect(runVariables(snapshot).map(({ key, value: said }) => [key, said])).toEqual([
    ["service", "checkout"],
    ["database", "no"],
    ["image-tag", null],
  ]);
  const member = { ...as(world, world.people.member), now: testNow };
  expect(await editRun(member, id, { answers: { database: "yes" } })).toMatchObject({ code: "forbidden" });
});

it("takes no critical item out of a gate by a captured value; the lead takes it over, held to the options", async () => {
  const captured = structuredClone(document);
  const [build] = captured.phases[0]?.kind === "phase" ? captured.phases[0].content : [];
  if (build?.kind === "item") build.capture = "database";
  const templateId = await createTemplate(world, captured);
  const roster = { contributor: [world.people.member.email] };
  const { id } = value(
    await startRun(lead(), { ...plan, templateId, roster, answers: { service: "a", database: "yes" } }),
  );
  const open = async () =>
    assess(await snapshotOf(id), testNow.toISOString()).reasons.flatMap(({ code, item }) =>
      code === "critical_open" ? [item] : [],
    );
  const member = as(world, world.people.member);
  value(await addEvidence(member, id, "build", { title: "Database", kind: "value", text: "no" }));
  expect(await open()).toEqual(["migrate"]);
  expect(await editRun(member, id, { answers: { database: "no" } })).toMatchObject({ code: "forbidden" });
  expect(await editRun(lead(), id, { answers: { database: "nope" } })).toMatchObject({ code: "invalid_input" });
  value(await editRun(lead(), id, { answers: { database: "no" } }));
  expect(await open()).toEqual([]);
  expect((await entries(id)).map(({ action }) => action)).toEqual(["run.started", "evidence.added", "run.changed"]);
});

it("signs the words as they are read, values captured into them included", async () => {
  const signed: TemplateDocument = {
    ...document,
    phases: [
      ...document.phases,
      {
        kind: "gate",
        key: "go",
        title: "Go",
        asks: "deploy",
        signoffs: [
          { key: "qa", title: "QA", roles: ["QA"], count: 1, wording: "{{service}} {{image-tag}} was tested." },
        ],
      },
    ],
  };
  const id = value(
    await startRun(lead(), {
      ...plan,
      templateId: await createTemplate(world, signed),
      answers: { service: "checkout", database: "no" },
      roster: { QA: [world.people.member.email] },
    }),
  ).id;
  const member = as(world, world.people.member);
  value(await addEvidence(lead(), id, "build", { title: "Tag", kind: "value", text: "sha-1" }));
  const ceremony = value(
    await openCeremony(member, id, "qa", { decision: "approve", conditions: [], method: "password" }),
  );
  expect(ceremony.statement).toContain("approves: checkout sha-1 was tested.");
  const request = { ceremony: ceremony.id, statement: ceremony.sha256 };
  value(await signStatement(member, id, "qa", request, async () => accept(null)));
  const standing = async () => assess(await snapshotOf(id), testNow.toISOString(), "go").signoffs[0]?.status;
  expect(await standing()).toBe("approved");
  value(await addEvidence(lead(), id, "build", { title: "Tag", kind: "value", text: "sha-2" }));
  expect(await standing()).toBe("stale");
});
