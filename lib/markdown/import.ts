import type { ImportResult, ReportEntry } from "@/lib/domain/import-report";
import type { Lines } from "@/lib/domain/template-node";
import { parseBlocks } from "./block-parser";
import { bindOptions } from "./choices";
import { countImport } from "./counts";
import { readDocument } from "./document-outline";
import { Draft } from "./draft";
import { readEither } from "./either";
import { openFences } from "./fenced-checklist";
import { readFrontMatter } from "./front-matter";
import { countGates, placeGates } from "./gates";
import { readTraits } from "./item-traits";
import { assignKeys } from "./keys";
import { takeParts } from "./part-items";
import { readDuties } from "./raci";
import { requireScore } from "./required-score";
import { type ImportProblem, limits, readSourceText } from "./source-text";
import { assignStages } from "./stages";
import { readTimelines } from "./timeline";
import { readTimes } from "./times";
import { assignTopics } from "./topics";
import { withoutWriteBack } from "./write-back-marks";

export type { ImportProblem } from "./source-text";
/** `repair: false` leaves text that was read in a wrong encoding as it is; our own dialect is mended only with `true`. */
export type ImportOptions = { repair?: boolean | undefined };
export type ImportOutcome = { ok: true; value: ImportResult } | { ok: false; problems: ImportProblem[] };

/**
 * Reads a Markdown checklist as a template document. Any string gives an answer: the document with a report that covers
 * every line that isn't blank, or problems with the line, what was expected there and a sentence for people.
 * Text whose front matter says `gonogo: 1` is in our dialect (docs/dialect.md): nothing in it is guessed from words.
 */
export function importMarkdown(source: string, { repair }: ImportOptions = {}): ImportOutcome {
  const text = readSourceText(source, repair ?? !saysDialect(source));
  if ("message" in text) return { ok: false, problems: [text] };
  const { lines, status } = withoutWriteBack(text.lines);
  const front = readFrontMatter(lines);
  const parsed = parseBlocks(lines, front?.lines[1] ?? 0);
  if ("tooDeep" in parsed) {
    const line = parsed.tooDeep;
    return {
      ok: false,
      problems: [
        { line, expected: "fewer levels", message: `Line ${line} nests lists or quotes deeper than can be read.` },
      ],
    };
  }
  const strict = front?.dialect ?? false;
  const { source: read, marks } = strict ? { source: parsed, marks: [] } : openFences(parsed);
  const draft = new Draft(read, strict);
  if (front) draft.claim(front.lines, "metadata");
  for (const line of marks) draft.claim([line, line], "separator", undefined, "a fence around the checklist");
  const document = readDocument(draft, front?.metadata ?? []);
  const asked = countGates(document);
  if (asked > limits.gates) {
    const message = `The text asks for ${asked} decisions; at most ${limits.gates} gates can be read.`;
    return { ok: false, problems: [{ line: 1, expected: `at most ${limits.gates} gates`, message }] };
  }
  if (!draft.strict) {
    assignStages(draft, document);
    readTraits(draft, document);
    assignTopics(draft, document);
    readTimes(draft, document);
    readEither(draft, document);
    takeParts(draft, document);
    placeGates(draft, document);
    requireScore(draft, document);
  }
  assignKeys(document);
  bindOptions(draft, document);
  if (!draft.strict) {
    readTimelines(draft, document);
    readDuties(draft, document);
  }
  const report = draft.report();
  if (status) addStatus(report, [status[0] + 1, lastLine(text.lines, status)]);
  const counts = { ...countImport(parsed.blocks, document), warnings: draft.warnings };
  const value: ImportResult = { document, counts, report };
  return { ok: true, value: text.repair ? { ...value, text: text.text, repair: text.repair } : value };
}

/** An export read again must give the same document, whatever its letters look like. */
function saysDialect(source: string): boolean {
  return (
    readFrontMatter(
      source
        .slice(0, 20_000)
        .replace(/^\ufeff/, "")
        .split(/\r\n|\r|\n/),
    )?.dialect ?? false
  );
}

/** The status that a run wrote on top is named in the report and is no part of the checklist. */
function addStatus(report: ReportEntry[], lines: Lines): void {
  const at = report.findIndex((entry) => entry.lines[0] > lines[0]);
  const entry: ReportEntry = { lines, became: "separator", note: "status of a run, left out of the checklist" };
  report.splice(at < 0 ? report.length : at, 0, entry);
}

/** The last line of the status that isn't blank, from 1. */
function lastLine(lines: readonly string[], [from, to]: [number, number]): number {
  return lines[to]?.trim() === "" && to > from ? to : to + 1;
}
