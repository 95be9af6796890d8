import type { Verdict } from "./assessment";
import { sha256Hex } from "./digest";
import { count } from "./plain-text";
import { stateRoot } from "./signature";
import type { Overridden, OverrideCapacity, SignedLeaf } from "./signing-rows";
import { type StatedRun, type Statement, statementLine, subjectLines } from "./statement";
import type { Gate } from "./template-gate";

export type OverrideStatementInput = {
  run: StatedRun;
  gate: Gate;
  verdict: Verdict;
  score: number;
  required: number;
  overridden: readonly Overridden[];
  reason: string;
  endsAt: string;
  asker: { id: string; name: string; capacity: OverrideCapacity };
  scopeDigest: string;
  leaves: readonly SignedLeaf[];
  issuedAt: string;
};

/** What both people read and confirm, built once: the same bytes for the one who asks and the one who confirms. */
export function buildOverrideStatement(input: OverrideStatementInput): Statement {
  const { run, gate, asker, overridden } = input;
  const lines = [
    "Gonogo override statement, version 1",
    ...subjectLines(run, gate),
    statementLine("verdict", `${input.verdict}, ${input.score.toFixed(1)} of 100, ${input.required} required`),
    statementLine("overrides", count(overridden.length, "reason")),
    ...overridden.map(({ code, subject, text }) => statementLine("reason", `${code} (${subject}): ${text}`)),
    statementLine("because", input.reason),
    statementLine("until", input.endsAt),
    statementLine("asked by", `${asker.name} (${asker.id}), as ${capacityWords[asker.capacity]}`),
    statementLine(
      "meaning",
      "The run's lead and an admin, two people, let this gate be passed although it is NO-GO. It is an override, not a GO, and answers for nothing but the reasons above.",
    ),
    statementLine("scope sha256", input.scopeDigest),
    statementLine("state root sha256", stateRoot(input.leaves)),
    statementLine("issued", input.issuedAt),
  ];
  const text = `${lines.join("\n")}\n`;
  return { text, bytes: new TextEncoder().encode(text), sha256: sha256Hex(text) };
}

export const capacityWords: Record<OverrideCapacity, string> = { lead: "lead", admin: "admin" };
