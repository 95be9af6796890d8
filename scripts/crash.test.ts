import { expect, it } from "vitest";
import { crash } from "./crash/run.ts";
import { withClient } from "./postgres/roles.ts";

it("loses and doubles no confirmed tick when app and database are killed", async () => {
  const outcome = await crash({ cycles: 3, workers: 8, seed: 1 });
  expect(outcome.violations).toEqual([]);
  expect(outcome.ticks).toBeGreaterThan(50);
});

it("finds a tick that was lost", async () => {
  const lose = (url: string, run: string) =>
    withClient(url, (client) =>
      client.query("update run_item set version = version - 1 where run_id = $1 and version > 1", [run]),
    );
  const outcome = await crash({
    cycles: 0,
    workers: 2,
    seed: 2,
    spoil: async (system, run) => void (await lose(system.urls.superuser, run)),
  });
  expect(outcome.violations).not.toEqual([]);
});
