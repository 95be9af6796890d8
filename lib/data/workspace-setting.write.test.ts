import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { as, createRun, createTemplate, createWorld, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { readDashboard } from "./dashboard.read";
import { readReadiness } from "./gate.read";
import { editRun } from "./run-edit.write";
import { changeWorkspace } from "./workspace-setting.write";

let world: World;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
});
afterAll(() => world.db.$disconnect());

const nights = { days: ["tue"] as const, from: "22:00", to: "06:00", timeZone: "Europe/Berlin" };
const workingHours = { ...nights, days: [...nights.days] };

describe("working hours", () => {
  it("are an admin's, recorded once, and every forecast of an open run goes by them but for a run that is exempt", async () => {
    const runId = await createRun(world, await createTemplate(world));
    const lead = as(world, world.people.lead);
    const owner = as(world, world.people.owner);
    const shown = async () => {
      const [readiness, dashboard] = [await readReadiness(lead, runId), await readDashboard(lead)];
      if (!readiness.ok || !dashboard.ok) throw new Error("not read");
      const summary = dashboard.value.runs.find(({ id }) => id === runId);
      const { criticalPath: _, range: __, ...forecast } = readiness.value.forecast;
      expect(summary?.forecast).toEqual(forecast);
      return forecast;
    };
    const before = await shown();
    expect(before.hours).toBeNull();
    expect(await changeWorkspace(lead, { workingHours })).toMatchObject({ ok: false, code: "forbidden" });
    expect(await changeWorkspace(owner, { workingHours })).toMatchObject({ ok: true, value: { workingHours } });
    expect(await changeWorkspace(owner, { workingHours })).toMatchObject({ ok: true });
    const entries = await world.db.auditEntry.findMany({ where: { chainId: world.workspaceId } });
    const changes = entries.map(({ body }) => JSON.parse(body)).filter(({ action }) => /hours/.test(action));
    expect(changes).toMatchObject([
      { change: { from: "round the clock", to: "Tuesday, 22:00 to 06:00 the next day (Europe/Berlin)" } },
    ]);
    const limited = await shown();
    expect(limited).toMatchObject({ hours: workingHours, spanMinutes: before.spanMinutes });
    expect(Date.parse(limited.earliestGoAt ?? "")).toBeGreaterThan(Date.parse(before.earliestGoAt ?? ""));
    expect(await editRun(lead, runId, { roundTheClock: true })).toMatchObject({
      ok: true,
      value: { roundTheClock: true },
    });
    expect(await shown()).toEqual(before);
    expect(await changeWorkspace(owner, { workingHours: null })).toMatchObject({
      ok: true,
      value: { workingHours: null },
    });
  });
});
