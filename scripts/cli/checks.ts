import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { Refusal } from "../refusal.ts";
import { UsageError, type Verb } from "./verb.ts";

const options = { run: { type: "string" }, url: { type: "string" }, json: { type: "boolean" } } as const;

type Answer = {
  detail?: string;
  checks?: { name: string; result: string; item: string | null; outcome: string; text: string }[];
};

/** Exit 0 when every check was taken over and none failed, 1 when one failed, 2 when the report was not taken. */
export const verb: Verb = {
  summary: "sends, with GONOGO_TOKEN, a validation script's JSON report: its checks set their items",
  usage: "FILE|- --run ID [--url U] [--json]",
  needs: "nothing",
  run: async (args) => {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const [file, ...more] = positionals;
    if (!file || more.length > 0) throw new UsageError("checks needs one FILE, or - for what is piped in.");
    if (!values.run) throw new UsageError("checks needs --run.");
    const token = process.env.GONOGO_TOKEN;
    if (!token)
      throw new Refusal("checks needs a token in GONOGO_TOKEN.", "Make one with the scope checks in the settings.");
    const body = file === "-" ? await text(process.stdin) : await readFile(file, "utf8");
    const base = values.url ?? process.env.GONOGO_URL ?? `http://localhost:${process.env.PORT ?? 3000}`;
    const url = `${base.replace(/\/+$/, "")}/api/v1/runs/${encodeURIComponent(values.run)}/checks`;
    const answer = await send(url, token, body);
    if (values.json) console.log(JSON.stringify(answer));
    else print(answer);
    if (!answer.checks) return 2;
    return answer.checks.some(({ result }) => result === "fail") ? 1 : 0;
  },
};

async function send(url: string, token: string, body: string): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json", accept: "application/json" },
      body,
      redirect: "error",
      signal: AbortSignal.timeout(30_000),
    });
    return await response.json();
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    return { detail: `Gonogo doesn't answer: ${cause}` };
  }
}

function print({ detail, checks }: Answer): void {
  if (!checks) {
    console.error(detail ?? "The answer makes no sense.");
    return;
  }
  for (const { name, result, item, text } of checks)
    console.log(`${result.padEnd(4)} ${name} -> ${item ?? "?"}: ${text}`);
  const unmapped = checks.filter(({ item }) => item === null).length;
  if (unmapped > 0) console.log(`${unmapped} not mapped: name the item's key, or map them on the run's Checks page.`);
}
