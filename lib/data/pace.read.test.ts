import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { smallDocument } from "@/prisma/factories/document";
import { as, createRun, createTemplate, createWorld, testNow, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { readReadiness } from "./gate.read";
import { changeItem } from "./item.write";
import { readPace } from "./pace.read";
import { closeRun } from "./run-close.write";

const keys = ["one", "two", "three"];
const document = {
  ...smallDocument,
  phases: [
    {
      kind: "phase" as const,
      key: "before",
      title: "Before",
      content: keys.map((key) => ({ kind: "item" as const, key, title: key, estimate: 10, content: [] })),
    },
    { kind: "gate" as const, key: "deploy", title: "May we?", asks: "deploy" as const, signoffs: [] },
  ],
};

let world: World;
beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
});
afterAll(() => world.db.$disconnect());

const minutes = (count: number) => new Date(testNow.getTime() + count * 60_000);

/** Every item begun together and done `took` minutes later, then the run closed. */
async function past(templateId: string, took: number, last: "passed" | "failed" = "passed"): Promise<void> {
  const runId = await createRun(world, templateId);
  const lead = world.people.lead;
  for (const key of keys) value(await changeItem(as(world, lead), runId, key, { state: "in_progress", version: 1 }));
  for (const key of keys) {
    const done = key === "three" ? last : "passed";
    const change = { state: done, version: 2, ...(done === "failed" ? { reason: "no" } : {}) };
    value(await changeItem(as(world, lead, minutes(took)), runId, key, change));
  }
  value(await closeRun(as(world, lead, minutes(took)), runId, { reason: "over" }));
}

describe("the pace of a template", () => {
  it("is what closed runs took from start to end of each item, and makes a range", async () => {
    const templateId = await createTemplate(world, document);
    const other = await createTemplate(world, { ...document, title: "Another" });
    for (const took of [5, 10]) await past(templateId, took);
    await past(other, 500);
    const runId = await createRun(world, templateId, "Now");
    const ctx = as(world, world.people.lead);
    expect(value(await readPace(ctx, runId))).toBeNull();
    await past(templateId, 30, "failed");
    expect(value(await readPace(ctx, runId)), "a failed item took no time to its end").toBeNull();
    await past(templateId, 30);
    expect(value(await readPace(ctx, runId))).toEqual({ low: 0.5, high: 3, runs: 3, items: 9 });
    const { forecast } = value(await readReadiness(ctx, runId));
    expect(forecast).toMatchObject({
      earliestGoAt: minutes(30).toISOString(),
      range: { fromAt: minutes(15).toISOString(), toAt: minutes(90).toISOString(), runs: 3, items: 9 },
    });
  });
});
