import { templateDocumentSchema } from "@/lib/domain/template";
import { decodeBytes } from "@/lib/domain/text-bytes";
import { exportTemplate } from "@/lib/markdown/export";
import { type ImportOutcome, importMarkdown } from "@/lib/markdown/import";
import { scanSecrets } from "@/lib/secret/secret-scan";
import { generator } from "../generator.ts";
import { hostileBytes } from "./hostile-text.ts";

export type FuzzOptions = { seed: number; from?: number; count: number; read?: (text: string) => ImportOutcome };
export type Violation = { index: number; what: string };
/** `refused` of `count` were no text or no checklist; `slowest` in milliseconds of the processor, without its collector's threads. */
export type FuzzOutcome = {
  count: number;
  refused: number;
  slowest: number;
  violations: Violation[];
};

const mostMilliseconds = 2000;
const mostViolations = 20;

/** Throws `count` hostile inputs at decoding, the search for credentials, the import and the export; same seed, same inputs. */
export async function fuzzImport(
  { seed, from = 0, count, read = importMarkdown }: FuzzOptions,
  begins: (index: number) => void = () => undefined,
): Promise<FuzzOutcome> {
  const outcome: FuzzOutcome = { count, refused: 0, slowest: 0, violations: [] };
  for (let index = from; index < from + count && outcome.violations.length < mostViolations; index += 1) {
    begins(index);
    const bytes = hostileBytes(generator(seed * 1_000_003 + index));
    const started = process.threadCpuUsage();
    const fault = await faultOf(bytes, read, outcome).catch((error: unknown) => `threw ${String(error)}`);
    const { user, system } = process.threadCpuUsage(started);
    const took = (user + system) / 1000;
    outcome.slowest = Math.max(outcome.slowest, took);
    if (fault) outcome.violations.push({ index, what: fault });
    if (took > mostMilliseconds) outcome.violations.push({ index, what: `took ${Math.round(took)} ms` });
  }
  return outcome;
}

/** What is wrong with the answer to one input; undefined when it is refused in words or read without loss. */
async function faultOf(
  bytes: Uint8Array,
  read: (text: string) => ImportOutcome,
  outcome: FuzzOutcome,
): Promise<string | undefined> {
  const decoded = decodeBytes(bytes);
  if ("problem" in decoded) {
    outcome.refused += 1;
    return decoded.problem.message === "" ? "refused without a word" : undefined;
  }
  await scanSecrets(decoded.text);
  const imported = read(decoded.text);
  if (!imported.ok) {
    outcome.refused += 1;
    return imported.problems.length === 0 ? "refused without a word" : undefined;
  }
  const { document, report } = imported.value;
  if (!isStorable(imported.value)) return "it holds half a character";
  if (JSON.stringify(document).length > 3000 + 20 * decoded.text.length) return "the document is twenty times the text";
  const missing = uncovered(imported.value.text ?? decoded.text, report);
  if (missing) return `line ${missing} is in no entry of the report`;
  const checked = templateDocumentSchema.safeParse(document);
  if (!checked.success) return undefined;
  const written = exportTemplate(document);
  const again = read(written);
  if (!again.ok)
    return isLimit(again.problems[0]?.expected) ? undefined : `its export is refused: ${again.problems[0]?.message}`;
  return exportTemplate(again.value.document) === written ? undefined : "its export changes when it is read again";
}

/** An export writes out what the source said shorter; where that is too much it is refused in words. */
function isLimit(expected = ""): boolean {
  return expected.startsWith("at most") || expected.startsWith("fewer");
}

/** JSON spells half a character as an escape, and a database refuses it. */
function isStorable({ document, report }: object & { document: unknown; report: unknown }): boolean {
  return !/(?<!\\)(?:\\\\)*\\ud[89a-f][0-9a-f]{2}/.test(JSON.stringify({ document, report }));
}

function uncovered(text: string, report: readonly { lines: readonly [number, number] }[]): number | undefined {
  const covered = new Set<number>();
  for (const { lines } of report) for (let at = lines[0]; at <= lines[1]; at += 1) covered.add(at);
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/);
  const at = lines.findIndex((line, index) => line.trim() !== "" && !covered.has(index + 1));
  return at < 0 ? undefined : at + 1;
}
