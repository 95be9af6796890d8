import type { Verdict } from "@/lib/domain/assessment";
import { plainText } from "@/lib/domain/plain-text";
import type { GateStatus } from "@/lib/domain/run";
import type { TemplateDocument } from "@/lib/domain/template";
import { indexDocument } from "@/lib/domain/template-tree";

/** `25 Nov 2026, 16:04:09 UTC`, from ISO. */
export function utc(at: string): string {
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const [, year, month, day, time] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)/.exec(at) ?? [];
  return year ? `${Number(day)} ${months[Number(month) - 1]} ${year}, ${time} UTC` : at;
}

export const verdictWords: Record<Verdict, string> = {
  go: "GO",
  go_with_conditions: "GO WITH CONDITIONS",
  override: "OVERRIDE",
  no_go: "NO-GO",
};

export const statusWords: Record<GateStatus, string> = {
  pending: "not decided",
  polling: "poll open, not decided",
  go: "GO recorded",
  no_go: "NO-GO recorded",
  override: "OVERRIDE recorded",
};

export const decisionWords = {
  approve: "Approves",
  approve_with_conditions: "Approves with conditions",
  reject: "Rejects",
} as const;

/** How the sign-off a signature belongs to stood when the dossier was exported. */
export const standingWords = {
  approved: "GO",
  conditional: "GO, with conditions",
  rejected: "NO-GO",
  stale: "STALE: what was signed has changed since",
  waiting: "not complete",
} as const;

/** A code as words: `not_applicable` as `not applicable`. */
export function spoken(code: string): string {
  return code.replaceAll(/[._]/g, " ");
}

/** What the checklist calls things, by key. */
export function titlesIn(document: TemplateDocument): ReadonlyMap<string, string> {
  const { nodes, gates, choices, triggers, signoffs } = indexDocument(document);
  const named = [
    ...nodes.values(),
    ...gates.map(({ gate }) => gate),
    ...choices.map(({ choice }) => choice),
    ...triggers,
    ...signoffs.map(({ signoff }) => signoff),
  ];
  return new Map(named.map(({ key, title }) => [key, plainText(title)]));
}

/** The value of one line of a statement; what was signed is its bytes, this is only for reading. */
export function statementField(statement: string, name: string): string | null {
  const line = Buffer.from(statement, "base64")
    .toString("utf8")
    .split("\n")
    .find((one) => one.startsWith(`${name}: `));
  return line?.slice(name.length + 2) ?? null;
}
