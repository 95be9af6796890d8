import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { documentOf, gate, item, phase } from "@/lib/domain/sample-run";
import { setItem } from "@/prisma/factories/item";
import { overrideGate } from "@/prisma/factories/override";
import {
  as,
  byPassword,
  createRun,
  createTemplate,
  createWorld,
  testNow,
  value,
  type World,
} from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { readGateAnswer } from "./gate.read";
import { declareGo } from "./gate.write";
import { askWaiver, grantWaiver } from "./waiver.write";

/** Three gates: what let the first one pass is what the later two are asked about. */
const document = documentOf(
  phase("before", [item("backup", { severity: "critical" })], { stage: "before" }),
  gate("deploy"),
  phase("during", [item("step", { severity: "critical" })], { stage: "during" }),
  gate("live", { asks: "live" }),
  phase("after", [item("look", { severity: "critical" })], { stage: "after" }),
  gate("close", { asks: "close" }),
);

let world: World;
let template: string;
let runId: string;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  template = await createTemplate(world, document);
});
beforeEach(async () => {
  runId = await createRun(world, template);
});
afterAll(() => world.db.$disconnect());

const minutes = (n: number) => new Date(testNow.getTime() + n * 60_000);
const by = (who: keyof World["people"], n = 0) => as(world, world.people[who], minutes(n));

const set = (key: string, change: Parameters<typeof setItem>[3], n = 0) =>
  setItem(world, runId, key, change, minutes(n));
const override = (endsIn: number) => overrideGate(world, runId, "deploy", endsIn);

async function verdicts(n: number): Promise<string[]> {
  const answers = ["deploy", "live", "close"].map(async (key) =>
    value(await readGateAnswer(by("member", n), runId, key)),
  );
  return (await Promise.all(answers)).map(({ verdict }) => verdict);
}

it("what an override let pass is no GO at later gates, neither under it nor after its end", async () => {
  await override(20);
  await set("step", { state: "passed" });
  expect(await verdicts(1)).toEqual(["override", "override", "no_go"]);
  value(await declareGo(by("lead", 1), runId, "live", {}));
  await set("look", { state: "passed" }, 2);
  for (const n of [3, 19]) expect(await verdicts(n)).toEqual(["override", "override", "override"]);
  for (const n of [20, 600]) expect(await verdicts(n)).toEqual(["no_go", "override", "override"]);
});

it("a waiver that was granted after the decision counts for later gates only until its end", async () => {
  await set("backup", { state: "passed" });
  value(await declareGo(by("lead"), runId, "deploy", {}));
  await set("step", { state: "passed" }, 1);
  expect((await verdicts(2))[1]).toBe("go");
  await set("backup", { state: "failed", reason: "The copy is corrupt." }, 3);
  expect((await verdicts(4))[1]).toBe("no_go");
  const input = { kind: "waiver", reason: "For this hour.", expiresAt: minutes(60).toISOString() } as const;
  const asked = value(await askWaiver(by("lead", 5), runId, "backup", input));
  value(await grantWaiver(by("admin", 5), runId, asked.id, byPassword()));
  expect((await verdicts(59))[1]).not.toBe("no_go");
  for (const n of [60, 600]) expect(await verdicts(n)).toEqual(["no_go", "no_go", "no_go"]);
});

it("an override given for an open item ends its effect once that is reported blocked", async () => {
  await override(120);
  expect((await verdicts(1))[0]).toBe("override");
  await set("backup", { blocked: { reason: "The copy shows corrupted rows." } }, 2);
  expect((await verdicts(3))[0]).toBe("no_go");
  await set("backup", { blocked: null }, 4);
  expect((await verdicts(5))[0]).toBe("override");
});
