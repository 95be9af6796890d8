import { z } from "zod";
import { type ChainEntry, verifyChain } from "./audit-chain";
import { canonicalJson } from "./canonical-json";
import { sha256Hex } from "./digest";
import { stateRoot } from "./signature";

const hex = z.string().regex(/^([0-9a-f]{2})*$/);

const entrySchema = z.looseObject({
  seq: z.int(),
  at: z.string(),
  body: z.string(),
  hash: hex,
  prevHash: hex,
  salt: hex.nullable(),
  text: z.string().nullable(),
  redactedAt: z.string().nullable(),
});

const bodySchema = z.looseObject({
  actor: z.looseObject({ person: z.string().nullable() }),
  action: z.string(),
  subject: z.looseObject({ kind: z.string(), key: z.string() }),
  change: z.record(z.string(), z.unknown()).optional(),
  textDigest: z.string().optional(),
});

const signatureSchema = z.looseObject({
  id: z.string(),
  personId: z.string(),
  printedName: z.string(),
  gateKey: z.string(),
  signoffKey: z.string(),
  role: z.string(),
  decision: z.string(),
  sha256: z.string(),
  scopeDigest: z.string(),
  statement: z.base64(),
  signedAt: z.string(),
  withdrawnAt: z.string().nullable(),
  leaves: z.array(z.looseObject({ key: z.string(), revision: z.int(), digest: z.string() })),
});

const dossierSchema = z.looseObject({
  format: z.literal("gonogo-dossier/1"),
  run: z.looseObject({ id: z.string(), name: z.string(), seq: z.int() }),
  template: z.looseObject({ digest: z.string(), document: z.unknown(), source: z.string(), sourceSha256: z.string() }),
  signatures: z.array(signatureSchema),
  gates: z.array(z.looseObject({ key: z.string(), status: z.string() })),
  evidence: z.array(z.looseObject({ id: z.string(), itemKey: z.string(), title: z.string(), sha256: z.string() })),
  audit: z.looseObject({
    chain: z.string(),
    head: z.looseObject({ seq: z.int(), hash: hex.nullable() }),
    entries: z.array(entrySchema),
  }),
});

type Parsed = z.infer<typeof dossierSchema>;
type Told = z.infer<typeof bodySchema> & { at: string };

/** What a dossier holds and every fault found in it, as sentences; `head` is what to compare with a checkpoint. */
export type DossierCheck = {
  run: string;
  head: { seq: number; hash: string | null };
  checked: { entries: number; signatures: number; evidence: number };
  faults: string[];
};

/**
 * Verifies an exported dossier without the installation it came from: the chain, the words, the template, and that
 * signatures, evidence and gates are those the chain tells of. Whoever can rewrite the whole chain is found out only by
 * a head kept elsewhere: compare `head`. Null when it is no dossier.
 */
export function checkDossier(value: unknown): DossierCheck | null {
  const parsed = dossierSchema.safeParse(value);
  if (!parsed.success) return null;
  const dossier = parsed.data;
  const { entries, head, chain } = dossier.audit;
  const faults = chainFaults(dossier);
  const told = entries.flatMap(({ at, body }): Told[] => {
    const read = bodySchema.safeParse(parseJson(body));
    if (!read.success) faults.push(`The entry of ${at} can't be read.`);
    return read.success ? [{ ...read.data, at }] : [];
  });
  if (chain !== dossier.run.id) faults.push("The history is another run's.");
  faults.push(...templateFaults(dossier, told), ...signatureFaults(dossier, told), ...evidenceFaults(dossier, told));
  faults.push(...gateFaults(dossier, told));
  const checked = {
    entries: entries.length,
    signatures: dossier.signatures.length,
    evidence: dossier.evidence.length,
  };
  return { run: dossier.run.name, head, checked, faults };
}

function chainFaults({ audit: { entries, head }, run }: Parsed): string[] {
  const links: ChainEntry[] = entries.map(({ seq, at, body, hash, prevHash }) => ({
    seq,
    at,
    body,
    bodyHash: bytesOf(sha256Hex(body)),
    prevHash: bytesOf(prevHash),
    hash: bytesOf(hash),
  }));
  const known = { seq: head.seq, hash: bytesOf(head.hash ?? "") };
  const check = verifyChain(links, { head: known });
  const faults = check.ok ? [] : [check.message];
  if (run.seq !== head.seq) faults.push(`The run stands at entry ${run.seq}, its history at ${head.seq}.`);
  for (const { seq, salt, text, body, redactedAt } of entries) {
    const read = bodySchema.safeParse(parseJson(body));
    const digest = read.success ? read.data.textDigest : undefined;
    if (salt === null || text === null) {
      if (digest !== undefined && redactedAt === null) faults.push(`The words of entry ${seq} are missing.`);
      continue;
    }
    const salted = new Uint8Array([...bytesOf(salt), ...new TextEncoder().encode(text)]);
    if (digest !== sha256Hex(salted)) faults.push(`The words of entry ${seq} aren't those recorded.`);
  }
  return faults;
}

function templateFaults({ template }: Parsed, told: readonly Told[]): string[] {
  const faults: string[] = [];
  const started = z
    .looseObject({ template: z.looseObject({ digest: z.string() }) })
    .safeParse(told.find(({ action }) => action === "run.started")?.change);
  const digest = sha256Hex(canonicalJson(template.document));
  if (digest !== template.digest || (started.success && started.data.template.digest !== digest)) {
    faults.push("The template isn't the one the run was started from.");
  }
  if (sha256Hex(template.source) !== template.sourceSha256) faults.push("The template's source isn't what was hashed.");
  return faults;
}

function signatureFaults({ signatures }: Parsed, told: readonly Told[]): string[] {
  const given = told.filter(({ action }) => action === "signature.given");
  const withdrawn = new Set(told.filter((t) => t.action === "signature.withdrawn").map(({ subject }) => subject.key));
  const faults: string[] = [];
  if (new Set(signatures.map(({ id }) => id)).size !== signatures.length)
    faults.push("A signature stands there twice.");
  for (const { subject } of given) {
    if (!signatures.some(({ id }) => id === subject.key)) faults.push(`Signature ${subject.key} is missing.`);
  }
  for (const row of signatures) {
    const name = `${row.printedName}'s signature (${row.id})`;
    const entry = given.find(({ subject }) => subject.key === row.id);
    if (!entry) faults.push(`The history knows nothing of ${name}.`);
    else if (!agrees(row, entry)) faults.push(`${name} isn't the one the history tells of.`);
    if (sha256Hex(decode(row.statement)) !== row.sha256) faults.push(`The statement of ${name} isn't what was signed.`);
    if (withdrawn.has(row.id) !== (row.withdrawnAt !== null)) faults.push(`Whether ${name} was withdrawn is wrong.`);
  }
  return faults;
}

function agrees(row: z.infer<typeof signatureSchema>, { actor, at, change = {} }: Told): boolean {
  const said = {
    gate: row.gateKey,
    signoff: row.signoffKey,
    role: row.role,
    decision: row.decision,
    sha256: row.sha256,
    scopeDigest: row.scopeDigest,
    stateRoot: stateRoot(row.leaves),
  };
  const same = Object.entries(said).every(([name, is]) => change[name] === is);
  return same && actor.person === row.personId && at === row.signedAt;
}

function evidenceFaults({ evidence }: Parsed, told: readonly Told[]): string[] {
  const added = told.filter(({ action }) => action === "evidence.added");
  const missing = added.filter(({ subject }) => !evidence.some(({ id }) => id === subject.key));
  const wrong = evidence.filter(({ id, itemKey, sha256 }) => {
    const entry = added.find(({ subject }) => subject.key === id);
    return entry?.change?.sha256 !== sha256 || entry.subject.item !== itemKey;
  });
  return [
    ...missing.map(({ subject }) => `Evidence ${subject.key} is missing.`),
    ...wrong.map(({ id, title }) => `The evidence ${title} (${id}) isn't what the history tells of.`),
  ];
}

/** What each gate came to last. */
function gateFaults({ gates }: Parsed, told: readonly Told[]): string[] {
  const last = new Map<string, unknown>();
  const status = z.looseObject({ status: z.looseObject({ to: z.string() }) });
  for (const { subject, change } of told) {
    if (subject.kind !== "gate") continue;
    const read = status.safeParse(change);
    if (read.success) last.set(subject.key, read.data.status.to);
  }
  const wrong = gates.filter(({ key, status }) => status !== (last.get(key) ?? "pending"));
  const missing = [...last.keys()].filter((key) => !gates.some((gate) => gate.key === key));
  return [...wrong.map(({ key }) => key), ...missing].map((key) => `Gate ${key} isn't where the history left it.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function decode(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
