import type { CheckedRecord, Told } from "./dossier-schema";
import { readStatementLine, statementLine } from "./statement";

type Row = CheckedRecord["signatures"][number];

/** Are these the conditions that were signed, met when the history says so? */
export function conditionsHold(
  { conditions }: Row,
  statement: string,
  given: Told | undefined,
  told: readonly Told[],
): boolean {
  const listed = given?.change?.conditions;
  const ids = conditions.map(({ id }) => id).sort();
  if (Array.isArray(listed) && listed.map(String).sort().join() !== ids.join()) return false;
  const met = new Map(told.filter(({ action }) => action === "condition.done").map((t) => [t.subject.key, t.at]));
  if (conditions.some(({ id, doneAt }) => (met.get(id) ?? null) !== doneAt)) return false;
  const lines = statement.split("\n").filter((line) => line.startsWith("condition: "));
  const signed = lines.map(readLine).sort();
  const stands = conditions.map(({ text, dueAt }) => keyOf(statementLine("condition", text), dueAt)).sort();
  return signed.length === stands.length && signed.every((line, n) => line === stands[n]);
}

const tail = / \(owner: .*; due: ([^;)]+)\)$/;

function readLine(line: string): string {
  const at = line.lastIndexOf(" (owner: ");
  const due = tail.exec(line)?.[1] ?? "none";
  return keyOf(line.slice(0, at), due === "none" ? null : due);
}

function keyOf(line: string, dueAt: string | null): string {
  return `${readStatementLine(line)} ${dueAt === null ? "none" : Date.parse(dueAt)}`;
}
