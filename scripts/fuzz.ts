import { parseArgs } from "node:util";
import { register } from "tsx/esm/api";
import { createWorkspace } from "./bench/workspace.ts";
import { buildWhenNeeded } from "./build.ts";
import { generateClient } from "./client.ts";
import { startCrashSystem } from "./crash/system.ts";
import { rowCounts } from "./postgres/row-counts.ts";
import { stage } from "./stage.ts";

/** `npm run fuzz -- --seed 1 --count 100000`: the full figure of what `npm test` shows at a hundredth. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: "string", default: "1" },
      count: { type: "string", default: "100000" },
      http: { type: "string" },
    },
  });
  register();
  await generateClient();
  const seed = Number(values.seed);
  const count = Number(values.count);
  const read = await fuzzReading(seed, count);
  const sent = await fuzzSending(seed, Number(values.http ?? Math.ceil(count / 20)));
  return read + sent === 0 ? 0 : 1;
}

async function fuzzReading(seed: number, count: number): Promise<number> {
  const { fuzzWithin, importBounds } = await import("./fuzz/bounded-fuzz.ts");
  const told = await stage("read", (progress) =>
    fuzzWithin(importBounds, { seed, count }, (done) => progress(`${done} of ${count}`)),
  );
  for (const { index, what } of told.violations) console.log(`input ${index}: ${what}`);
  console.log(
    `${told.count} inputs of seed ${seed} read within a heap of ${importBounds.megabytes} MB, ${told.refused} refused in words, ` +
      `slowest ${told.slowest.toFixed(0)} ms, ${told.violations.length} violations`,
  );
  return told.violations.length;
}

/** The same kinds of input to a production server, whose own heap is capped, with rows counted before and after. */
async function fuzzSending(seed: number, count: number): Promise<number> {
  if (count === 0) return 0;
  const { fuzzHttp } = await import("./fuzz/import-http.ts");
  await stage("build", buildWhenNeeded);
  const system = await stage("server", startCrashSystem);
  try {
    const { token } = await createWorkspace(system.url, system.setupCode, { runs: 0, items: 25 });
    const told = await stage("sent", (progress) =>
      fuzzHttp(
        {
          seed,
          count,
          countRows: () => rowCounts(system.urls.superuser),
          send: ({ path, type, body }) =>
            fetch(`${system.url}/api/v1/templates${path}`, {
              method: "POST",
              headers: { authorization: `Bearer ${token}`, "content-type": type },
              body,
            }),
        },
        (done) => progress(`${done} of ${count}`),
      ),
    );
    for (const { index, what } of told.violations) console.log(`request ${index}: ${what}`);
    console.log(
      `${told.count} requests of seed ${seed}: ${told.imported} imported whole, ${told.previewed} previewed, ` +
        `${told.refused} refused in words, ${told.violations.length} violations`,
    );
    return told.violations.length;
  } finally {
    await system.stop();
  }
}
