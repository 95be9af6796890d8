import { z } from "zod";
import { attestationType } from "./attestation";
import { canonicalJson } from "./canonical-json";
import { checkCheckpoint, type Loss } from "./checkpoint";
import { isLost, lossWords } from "./checkpoint-loss";
import { sha256Hex } from "./digest";
import type { CheckedDossier, DossierFault } from "./dossier-schema";
import { envelopePayload, envelopeSigner, type VerifySignature } from "./dsse";
import { trustKeys } from "./signing-key";

const sealed = z.looseObject({
  predicate: z.looseObject({
    run: z.looseObject({ id: z.string() }),
    history: z.looseObject({ seq: z.int(), hash: z.string().nullable() }),
    dossier: z.looseObject({ sha256: z.string() }),
  }),
});

/** SHA-256 over the canonical JSON of everything but the seal. */
export function dossierDigest(dossier: object): string {
  const { seal: _, ...content } = dossier as { seal?: unknown };
  return sha256Hex(canonicalJson(content));
}

/**
 * The seal over the whole, and each checkpoint against the history it has seen. `pinned` is the id of a key noted down
 * elsewhere: without it the dossier vouches for itself, and whoever forges all of it with a key of their own isn't found.
 */
export function sealFaults(
  dossier: CheckedDossier,
  whole: object,
  pinned: string | null,
  verify: VerifySignature,
): { faults: DossierFault[]; signer: string | null; losses: string[] } {
  const ring = trustKeys(dossier.keys, pinned, verify);
  const faults: DossierFault[] = ring.faults.map((text) => ({ link: "key", text }));
  const signer = dossier.seal.payloadType === attestationType ? envelopeSigner(dossier.seal, ring.keys, verify) : null;
  if (signer === null) faults.push({ link: "seal", text: "The seal isn't signed with a key that is trusted." });
  const said = sealed.safeParse(envelopePayload(dossier.seal)).data?.predicate;
  const { head } = dossier.audit;
  if (!said) faults.push({ link: "seal", text: "The seal can't be read." });
  else if (said.dossier.sha256 !== dossierDigest(whole)) {
    faults.push({ link: "seal", text: "The content isn't what was sealed." });
  } else if (said.run.id !== dossier.run.id || said.history.seq !== head.seq || said.history.hash !== head.hash) {
    faults.push({ link: "seal", text: "The seal is about another run or another state of it." });
  }
  if (dossier.checkpoints.length === 0) {
    faults.push({ link: "checkpoint", text: "No checkpoint has seen this history." });
  }
  const losses = dossier.checkpoints.flatMap((one): Acknowledged[] => {
    const check = checkCheckpoint({ envelope: one.envelope, heads: [one.head] }, ring.keys, verify);
    return check.ok && one.head.lost && one.head.id === dossier.run.id
      ? [{ lost: one.head.lost, number: check.checkpoint.number, at: check.checkpoint.at }]
      : [];
  });
  for (const checkpoint of dossier.checkpoints)
    faults.push(...checkpointFaults(dossier, checkpoint, ring.keys, verify, losses));
  return {
    faults,
    signer,
    losses: losses.map(({ lost, number, at }) => `${lossWords(lost)}; acknowledged in checkpoint ${number}, ${at}`),
  };
}

/** What a restore took back, as a checkpoint that verifies says. */
type Acknowledged = { lost: Loss; number: number; at: string };

function checkpointFaults(
  { run, audit }: CheckedDossier,
  { envelope, head }: CheckedDossier["checkpoints"][number],
  keys: ReadonlyMap<string, Uint8Array>,
  verify: VerifySignature,
  losses: readonly Acknowledged[],
): DossierFault[] {
  const check = checkCheckpoint({ envelope, heads: [head] }, keys, verify);
  if (!check.ok) return [{ link: "checkpoint", text: `A checkpoint of entry ${head.seq} ${check.message}.` }];
  const { number } = check.checkpoint;
  if (head.kind !== "run" || head.id !== run.id) {
    return [{ link: "checkpoint", text: `Checkpoint ${number} names another history.` }];
  }
  const entry = audit.entries.find(({ seq }) => seq === head.seq);
  if (entry?.hash === head.hash) return [];
  const known = losses.some((one) => one.number > number && isLost({ seq: head.seq, checkpoint: number }, one.lost));
  if (known) return [];
  const text = entry
    ? `Entry ${head.seq} was rewritten: checkpoint ${number} has seen another hash there.`
    : `Entry ${head.seq} is gone: checkpoint ${number} has seen it.`;
  return [{ link: "checkpoint", text }];
}
