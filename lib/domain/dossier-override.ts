import { sha256Hex } from "./digest";
import type { DossierTools } from "./dossier-check";
import type { CheckedRecord, Told } from "./dossier-schema";
import { proofFault } from "./dossier-signature";
import { fromBase64 } from "./dsse";
import { readStatementLine, statementLine } from "./statement";

type Row = CheckedRecord["overrides"][number];

const ends = ["declined", "withdrawn", "revoked", "superseded", "voided"].map((ended) => `override.${ended}`);

/** Overrides against the history: two people, the bytes they confirmed, and what became of it. */
export function overrideFaults(
  { overrides, run }: CheckedRecord,
  told: readonly Told[],
  proofProblem: DossierTools["proofProblem"],
): string[] {
  const asked = told.filter(({ action }) => action === "override.asked");
  const faults = asked
    .filter(({ subject }) => !overrides.some(({ id }) => id === subject.key))
    .map(({ subject }) => `Override ${subject.key} is missing.`);
  if (new Set(overrides.map(({ id }) => id)).size !== overrides.length) faults.push("An override stands there twice.");
  for (const row of overrides) {
    const name = `The override of ${row.gateKey} (${row.id})`;
    const act = (...actions: string[]) =>
      told.find(({ action, subject }) => subject.key === row.id && actions.includes(action));
    const [ask, confirmation] = [act("override.asked"), act("override.confirmed")];
    const statement = fromBase64(row.statement);
    if (!ask || !tells(row, ask, confirmation)) faults.push(`${name} isn't the one the history tells of.`);
    if (row.confirmedById === row.askedById || (row.confirmedAs !== null && row.confirmedAs === row.askedAs)) {
      faults.push(`${name} isn't by two people, the lead and an admin.`);
    }
    if (sha256Hex(statement) !== row.sha256) faults.push(`The statement of ${name} isn't what was confirmed.`);
    else if (!says(new TextDecoder().decode(statement), row, run.id)) {
      faults.push(`${name} is shown otherwise than its statement says.`);
    }
    const { askedProof, askedMethod, confirmedProof, confirmedMethod, confirmedAt } = row;
    const proofs = [
      proofFault({ proof: askedProof, method: askedMethod }, ask, statement, proofProblem),
      confirmedAt &&
        proofFault({ proof: confirmedProof, method: confirmedMethod ?? "" }, confirmation, statement, proofProblem),
    ];
    for (const problem of proofs) if (problem) faults.push(`${name}: ${problem}`);
    const [end, review] = [act(...ends), act("override.reviewed")];
    if ((end?.at ?? null) !== row.endedAt || (end?.action ?? null) !== (row.ended && `override.${row.ended}`)) {
      faults.push(`Whether ${name} was ended is wrong.`);
    }
    if ((review?.at ?? null) !== row.reviewedAt || (review?.actor.person ?? null) !== row.reviewedById) {
      faults.push(`Whether ${name} was reviewed is wrong.`);
    }
  }
  return faults;
}

function tells(row: Row, ask: Told, confirmation: Told | undefined): boolean {
  const asked = ask.actor.person === row.askedById && ask.at === row.askedAt && same(ask, row, row.askedAs);
  if (!confirmation) return asked && row.confirmedAt === null && row.confirmedById === null;
  const { actor, at } = confirmation;
  const confirmed = actor.person === row.confirmedById && at === row.confirmedAt;
  return asked && confirmed && same(confirmation, row, row.confirmedAs);
}

function same({ change }: Told, row: Row, capacity: string | null): boolean {
  return (
    change?.gate === row.gateKey &&
    change.sha256 === row.sha256 &&
    change.endsAt === row.endsAt &&
    change.as === capacity
  );
}

function says(statement: string, row: Row, runId: string): boolean {
  const lines = new Set(statement.split("\n").map(readStatementLine));
  const wanted = [
    statementLine("because", row.reason),
    statementLine("until", row.endsAt),
    statementLine("asked by", `${row.askedByName} (${row.askedById}), as ${row.askedAs}`),
  ];
  return wanted.every((line) => lines.has(readStatementLine(line))) && statement.includes(`(${runId})\n`);
}
