import { parseArgs } from "node:util";
import { buildWhenNeeded } from "./build.ts";
import { crash } from "./crash/run.ts";
import { stage } from "./stage.ts";

/** `npm run crash -- --cycles 1000 --seed 1`: the full figure of what `npm test` shows in a few cycles. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { cycles: { type: "string", default: "1000" }, seed: { type: "string", default: "1" } },
  });
  await stage("build", buildWhenNeeded);
  const options = { cycles: Number(values.cycles), workers: 16, seed: Number(values.seed) };
  const outcome = await stage("crash", (progress) => crash(options, progress));
  for (const violation of outcome.violations) console.log(violation);
  console.log(
    `${outcome.ticks} confirmed ticks over ${2 * outcome.cycles} kills, ${outcome.violations.length} violations`,
  );
  return outcome.violations.length === 0 ? 0 : 1;
}
