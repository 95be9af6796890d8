import { afterAll, beforeAll, expect, it } from "vitest";
import type { TemplateDocument } from "@/lib/domain/template";
import type { Trigger } from "@/lib/domain/template-leaves";
import { as, createTemplate, createWorld, publishVersion, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { readGateAnswer } from "./gate.read";
import { changeItem } from "./item.write";
import { startRun } from "./run.write";
import { editRun } from "./run-edit.write";
import { moveRunTo } from "./run-move.write";
import { readRunView } from "./run-view.read";
import { clearTrigger, fireTrigger } from "./trigger.write";

let world: World;
beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
});
afterAll(() => world.db.$disconnect());

const errors: Trigger = { kind: "trigger", key: "errors", title: "Error rate above 5 %", tier: "rollback" };

function watched(trigger: Trigger): TemplateDocument {
  return {
    schema: 1,
    title: "Release",
    metadata: [],
    variables: [{ key: "watch", label: "Watched", options: ["yes", "no"], default: "yes" }],
    intro: [],
    phases: [
      {
        kind: "phase",
        key: "before",
        title: "Before",
        content: [{ kind: "item", key: "build", title: "Build", severity: "critical", content: [] }],
      },
      { kind: "gate", key: "go", title: "Deploy?", asks: "deploy", signoffs: [] },
      { kind: "phase", key: "back", title: "Back", stage: "contingency", when: "watch=yes", content: [trigger] },
    ],
  };
}

const lead = () => as(world, world.people.lead);
const verdict = async (id: string) => {
  const { verdict, reasons } = value(await readGateAnswer(lead(), id, "go"));
  return [verdict, ...reasons.map(({ text }) => text)];
};

const takenAway: [string, (id: string, templateId: string) => Promise<unknown>][] = [
  ["an answer", async (id) => value(await editRun(lead(), id, { answers: { watch: "no" } }))],
  [
    "a version that names it otherwise",
    async (id, templateId) => {
      await publishVersion(world, templateId, 2, watched({ ...errors, key: "faults" }));
      value(await moveRunTo(lead(), id, { from: 1, reason: "Newer." }));
    },
  ],
  [
    "a version in which it is milder",
    async (id, templateId) => {
      await publishVersion(world, templateId, 2, watched({ ...errors, tier: "investigate" }));
      value(await moveRunTo(lead(), id, { from: 1, reason: "Newer." }));
    },
  ],
];

it.each(takenAway)("takes no fired trigger back by %s: its lead clears it", async (_, take) => {
  const templateId = await createTemplate(world, watched(errors));
  const { id } = value(await startRun(lead(), { templateId, name: "R", environment: "production", targetAt: null }));
  value(await changeItem(lead(), id, "build", { state: "passed", version: 1 }));
  value(await fireTrigger(lead(), id, "errors", { measured: "9 %" }));
  const fired = ["no_go", "Error rate above 5 % fired and calls for rollback"];
  expect(await verdict(id)).toEqual(fired);
  await take(id, templateId);
  expect(await verdict(id)).toEqual(fired);
  const view = value(await readRunView(world.db, world.workspaceId, id, lead().now));
  expect(view.triggers).toContainEqual(expect.objectContaining({ key: "errors", measured: "9 %" }));
  value(await clearTrigger(lead(), id, "errors", { reason: "A false alarm." }));
  expect(await verdict(id)).toEqual(["go"]);
  expect(await clearTrigger(lead(), id, "nothing", { reason: "No." })).toMatchObject({ code: "not_found" });
});
