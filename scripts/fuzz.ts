import { parseArgs } from "node:util";
import { register } from "tsx/esm/api";
import { generateClient } from "./client.ts";
import { stage } from "./stage.ts";

/** `npm run fuzz -- --seed 1 --count 100000`: the full figure of what `npm test` shows at a hundredth. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { seed: { type: "string", default: "1" }, count: { type: "string", default: "100000" } },
  });
  register();
  await generateClient();
  const options = { seed: Number(values.seed), count: Number(values.count) };
  const { fuzzImport } = await import("./fuzz/import-fuzz.ts");
  const told = await stage("fuzz", (progress) =>
    fuzzImport(options, (done) => progress(`${done} of ${options.count}`)),
  );
  for (const { index, what } of told.violations) console.log(`input ${index}: ${what}`);
  console.log(
    `${told.count} inputs of seed ${options.seed}, ${told.refused} refused in words, slowest ${told.slowest.toFixed(0)} ms, ` +
      `at most ${told.peakMegabytes.toFixed(0)} MB, ${told.violations.length} violations`,
  );
  return told.violations.length === 0 ? 0 : 1;
}
