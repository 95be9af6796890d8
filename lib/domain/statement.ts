import { artefactParts } from "./artefact";
import { artefactName } from "./artefact-match";
import type { Verdict } from "./assessment";
import type { AcceptedRisk, StatedChoice } from "./choice-taken";
import { sha256Hex } from "./digest";
import { termsSaid } from "./leaf-terms";
import { count, list, plainText } from "./plain-text";
import type { Artefact, RunHead } from "./run";
import { policyDigest, stateRoot } from "./signature";
import { signedForWords } from "./signed-for";
import type { Decision, SignedFor, SignedLeaf } from "./signing-rows";
import { policyWords } from "./signoff-words";
import type { Gate, Signoff } from "./template-gate";

export type StatementCondition = { text: string; owner: string | null; dueAt: string | null };

/** The run as its statements name it. */
export type StatedRun = Pick<
  RunHead,
  "id" | "name" | "environment" | "artefact" | "templateTitle" | "templateVersion" | "templateDigest"
>;

/** Everything a signature stands for. Nothing here may be looked up again later: the bytes are all that counts. */
export type StatementInput = {
  run: StatedRun;
  gate: Gate;
  signoff: Signoff;
  verdict: Verdict;
  score: number;
  required: number;
  /** The covered leaves, in document order, with the titles people read. */
  leaves: readonly (SignedLeaf & { title: string })[];
  scopeDigest: string;
  waivers: readonly { id: string; title: string; reason: string; expiresAt: string | null }[];
  /** Accepted with the options that were taken. */
  risks: readonly AcceptedRisk[];
  /** Those that count at the gate, open ones too. */
  choices: readonly StatedChoice[];
  /** Titles of the parts it covers; empty = all that its gate does. */
  parts: readonly string[];
  signer: { id: string; name: string; role: string };
  delegation: (SignedFor & { reason: string; acceptedAt: string | null }) | null;
  decision: Decision;
  comment: string | null;
  conditions: readonly StatementCondition[];
  method: string;
  /** ISO, milliseconds. */
  issuedAt: string;
};

export type Statement = { text: string; bytes: Uint8Array; sha256: string };

/** Says in a statement that its items' digests are of the second version; those of the first name none. */
export const itemDigests = "item digests: version 2";

const meanings: Record<Decision, string> = {
  approve: "approves",
  approve_with_conditions: "approves with conditions",
  reject: "rejects",
};

/**
 * The statement of a ceremony: UTF-8 text, one `name: value` per line in fixed order, so that the signer can read what
 * is hashed. Show, store and verify these bytes; never build them again.
 */
export function buildStatement(input: StatementInput): Statement {
  const text = `${linesOf(input).join("\n")}\n`;
  return { text, bytes: new TextEncoder().encode(text), sha256: sha256Hex(text) };
}

/** What every statement begins with: the run, what it deploys, its template, and the gate with the policy it froze. */
export function subjectLines(run: StatedRun, gate: Gate): string[] {
  return [
    statementLine("run", `${run.name} (${run.id})`),
    statementLine("environment", run.environment),
    statementLine("artefact", artefactText(run.artefact)),
    statementLine("template", `${run.templateTitle}, version ${run.templateVersion}`),
    statementLine("template sha256", run.templateDigest),
    statementLine("gate", `${plainText(gate.title)} (${gate.key})`),
    statementLine("gate policy sha256", policyDigest(gate)),
  ];
}

function linesOf(input: StatementInput): string[] {
  const { run, gate, signoff, signer, decision, delegation } = input;
  const forWhom = delegation ? ` for ${delegation.fromName}` : "";
  return [
    "Gonogo signature statement, version 1",
    ...subjectLines(run, gate),
    statementLine("sign-off", `${plainText(signoff.title)} (${signoff.key})`),
    statementLine("policy", policyWords(gate, signoff)),
    statementLine("coverage", input.parts.length > 0 ? input.parts.join("; ") : "all that the gate covers"),
    statementLine("signer", `${signer.name} (${signer.id})`),
    statementLine("role", signer.role),
    statementLine("delegation", delegationText(delegation)),
    ...(delegation
      ? [statementLine("delegated because", `${delegation.reason} (accepted ${delegation.acceptedAt ?? "never"})`)]
      : []),
    statementLine("meaning", `${signer.name}, as ${signer.role}${forWhom}, ${meanings[decision]}: ${signoff.wording}`),
    statementLine("decision", decision),
    statementLine("comment", input.comment ?? "none"),
    statementLine("conditions", String(input.conditions.length)),
    ...input.conditions.map(({ text, owner, dueAt }) =>
      statementLine("condition", `${text} (owner: ${owner ?? "none"}; due: ${dueAt ?? "none"})`),
    ),
    statementLine("readiness", `${input.verdict}, ${input.score.toFixed(1)} of 100, ${input.required} required`),
    statementLine("waivers", String(input.waivers.length)),
    ...input.waivers.map(({ id, title, reason, expiresAt }) =>
      statementLine("waiver", `${title}: ${reason} (${id}; until ${expiresAt ?? "revoked"})`),
    ),
    ...input.risks.map(({ option, text }) => statementLine("accepted risk", `${text} (taking ${option})`)),
    ...input.choices.map((each) => statementLine("choice", choiceText(each))),
    statementLine("scope sha256", input.scopeDigest),
    statementLine("state root sha256", stateRoot(input.leaves)),
    statementLine("covers", String(input.leaves.length)),
    itemDigests,
    ...input.leaves.map((leaf) => statementLine("item", leafText(leaf))),
    statementLine("method", input.method),
    statementLine("issued", input.issuedAt),
  ];
}

/** The line of the statement that says whose authority it was given with. */
export function delegationText(delegation: SignedFor | null): string {
  if (!delegation) return "none";
  const { fromName, fromId, until, id } = delegation;
  return `for ${fromName} (${fromId}), delegated until ${until} (${id})`;
}

function choiceText({ choice, title, option, taken }: StatedChoice): string {
  return `${title} (${choice}): ${option === null ? "not decided" : `${taken} (${option})`}`;
}

function leafText(leaf: SignedLeaf & { title: string }): string {
  const { key, revision, digest, state, evidence, terms, title } = leaf;
  const asked = terms ? ` (${termsSaid(terms)})` : "";
  return `${key} r${revision} ${state} ${digest} ${count(evidence.length, "proof")}${asked} ${title}`;
}

/** Every name the artefact goes by, or that it has none. */
export function artefactText(artefact: Artefact | null): string {
  if (!artefact) return "none named";
  const named = artefactParts.filter((part) => artefact[part]);
  return named.map((part) => `${part} ${artefact[part]}`).join(", ");
}

/**
 * A value can't start a line of its own nor hide anything: controls and what has no width are spelled out, but for the
 * joiners that scripts are written with.
 */
export function statementLine(name: string, value: string): string {
  const line = value.replaceAll("\\", "\\\\").replace(/(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, spell);
  return `${name}: ${line}`;
}

/** A line read back, whichever rule spelled it: older releases let more characters stand. */
export function readStatementLine(line: string): string {
  return line.replace(/\\u\{((?:10|[0-9a-f])?[0-9a-f]{1,4})\}|\\\\/gu, (_, code?: string) =>
    code === undefined ? "\\" : String.fromCodePoint(Number.parseInt(code, 16)),
  );
}

function spell(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

const verbs: Record<Decision, string> = {
  approve: "You approve",
  approve_with_conditions: "You approve with conditions",
  reject: "You reject",
};

const subjects: Record<Exclude<Gate["asks"], "approve">, string> = {
  deploy: "deployment",
  live: "go-live",
  close: "closing",
};

/** `production deployment of payments 4.2.0`; a gate that just approves goes by its own name. */
function subjectOf(gate: Gate, environment: string, named: string): string {
  if (gate.asks === "approve") return `${plainText(gate.title)} of ${named} in ${environment}`;
  return `${environment} ${subjects[gate.asks]} of ${named}`;
}

/** `You approve production deployment of payments 4.2.0 at 86 of 100 with 1 waiver; 3 items changed since you last signed.` */
export function statementSummary(
  input: Pick<StatementInput, "run" | "gate" | "decision" | "score" | "conditions"> & {
    waivers: number;
    risks: number;
    /** Null when they never signed this before. */
    changedSinceLast: number | null;
    parts: readonly string[];
    after: readonly string[];
    /** Whom they sign for, and until when. */
    delegation: Pick<SignedFor, "fromName" | "until"> | null;
  },
): string {
  const { run, gate, decision, score, conditions, waivers, risks, changedSinceLast, parts, after, delegation } = input;
  const artefact = artefactName(run.artefact);
  const named = !run.artefact || run.name.includes(artefact) ? run.name : `${run.name} (${artefact})`;
  const carried = [
    ...(waivers > 0 ? [count(waivers, "waiver")] : []),
    ...(risks > 0 ? [count(risks, "accepted risk")] : []),
    ...(conditions.length > 0 ? [count(conditions.length, "condition")] : []),
  ];
  const extras = carried.length > 0 ? ` with ${list(carried)}` : "";
  const since = changedSinceLast === null ? "" : `; ${count(changedSinceLast, "item")} changed since you last signed`;
  const part = parts.length > 0 ? `${list(parts)} for ` : "";
  const subject = subjectOf(gate, run.environment, named);
  const order = after.length > 0 ? ` You sign after ${list(after)}.` : "";
  const whom = delegation ? ` You sign for ${signedForWords(delegation)}.` : "";
  return `${verbs[decision]} ${part}${subject} at ${score} of 100${extras}${since}.${order}${whom}`;
}
