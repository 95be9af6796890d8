import { readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { register } from "tsx/esm/api";
import { UsageError, type Verb } from "./cli/verb.ts";
import { generateClient } from "./client.ts";
import { attachDatabase, databaseEnvironment } from "./database.ts";
import { applyMigrations } from "./migration/apply.ts";
import { root } from "./paths.ts";
import { unlessStopped } from "./shutdown.ts";
import { report } from "./stage.ts";

const folder = path.join(root, "scripts", "cli");

/** `npm run -s gonogo -- <verb>`: finds the verb's file, opens the database where it needs one, runs it. */
export async function run(words: string[]): Promise<number> {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(".ts") && file !== "verb.ts" && !file.includes(".test."))
    .map((file) => file.slice(0, -3));
  // The longest match wins: `audit verify` is not `audit` with an argument.
  const matching = names.filter((name) => name.split("-").every((word, index) => words[index] === word));
  const name = matching.sort((a, b) => b.length - a.length)[0];
  register();
  await generateClient();
  if (!name) return listVerbs(names, words);
  const spoken = name.replaceAll("-", " ");
  const args = words.slice(name.split("-").length);
  const verb = await loadVerb(name);
  if (args.includes("--help")) return usage(spoken, verb, console.log, 0);
  try {
    return verb.needs === "database" ? await withDatabase(spoken, () => verb.run(args)) : await verb.run(args);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (!(error instanceof UsageError) && !code.startsWith("ERR_PARSE_ARGS")) return report(error);
    console.error(`gonogo: ${(error as Error).message}`);
    return usage(spoken, verb, console.error, 2);
  }
}

async function loadVerb(name: string): Promise<Verb> {
  const { verb }: { verb: Verb } = await import(pathToFileURL(path.join(folder, `${name}.ts`)).href);
  return verb;
}

function usage(spoken: string, verb: Verb, print: (text: string) => void, code: number): number {
  print(`Usage: npm run -s gonogo -- ${spoken} ${verb.usage}`.trim());
  return code;
}

async function listVerbs(names: string[], words: string[]): Promise<number> {
  const asked = words.length === 0 || words[0] === "help" || words[0] === "--help";
  const print = asked ? console.log : console.error;
  if (!asked) print(`gonogo: There is no verb ${words[0]}.`);
  print("Usage: npm run -s gonogo -- <verb>\n");
  for (const name of names.sort()) {
    const verb = await loadVerb(name);
    print(`  ${`${name.replaceAll("-", " ")} ${verb.usage}`.padEnd(46)} ${verb.summary}`);
  }
  return asked ? 0 : 2;
}

async function withDatabase(spoken: string, work: () => Promise<number>): Promise<number> {
  const database = await attachDatabase(`gonogo ${spoken}`, () => undefined);
  try {
    await applyMigrations(database.ownerUrl, decodeURIComponent(new URL(database.appUrl).username));
    Object.assign(process.env, databaseEnvironment(database));
    return await unlessStopped(work());
  } finally {
    await database.stop();
  }
}
