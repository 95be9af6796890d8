import { historyFaults } from "./dossier-history";
import { recordFaults } from "./dossier-record";
import { type DossierFault, dossierSchema, toldIn } from "./dossier-schema";
import { sealFaults } from "./dossier-seal";
import type { VerifySignature } from "./dsse";
import type { SignatureProof } from "./signature-proof";

/** What a dossier holds and every fault found in it, by the link that is broken. */
export type DossierCheck = {
  run: string;
  head: { seq: number; hash: string | null };
  /** Id of the key the seal was made with; null when it isn't one that is trusted. */
  signer: string | null;
  checked: { entries: number; signatures: number; evidence: number; checkpoints: number };
  /** Entries that a restore of a backup took back and somebody acknowledged as lost, as sentences: no faults. */
  losses: string[];
  faults: DossierFault[];
};

/** What the rules can't do themselves: check Ed25519, and a passkey's signature of a statement (null = it holds). */
export type DossierTools = {
  pinned: string | null;
  verify: VerifySignature;
  proofProblem: (statement: Uint8Array, proof: SignatureProof) => string | null;
};

/**
 * Verifies an exported dossier without the installation it came from: the seal over the whole, the chain and the
 * checkpoints that have seen it, the words, and that every part of the record is what the chain tells of.
 * `pinned` is the id of the installation's key, noted down before: only with it is a dossier made up from end to end,
 * with another key, found out. Null when it is no dossier.
 */
export function checkDossier(value: unknown, { pinned, verify, proofProblem }: DossierTools): DossierCheck | null {
  const parsed = dossierSchema.safeParse(value);
  if (!parsed.success) return null;
  const dossier = parsed.data;
  const { entries, head } = dossier.audit;
  const told = toldIn(entries);
  const seal = sealFaults(dossier, value as object, pinned, verify);
  return {
    run: dossier.run.name,
    head,
    signer: seal.signer,
    losses: seal.losses,
    checked: {
      entries: entries.length,
      signatures: dossier.signatures.length,
      evidence: dossier.evidence.length,
      checkpoints: dossier.checkpoints.length,
    },
    faults: [...historyFaults(dossier), ...recordFaults(dossier, told, proofProblem), ...seal.faults],
  };
}
