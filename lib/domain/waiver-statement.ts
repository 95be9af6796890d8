import { sha256Hex } from "./digest";
import type { ItemRow, WaiverRow } from "./run";
import { type Statement, statementLine } from "./statement";
import { standsWords } from "./waiver-grant";

export const waiverActs = ["grant", "revoke"] as const;
export type WaiverAct = (typeof waiverActs)[number];

/**
 * What a passkey signs when somebody grants or revokes a waiver. Made of what is fixed about the waiver, so that it is
 * the same text whenever it is built, and one person's answer for one act fits no other. A grant names besides what the
 * item stands at: it is no answer for one that failed since.
 */
export function buildWaiverStatement(
  waiver: WaiverRow,
  act: WaiverAct,
  runId: string,
  personId: string,
  item: Pick<ItemRow, "state" | "blocked" | "revision">,
): Statement {
  const text = `${[
    "Gonogo waiver statement, version 2",
    statementLine("act", act),
    statementLine("by", personId),
    statementLine("run", runId),
    statementLine("waiver", `${waiver.kind} (${waiver.id})`),
    statementLine("item", waiver.itemKey),
    ...(act === "grant" ? [statementLine("stands", standsWords(item))] : []),
    statementLine("reason", waiver.reason),
    statementLine("asked by", `${waiver.askedById}, ${waiver.askedAt}`),
    statementLine("risk owner", waiver.ownerId),
    statementLine("until", waiver.expiresAt ?? "revoked"),
  ].join("\n")}\n`;
  return { text, bytes: new TextEncoder().encode(text), sha256: sha256Hex(text) };
}
