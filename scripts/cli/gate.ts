import { parseArgs } from "node:util";
import { Refusal } from "../refusal.ts";
import { UsageError, type Verb } from "./verb.ts";

const options = {
  run: { type: "string" },
  gate: { type: "string" },
  artefact: { type: "string" },
  url: { type: "string" },
  json: { type: "boolean" },
} as const;

type Answer = { verdict?: string; gateTitle?: string; score?: number; detail?: string; reasons?: { text: string }[] };

const go = new Set(["go", "go_with_conditions", "override"]);
const words: Record<string, string> = {
  go: "GO",
  go_with_conditions: "GO WITH CONDITIONS",
  override: "OVERRIDE",
  no_go: "NO-GO",
};

/** Exit 0 when the gate is open, 1 when it isn't, 2 when it can't be told: a pipeline goes on with 0 alone. */
export const verb: Verb = {
  summary: "asks, with GONOGO_TOKEN, whether a run may be deployed: exit 0 = yes, 1 = no, 2 = can't tell",
  usage: "--run ID [--gate KEY] [--artefact A] [--url U] [--json]",
  needs: "nothing",
  run: async (args) => {
    const { values } = parseArgs({ args, options });
    const token = process.env.GONOGO_TOKEN;
    if (!values.run) throw new UsageError("gate needs --run.");
    if (!token)
      throw new Refusal("gate needs a token in GONOGO_TOKEN.", "Make one in the settings, or with token create.");
    const base = values.url ?? process.env.GONOGO_URL ?? `http://localhost:${process.env.PORT ?? 3000}`;
    const query = new URLSearchParams();
    if (values.gate) query.set("gate", values.gate);
    if (values.artefact) query.set("artefact", values.artefact);
    const url = `${base.replace(/\/+$/, "")}/api/v1/runs/${encodeURIComponent(values.run)}/gate?${query}`;
    const { status, answer } = await ask(url, token);
    if (values.json) console.log(JSON.stringify(answer));
    else print(answer);
    // Status and verdict must agree; whatever else comes back is no permission.
    if (status === 200 && go.has(answer.verdict ?? "")) return 0;
    return status === 409 && answer.verdict === "no_go" ? 1 : 2;
  },
};

async function ask(url: string, token: string): Promise<{ status: number; answer: Answer }> {
  try {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}`, accept: "application/json" },
      redirect: "error",
      signal: AbortSignal.timeout(15_000),
    });
    return { status: response.status, answer: await response.json() };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    return { status: 0, answer: { detail: `Gonogo doesn't answer: ${cause}` } };
  }
}

function print({ verdict, gateTitle, score, detail, reasons = [] }: Answer): void {
  if (!verdict) {
    console.error(detail ?? "The answer makes no sense.");
    return;
  }
  console.log(`${words[verdict] ?? verdict}: ${gateTitle}, score ${score?.toFixed(1)}`);
  for (const { text } of reasons) console.log(`- ${text}`);
}
