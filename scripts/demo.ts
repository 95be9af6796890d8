import { spawn } from "node:child_process";
import path from "node:path";
import { type Database, databaseEnvironment } from "./database.ts";
import { root } from "./paths.ts";
import { Refusal } from "./refusal.ts";
import { stage } from "./stage.ts";

/** With GONOGO_DEMO=1, loads the sample workspace where nobody else lives; gives the text that says who can sign in. */
export async function loadDemo(database: Database): Promise<string | undefined> {
  if (!/^(1|true)$/i.test(process.env.GONOGO_DEMO ?? "")) return undefined;
  return stage("demo", async (progress) => {
    progress("loading the sample workspace");
    const text = await runVerb(database, ["demo", "load"]);
    progress("sample workspace loaded");
    return text;
  });
}

/** Runs a verb of the command line against a database that is open already, and gives what it printed. */
async function runVerb(database: Database, words: string[]): Promise<string> {
  const main = path.join(root, "scripts", "main.ts");
  const child = spawn(process.execPath, [main, "cli", ...words], {
    cwd: root,
    env: { ...process.env, ...databaseEnvironment(database) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  let printed = "";
  let errors = "";
  child.stdout.on("data", (chunk) => {
    printed += chunk;
  });
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  process.removeListener("exit", kill);
  if (code === 0) return printed.trim();
  const [sentence = `gonogo ${words.join(" ")} failed.`, ...remedy] = errors.replace("gonogo: ", "").trim().split("\n");
  throw new Refusal(sentence.trim(), remedy.join("\n").trim() || "Start without GONOGO_DEMO.");
}
