import { afterAll, beforeAll, expect, it } from "vitest";
import { documentOf, gate, item, phase } from "@/lib/domain/sample-run";
import { setItem } from "@/prisma/factories/item";
import { overrideGate } from "@/prisma/factories/override";
import { as, createRun, createTemplate, createWorld, testNow, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { readDashboard } from "./dashboard.read";
import { readDossier } from "./dossier.read";
import { readGateAnswer, readReadiness } from "./gate.read";
import { declareGo } from "./gate.write";

const document = documentOf(
  phase("prepare", [item("backup", { severity: "critical" })], { stage: "before" }),
  gate("ready"),
  phase("more", [item("pods", { severity: "critical" })], { stage: "before" }),
  gate("deploy"),
);

let world: World;
let template: string;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  template = await createTemplate(world, document);
});
afterAll(() => world.db.$disconnect());

const by = (who: keyof World["people"]) => as(world, world.people[who]);

async function told(runId: string) {
  const dashboard = value(await readDashboard(by("owner")));
  const dossier = value(await readDossier(by("auditor"), runId));
  const seal = JSON.parse(Buffer.from(dossier.seal?.payload ?? "", "base64").toString()) as {
    predicate: { verdict: string };
  };
  const row = dashboard.runs.find(({ id }) => id === runId);
  return {
    gate: value(await readGateAnswer(by("member"), runId, "deploy")).verdict,
    row: row?.verdict,
    counts: dashboard.counts,
    filtered: value(await readDashboard(by("owner"), { verdict: "override" })).runs.map(({ id }) => id === runId),
    run: dossier.run.verdict,
    seal: seal.predicate.verdict,
    holds: row?.overrides.map(({ holds }) => holds),
  };
}

it("a run behind an overridden gate is told as overridden and counted so, and its GO freezes that", async () => {
  const runId = await createRun(world, template);
  await setItem(world, runId, "pods", { state: "passed" });
  await overrideGate(world, runId, "ready", 120);
  const expected = {
    gate: "override",
    row: "override",
    counts: { go: 0, go_with_conditions: 0, override: 1, no_go: 0 },
    filtered: [true],
    run: "override",
    seal: "override",
    holds: [true],
  };
  expect(await told(runId)).toEqual(expected);
  expect(value(await readReadiness(by("member"), runId, "deploy")).verdict).toBe("override");
  expect(value(await declareGo(by("lead"), runId, "deploy", {})).frozen?.verdict).toBe("override");
  expect(await told(runId)).toEqual(expected);
  await world.db.run.update({ where: { id: runId }, data: { closedAt: testNow } });
});

it("a run whose override holds no more is told as NO-GO, and of the override that it doesn't hold", async () => {
  const runId = await createRun(world, template);
  await setItem(world, runId, "backup", { state: "passed" });
  value(await declareGo(by("lead"), runId, "ready", {}));
  await overrideGate(world, runId, "deploy", 120);
  expect(await told(runId)).toMatchObject({ gate: "override", row: "override", seal: "override", holds: [true] });
  await setItem(world, runId, "pods", { blocked: { reason: "The copy shows corrupted rows." } });
  expect(await told(runId)).toEqual({
    gate: "no_go",
    row: "no_go",
    counts: { go: 0, go_with_conditions: 0, override: 0, no_go: 1 },
    filtered: [],
    run: "no_go",
    seal: "no_go",
    holds: [false],
  });
});
