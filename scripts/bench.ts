import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { register } from "tsx/esm/api";
import { root } from "./paths.ts";
import { Refusal } from "./refusal.ts";

/** `npm run bench`: `scripts/bench/run.ts` exports `run(args)`, which starts servers of its own and ends them. */
export async function run(args: string[]): Promise<number> {
  const file = path.join(root, "scripts", "bench", "run.ts");
  if (!existsSync(file)) throw new Refusal("There is no benchmark in this version.", "Look into scripts/bench.");
  register();
  const bench: { run: (args: string[]) => Promise<number> } = await import(pathToFileURL(file).href);
  return bench.run(args);
}
