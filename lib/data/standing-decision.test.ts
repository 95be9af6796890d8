import { afterAll, beforeAll, expect, it } from "vitest";
import { accept } from "@/lib/domain/refusal";
import type { TemplateDocument } from "@/lib/domain/template";
import type { Choice } from "@/lib/domain/template-leaves";
import { as, createTemplate, createWorld, publishVersion, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { openCeremony } from "./ceremony.write";
import { recordChoice } from "./choice.write";
import { readGateAnswer } from "./gate.read";
import { declareGo, declareNoGo, reopenGate } from "./gate.write";
import { changeItem } from "./item.write";
import { startRun } from "./run.write";
import { editRun } from "./run-edit.write";
import { moveRunTo } from "./run-move.write";
import { signStatement } from "./signature.write";

let world: World;
beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
});
afterAll(() => world.db.$disconnect());

const how: Choice = {
  kind: "choice",
  key: "how",
  title: "How?",
  options: [
    { key: "slowly", title: "Slowly" },
    { key: "at-once", title: "At once" },
  ],
};
const document: TemplateDocument = {
  schema: 1,
  title: "Release",
  metadata: [],
  variables: [{ key: "database", label: "Database", options: ["yes", "no"], default: "yes" }],
  intro: [],
  phases: [
    { kind: "phase", key: "before", title: "Before", content: [] },
    {
      kind: "gate",
      key: "ready",
      title: "Ready?",
      asks: "approve",
      when: "database=yes",
      signoffs: [{ key: "qa", title: "QA", roles: ["QA"], count: 1, wording: "It is tested." }],
    },
    {
      kind: "phase",
      key: "then",
      title: "Then",
      content: [
        { kind: "item", key: "build", title: "Build", severity: "critical", content: [] },
        { kind: "item", key: "migrate", title: "Migrate", severity: "critical", when: "database=yes", content: [] },
        how,
      ],
    },
    { kind: "gate", key: "go", title: "Deploy?", asks: "deploy", signoffs: [] },
  ],
};
/** Without the part before that rejects; one sign-off at the deployment itself. */
const alone: TemplateDocument = { ...document, phases: document.phases.slice(2) };
const signedAlone: TemplateDocument = {
  ...alone,
  phases: alone.phases.map((node) => {
    const signoffs = [{ key: "qa", title: "QA", roles: ["QA"], count: 1, wording: "It is tested." }];
    return node.kind === "gate" ? { ...node, signoffs } : node;
  }),
};

const lead = () => as(world, world.people.lead);
const member = () => as(world, world.people.member);

async function begin(of: TemplateDocument) {
  const templateId = await createTemplate(world, of);
  const roster = { QA: [world.people.member.email] };
  const plan = { templateId, name: "R", environment: "production", targetAt: null, roster };
  const { id } = value(await startRun(lead(), plan));
  for (const key of ["build", "migrate"]) value(await changeItem(lead(), id, key, { state: "passed", version: 1 }));
  value(await recordChoice(lead(), id, "how", { option: "slowly", reason: "Careful." }));
  return { id, templateId };
}

async function sign(id: string, decision: "approve" | "reject") {
  const input = { decision, conditions: [], method: "password" as const, comment: "So it is." };
  const ceremony = value(await openCeremony(member(), id, "qa", input));
  const request = { ceremony: ceremony.id, statement: ceremony.sha256 };
  value(await signStatement(member(), id, "qa", request, async () => accept(null)));
  return ceremony.statement;
}

const verdict = async (id: string) => value(await readGateAnswer(lead(), id, "go")).verdict;
const swap = (id: string) => recordChoice(lead(), id, "how", { option: "at-once", reason: "In a hurry." });
const without = (id: string) => editRun(lead(), id, { answers: { database: "no" } });

it("keeps what failed after GO from leaving the gate, until the gate is reopened", async () => {
  const { id } = await begin(alone);
  value(await declareGo(lead(), id, "go", {}));
  value(await changeItem(lead(), id, "migrate", { state: "failed", reason: "Loses rows.", version: 2 }));
  expect(await verdict(id)).toBe("no_go");
  expect(await without(id)).toMatchObject({ code: "gate_decided" });
  expect(await swap(id)).toMatchObject({ code: "gate_decided" });
  expect(await verdict(id)).toBe("no_go");
  // Whatever came past that: what was recorded holds only for what it covered.
  await world.db.run.update({ where: { id }, data: { answers: { database: "no" } } });
  expect(await verdict(id)).toBe("no_go");
  value(await reopenGate(lead(), id, "go", { reason: "It failed." }));
  value(await swap(id));
  expect(await verdict(id)).toBe("go");
});

it("signs the choices that were made, and counts for no others", async () => {
  const { id } = await begin(signedAlone);
  expect(await sign(id, "approve")).toContain("\nchoice: How? (how): Slowly (slowly)\n");
  expect(await verdict(id)).toBe("go");
  value(await swap(id));
  expect(await verdict(id)).toBe("no_go");
});

it("keeps a rejection and a recorded NO-GO from going with their gate or sign-off", async () => {
  const { id, templateId } = await begin(document);
  await sign(id, "reject");
  expect(await without(id)).toMatchObject({ code: "gate_decided" });
  await publishVersion(world, templateId, 2, signedAlone);
  const move = (to: number) => moveRunTo(lead(), id, { from: 1, to, reason: "Newer." });
  expect(await move(2)).toMatchObject({ code: "gate_decided" });

  const other = await begin(alone);
  value(await declareNoGo(lead(), other.id, "go", { reason: "Not today." }));
  const renamed = alone.phases.map((node) => (node.kind === "gate" ? { ...node, key: "deploy" } : node));
  await publishVersion(world, other.templateId, 2, { ...alone, phases: renamed });
  const refused = await moveRunTo(lead(), other.id, { from: 1, reason: "Newer." });
  expect(refused).toMatchObject({ code: "gate_decided" });
  expect(refused).toHaveProperty("message", expect.stringContaining("recorded NO-GO at Deploy?"));
});
