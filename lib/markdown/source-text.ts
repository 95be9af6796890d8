import type { TextRepair } from "@/lib/domain/text-repair";
import { repairMojibake } from "./mojibake";

/** Why a text can't be imported: where, what was expected, and a sentence for people. */
export type ImportProblem = { line: number; expected: string; message: string };

export const limits = { bytes: 1_048_576, lines: 20_000, lineLength: 50_000, gates: 100 };

/** `text` is the source with what was mended in it, else as it came but for a byte order mark. */
export type SourceText = { text: string; lines: string[]; repair?: TextRepair | undefined };

/** Brings text to lines (no BOM, LF, well-formed Unicode, wrong decoding mended on wish), or says why it can't be read. */
export function readSourceText(source: string, mend: boolean): SourceText | ImportProblem {
  if (source.includes("\u0000")) {
    const line = source.slice(0, source.indexOf("\u0000")).split("\n").length;
    return { line, expected: "text", message: "This is not a text file: it holds zero bytes." };
  }
  const size = new TextEncoder().encode(source).length;
  if (size > limits.bytes) {
    const message = `The text has ${size.toLocaleString("en-GB")} bytes; at most ${limits.bytes.toLocaleString("en-GB")} can be imported.`;
    return { line: 1, expected: "at most 1 MiB", message };
  }
  const whole = source.replace(/^\ufeff/, "").toWellFormed();
  const { text, repair } = mend ? repairMojibake(whole) : { text: whole };
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.at(-1) === "") lines.pop();
  if (lines.length > limits.lines) {
    const message = `The text has ${lines.length} lines; at most ${limits.lines} can be imported.`;
    return { line: limits.lines + 1, expected: `at most ${limits.lines} lines`, message };
  }
  const long = lines.findIndex((line) => line.length > limits.lineLength);
  if (long >= 0) {
    const message = `Line ${long + 1} has ${lines[long]?.length} characters; at most ${limits.lineLength} can be read in one line.`;
    return { line: long + 1, expected: `at most ${limits.lineLength} characters in a line`, message };
  }
  if (lines.every((line) => line.trim() === "")) {
    return {
      line: 1,
      expected: "a heading or a list of tasks",
      message: "The text is empty: there is nothing to import.",
    };
  }
  return { text, lines, repair };
}
