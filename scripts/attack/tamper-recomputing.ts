import { createHash, generateKeyPairSync } from "node:crypto";
import type { Dossier } from "@/lib/data/dossier.read";
import { attest, attestationType } from "@/lib/domain/attestation";
import { entryHash } from "@/lib/domain/audit-chain";
import { canonicalJson } from "@/lib/domain/canonical-json";
import { buildCheckpoint, checkpointType } from "@/lib/domain/checkpoint";
import { sha256Hex } from "@/lib/domain/digest";
import { dossierDigest } from "@/lib/domain/dossier-seal";
import { fromBase64, toBase64 } from "@/lib/domain/dsse";
import { handoverType, type PublicKey } from "@/lib/domain/signing-key";
import { type Signer, seal, signerOf } from "@/lib/storage/ed25519";
import type { Tamper } from "./tamper.ts";

/** By somebody who knows how all of it is made and recomputes whatever needs no key of the installation. */
export const recomputingTampers: Record<string, Tamper> = {
  "an entry rewritten, chain recomputed": (dossier, random) => rewrite(dossier, random),
  "the end cut off, chain recomputed": (dossier, random) => {
    const { audit } = dossier;
    if (audit.entries.length < 3) return false;
    audit.entries.splice(-1 - Math.floor(random() * 2));
    rechain(dossier);
    dropUntold(dossier);
    return true;
  },
  "a signature forged into the history": (dossier) => forgeSignature(dossier),
  "rewritten, checkpoints left out": (dossier, random) => {
    if (!rewrite(dossier, random)) return false;
    dossier.checkpoints = [];
    return true;
  },
  "rewritten, the seal's payload put right": (dossier, random) => {
    if (!rewrite(dossier, random)) return false;
    dossier.seal = { ...dossier.seal, payload: toBase64(new TextEncoder().encode(statementOf(dossier))) };
    return true;
  },
  "rewritten, all signed with another key": (dossier, random) => {
    if (!rewrite(dossier, random)) return false;
    const signer = forger();
    dossier.keys = [publicPart(signer, null)];
    sealAgain(dossier, signer);
    return true;
  },
  "rewritten, another key handed over to without the old one": (dossier, random) => {
    if (!rewrite(dossier, random)) return false;
    const signer = forger();
    const said = { from: dossier.keys.at(-1)?.keyId, to: toBase64(signer.publicKey) };
    dossier.keys = [...dossier.keys, publicPart(signer, seal(handoverType, canonicalJson(said), [signer]))];
    sealAgain(dossier, signer);
    return true;
  },
  "rewritten, with the seal and checkpoints of another run": (dossier, random, others) => {
    const other = others.find(({ run }) => run.id !== dossier.run.id);
    if (!other || !rewrite(dossier, random)) return false;
    dossier.seal = other.seal;
    dossier.checkpoints = other.checkpoints;
    return true;
  },
};

/** Says in one entry that it was somebody else, and makes everything after it fit. */
function rewrite(dossier: Dossier, random: () => number): boolean {
  const { entries } = dossier.audit;
  const entry = entries[Math.floor(random() * entries.length)];
  if (!entry) return false;
  entry.body = entry.body.replace('"actor":{', `"actor":{"rewritten":${Math.floor(random() * 1e9)},`);
  rechain(dossier);
  return true;
}

function rechain({ audit, run }: Dossier): void {
  let prev: Uint8Array = new Uint8Array(32);
  for (const [index, entry] of audit.entries.entries()) {
    entry.seq = index + 1;
    entry.prevHash = Buffer.from(prev).toString("hex");
    prev = entryHash(prev, entry.seq, entry.at, createHash("sha256").update(entry.body).digest());
    entry.hash = Buffer.from(prev).toString("hex");
  }
  audit.head = { seq: audit.entries.length, hash: audit.entries.at(-1)?.hash ?? null };
  run.seq = audit.entries.length;
}

/** Leaves out of the record what the shortened history doesn't tell any more. */
function dropUntold(dossier: Dossier): void {
  const told = new Set(dossier.audit.entries.map(({ subject }) => subject.key));
  dossier.signatures = dossier.signatures.filter(({ id }) => told.has(id));
  dossier.evidence = dossier.evidence.filter(({ id }) => told.has(id));
  dossier.waivers = dossier.waivers.filter(({ id }) => told.has(id));
}

/** A signature nobody gave, with a statement, its digests and an entry that tells of it. */
function forgeSignature(dossier: Dossier): boolean {
  const [model] = dossier.signatures;
  const entry = dossier.audit.entries.find(
    ({ action, subject }) => action === "signature.given" && subject.key === model?.id,
  );
  if (!model || !entry) return false;
  const text = new TextDecoder().decode(fromBase64(model.statement)).replaceAll(/decision: \w+/g, "decision: approve");
  const id = `forged-${model.id}`;
  const sha256 = sha256Hex(text);
  dossier.signatures.push({
    ...model,
    id,
    decision: "approve",
    sha256,
    statement: toBase64(new TextEncoder().encode(text)),
  });
  const body = JSON.parse(entry.body);
  const forged = {
    ...body,
    subject: { ...body.subject, key: id },
    change: { ...body.change, decision: "approve", sha256 },
  };
  delete forged.textDigest;
  dossier.audit.entries.push({ ...entry, body: JSON.stringify(forged), text: null, salt: null });
  rechain(dossier);
  return true;
}

function statementOf(dossier: Dossier): string {
  const { run, audit, template, exportedAt } = dossier;
  const dossierSha256 = dossierDigest(dossier);
  return attest(run, { at: exportedAt, head: audit.head, templateDigest: template.digest, dossierSha256 });
}

/** One checkpoint and a seal that hold, for whoever trusts this key. */
function sealAgain(dossier: Dossier, signer: Signer): void {
  const { seq, hash } = dossier.audit.head;
  const head = { kind: "run" as const, id: dossier.run.id, seq, hash: hash ?? "" };
  const place = { number: 1, at: dossier.exportedAt, previous: null };
  const { payload, heads } = buildCheckpoint([head], () => true, place);
  dossier.checkpoints = heads.map((proven) => ({ envelope: seal(checkpointType, payload, [signer]), head: proven }));
  dossier.seal = seal(attestationType, statementOf(dossier), [signer]);
}

function publicPart(signer: Signer, handover: PublicKey["handover"]): PublicKey {
  return { keyId: signer.keyId, publicKey: toBase64(signer.publicKey), since: "2026-01-01T00:00:00.000Z", handover };
}

let known: Signer | undefined;

function forger(): Signer {
  known ??= signerOf(generateKeyPairSync("ed25519").privateKey.export({ format: "pem", type: "pkcs8" }).toString());
  return known;
}
