import { concatBytes } from "@noble/hashes/utils.js";
import { sha256Hex } from "./digest";
import type { DossierTools } from "./dossier-check";
import { conditionsHold } from "./dossier-condition";
import type { CheckedRecord, Told } from "./dossier-schema";
import { fromBase64 } from "./dsse";
import { leafDigest, stateRoot } from "./signature";
import { delegationText, itemDigests, readStatementLine, statementLine } from "./statement";

type Row = CheckedRecord["signatures"][number];

/** Signatures against the history, and what each row says against the bytes that were signed. */
export function signatureFaults(
  { signatures, run }: CheckedRecord,
  told: readonly Told[],
  proofProblem: DossierTools["proofProblem"],
): string[] {
  const given = told.filter(({ action }) => action === "signature.given");
  const withdrawn = new Map(told.filter((t) => t.action === "signature.withdrawn").map((t) => [t.subject.key, t.at]));
  const faults: string[] = [];
  if (new Set(signatures.map(({ id }) => id)).size !== signatures.length)
    faults.push("A signature stands there twice.");
  for (const { subject } of given) {
    if (!signatures.some(({ id }) => id === subject.key)) faults.push(`Signature ${subject.key} is missing.`);
  }
  for (const row of signatures) {
    const name = `${row.printedName}'s signature (${row.id})`;
    const entry = given.find(({ subject }) => subject.key === row.id);
    const statement = fromBase64(row.statement);
    if (!entry) faults.push(`The history knows nothing of ${name}.`);
    else if (!agrees(row, entry)) faults.push(`${name} isn't the one the history tells of.`);
    if (sha256Hex(statement) !== row.sha256) faults.push(`The statement of ${name} isn't what was signed.`);
    else if (!says(new TextDecoder().decode(statement), row, run.id)) {
      faults.push(`${name} is shown otherwise than its statement says.`);
    }
    if (!conditionsHold(row, new TextDecoder().decode(statement), entry, told)) {
      faults.push(`The conditions of ${name} aren't those that were signed, or not met when they seem to be.`);
    }
    if (!coversHold(row.leaves, statement)) faults.push(`What ${name} covers isn't what was signed.`);
    const problem = proofFault(row, entry, statement, proofProblem);
    if (problem) faults.push(`${name}: ${problem}`);
    if ((withdrawn.get(row.id) ?? null) !== row.withdrawnAt) faults.push(`Whether ${name} was withdrawn is wrong.`);
  }
  return faults;
}

const secondVersion = `\n${itemDigests}\n`;

/** Is this what the statement covers: the root over all leaves in it, and each leaf's digest made of what stands beside it? */
export function coversHold(leaves: Row["leaves"], statement: Uint8Array): boolean {
  const text = new TextDecoder().decode(statement);
  if (!text.includes(`\n${statementLine("state root sha256", stateRoot(leaves))}\n`)) return false;
  // Of a digest of the first version only the root can tell: the title isn't kept as it was.
  if (!text.includes(secondVersion)) return leaves.every(({ terms }) => terms === undefined);
  return leaves.every(({ key, digest, evidence = [], waivers = [], terms }) => {
    return terms !== undefined && leafDigest({ key, terms, evidence, waivers }) === digest;
  });
}

/** A passkey's signature stands for itself, and must be the one the history names by digest. */
export function proofFault(
  { proof, method }: Pick<Row, "proof" | "method">,
  entry: Told | undefined,
  statement: Uint8Array,
  proofProblem: DossierTools["proofProblem"],
): string | null {
  if (proof === null) return method === "passkey" ? "The passkey's signature is missing." : null;
  const [key = new Uint8Array(), ...answer] = [
    proof.publicKey,
    proof.clientDataJSON,
    proof.authenticatorData,
    proof.signature,
  ].map((text) => fromBase64(text.replaceAll("-", "+").replaceAll("_", "/")));
  const told = entry?.change;
  if (method !== "passkey" || told?.proofKey !== sha256Hex(key) || told.proof !== sha256Hex(concatBytes(...answer))) {
    return "The passkey's signature isn't the one the history tells of.";
  }
  return proofProblem(statement, proof);
}

function agrees(row: Row, { actor, at, change = {} }: Told): boolean {
  const said = {
    gate: row.gateKey,
    signoff: row.signoffKey,
    role: row.role,
    decision: row.decision,
    method: row.method,
    sha256: row.sha256,
    scopeDigest: row.scopeDigest,
    stateRoot: stateRoot(row.leaves),
  };
  const same = Object.entries(said).every(([name, is]) => change[name] === is);
  return same && actor.person === row.personId && at === row.signedAt;
}

/** The lines people read: who, as what, which decision, about which run. */
function says(statement: string, row: Row, runId: string): boolean {
  const lines = new Set(statement.split("\n").map(readStatementLine));
  const wanted = [
    statementLine("signer", `${row.printedName} (${row.personId})`),
    statementLine("role", row.role),
    statementLine("decision", row.decision),
    statementLine("scope sha256", row.scopeDigest),
  ];
  const said = [...lines].find((line) => line.startsWith("delegation: ")) ?? statementLine("delegation", "none");
  if (said !== readStatementLine(statementLine("delegation", delegationText(row.delegation)))) return false;
  return wanted.every((line) => lines.has(readStatementLine(line))) && statement.includes(`(${runId})\n`);
}
