import { formatDay, inSentence } from "@/components/ui/time-format";
import type { RunSummary } from "@/lib/domain/dashboard";

/** A fired trigger in a line: what it asks for, by when, and which. */
export function firedWords(
  { title, calls, rollbackAt }: RunSummary["fired"][number],
  now: number,
  timeZone: string,
): string {
  if (calls) return `roll back: ${title}`;
  if (rollbackAt === null) return `investigate: ${title}`;
  return `roll back at ${inSentence(formatDay(rollbackAt, now, timeZone)).replace(/^today /, "")}: ${title}`;
}
