import { generateClient, run } from "../client.ts";
import { oneCheck, step, type Tally } from "./tally.ts";
import { runVitest } from "./vitest.ts";

/** What needs no database: lint, format, types and the rules' tests. The same for `check` and `test`. */
export async function checkStatically(tally: Tally): Promise<void> {
  const biome = "node_modules/@biomejs/biome/bin/biome";
  await step(tally, "client", () => oneCheck(generateClient()));
  await step(tally, "lint", () => oneCheck(run(biome, ["check", "--formatter-enabled=false", "--error-on-warnings"])));
  await step(tally, "format", () => oneCheck(run(biome, ["format"])));
  await step(tally, "types", () => oneCheck(checkTypes()));
  await step(tally, "rules", () => runVitest("rules"));
}

/** Next writes the types of routes and of imported styles first; without them a fresh clone has errors. */
async function checkTypes(): Promise<void> {
  await run("node_modules/next/dist/bin/next", ["typegen"], { NEXT_TELEMETRY_DISABLED: "1" });
  await run("node_modules/typescript/bin/tsc", ["--noEmit", "--incremental", "false"]);
}
