import { generator } from "../generator.ts";
import { hostileBytes } from "./hostile-text.ts";
import type { Violation } from "./import-fuzz.ts";

/** How many rows each table holds. */
export type RowCounts = Readonly<Record<string, number>>;
export type Sending = { path: string; type: string; body: Uint8Array<ArrayBuffer> };
export type HttpFuzz = {
  seed: number;
  count: number;
  send: (sending: Sending) => Promise<Response>;
  countRows: () => Promise<RowCounts>;
};
export type HttpOutcome = {
  count: number;
  imported: number;
  refused: number;
  previewed: number;
  violations: Violation[];
};

/** What the server notes down by itself, at a moment of its own. */
const ownTables: ReadonlySet<string> = new Set(["instance_setting", "job"]);
const encoder = new TextEncoder();
const whole = { path: "", type: "text/markdown", body: encoder.encode("# T\n\n- [ ] a\n") };

/**
 * Sends hostile bodies to the import of templates, four at a time. No answer may be a failure; each refusal says why;
 * and the rows afterwards are those of the imports that were confirmed: as many of each table as one whole import makes.
 */
export async function fuzzHttp(
  { seed, count, send, countRows }: HttpFuzz,
  progress: (done: number) => void = () => undefined,
): Promise<HttpOutcome> {
  const outcome: HttpOutcome = { count, imported: 0, refused: 0, previewed: 0, violations: [] };
  const begin = await countRows();
  const one = await send(whole);
  if (one.status !== 201) throw new Error(`a checklist of one item was answered ${one.status}: ${await one.text()}`);
  const before = await countRows();
  let next = 0;
  const work = async () => {
    while (next < count && outcome.violations.length < 20) {
      const index = next++;
      const what = await faultOf(await send(sendingOf(generator(seed * 1_000_003 + index))), outcome);
      if (what) outcome.violations.push({ index, what });
      if (index % 100 === 0) progress(index);
    }
  };
  await Promise.all(Array.from({ length: 4 }, work));
  const after = await countRows();
  for (const [table, rows] of Object.entries(after)) {
    if (ownTables.has(table)) continue;
    const each = (before[table] ?? 0) - (begin[table] ?? 0);
    const due = (before[table] ?? 0) + each * outcome.imported;
    if (rows !== due)
      outcome.violations.push({
        index: count,
        what: `${table} holds ${rows} rows after ${outcome.imported} imports, not ${due}`,
      });
  }
  return outcome;
}

/** Hostile bytes as Markdown, inside JSON, or where JSON or YAML is due; at times only looked at, masked, or misnamed. */
function sendingOf(random: () => number): Sending {
  const pick = (below: number) => Math.floor(random() * below);
  const bytes = hostileBytes(random);
  const path = ["", "", "?dryRun=1", "?maskSecrets=1", "?repair=0"][pick(5)] ?? "";
  const kind = pick(10);
  if (kind === 0) return { path, type: "application/json", body: bytes };
  if (kind === 1) return { path, type: "application/yaml", body: bytes };
  if (kind === 2)
    return { path, type: `text/markdown; charset=${["utf-8", "latin1", "utf-16", "no-such"][pick(4)]}`, body: bytes };
  if (kind > 5) return { path, type: "text/markdown", body: bytes };
  const markdown = new TextDecoder().decode(bytes);
  return { path, type: "application/json", body: encoder.encode(JSON.stringify({ markdown })) };
}

async function faultOf(response: Response, outcome: HttpOutcome): Promise<string | undefined> {
  const text = await response.text();
  if (response.status === 201) outcome.imported += 1;
  else if (response.status === 200) outcome.previewed += 1;
  else outcome.refused += 1;
  if (response.status >= 500) return `answered ${response.status}: ${text.slice(0, 200)}`;
  const answer = parsed(text);
  if (!answer) return `answered ${response.status} with no JSON: ${text.slice(0, 200)}`;
  if (response.status === 429) return "was held off by the rate limit";
  return response.ok || (answer.code && answer.detail) ? undefined : `answered ${response.status} without a word`;
}

function parsed(text: string): { code?: string; detail?: string } | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
