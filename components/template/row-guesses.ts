import { type ImportGuess, undoingGuess } from "@/lib/domain/import-guess";
import type { ReportEntry } from "@/lib/domain/import-report";
import type { Conversion } from "@/lib/domain/template-convert";
import { type Correction, correctionOf } from "@/lib/domain/template-corrections";
import type { DocumentRow } from "@/lib/domain/template-rows";

/** The guesses of the report by the row they are about, less those that were taken back. */
export function guessesByRow(
  rows: readonly DocumentRow[],
  report: readonly ReportEntry[],
  corrections: readonly Correction[],
): ReadonlyMap<string, readonly ImportGuess[]> {
  const byKey = new Map<string, ImportGuess[]>();
  const byLine = new Map<string, ImportGuess[]>();
  for (const { guesses = [] } of report)
    for (const guess of guesses) {
      const [map, name] = guess.key === undefined ? [byLine, `${guess.kind} ${guess.lines[0]}`] : [byKey, guess.key];
      map.set(name, [...(map.get(name) ?? []), guess]);
    }
  const found = new Map<string, readonly ImportGuess[]>();
  for (const row of rows) {
    const { node } = row;
    const line = node.lines?.[0] ?? 0;
    const kind = node.kind === "phase" || node.kind === "section" ? "part" : node.kind;
    const named = "key" in node ? (byKey.get(node.key) ?? []) : [];
    const all = [...named, ...(byLine.get(`${kind} ${line}`) ?? [])];
    const left = all.filter((guess) => !isSettled(row, guess, corrections));
    if (left.length > 0) found.set(row.id, left);
  }
  return found;
}

/** True once somebody took the guess back, or made its node something else. */
function isSettled(row: DocumentRow, guess: ImportGuess, corrections: readonly Correction[]): boolean {
  const undoing: readonly Conversion[] = undoingGuess[guess.reason] ?? [];
  const place = correctionOf(row.node, "plain");
  return corrections.some(({ to, lines, key }) => {
    const here = lines ? lines[0] === row.node.lines?.[0] && lines[1] === row.node.lines[1] : key === place.key;
    if (!here) return false;
    return to.startsWith("without ") ? undoing.includes(to) : true;
  });
}
