import { z } from "zod";
import { canonicalJson } from "./canonical-json";
import { type Envelope, envelopePayload, envelopeSchema, envelopeSigner, type VerifySignature } from "./dsse";
import { merkleLeaf, merkleRoot, merkleTree } from "./merkle";

export const checkpointType = "application/vnd.gonogo.checkpoint+json";

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** Entries of a chain after `after` up to `to` that checkpoints `first` to `last` have seen and a restore took back. */
const lossSchema = z.object({ after: z.int().min(0), to: z.int(), first: z.int(), last: z.int() });
export type Loss = z.infer<typeof lossSchema>;

/**
 * Head of one chain: the number of its last entry and that entry's hash, hex. With `lost`, somebody acknowledged with
 * this checkpoint that those entries are gone; a chain that is gone whole stands at entry 0.
 */
export const chainHeadSchema = z.object({
  kind: z.enum(["run", "workspace"]),
  id: z.string(),
  seq: z.int().min(0),
  hash: digest,
  lost: lossSchema.optional(),
});
export type ChainHead = z.infer<typeof chainHeadSchema>;

/** What is signed: one root over the heads of all chains there are, and the checkpoint before it. */
export const checkpointSchema = z.object({
  format: z.literal("gonogo-checkpoint/1"),
  number: z.int().min(1),
  at: z.string(),
  chains: z.int().min(0),
  root: digest,
  /** SHA-256 of the payload before, null for the first one. */
  previous: digest.nullable(),
});
export type Checkpoint = z.infer<typeof checkpointSchema>;

/** A head with its way up to the root of the checkpoint it stands in. */
export const provenHeadSchema = chainHeadSchema.extend({ proof: z.array(z.string()) });
export type ProvenHead = z.infer<typeof provenHeadSchema>;

/** One line of the checkpoint file: the envelope, and each head that moved since the line before. */
export const checkpointLineSchema = z.object({ envelope: envelopeSchema, heads: z.array(provenHeadSchema) });
export type CheckpointLine = z.infer<typeof checkpointLineSchema>;

/** What was acknowledged as lost is part of the leaf: signed with the root, and given away with this chain alone. */
function leafOf({ kind, id, seq, hash, lost }: ChainHead): Uint8Array {
  return merkleLeaf(canonicalJson(lost ? [kind, id, seq, hash, lost] : [kind, id, seq, hash]));
}

/** The payload (canonical JSON) and the proofs of `moved`; heads are ordered by kind and id. */
export function buildCheckpoint(
  heads: readonly ChainHead[],
  moved: (head: ChainHead) => boolean,
  place: Pick<Checkpoint, "number" | "at" | "previous">,
): { payload: string; heads: ProvenHead[] } {
  const ordered = [...heads].sort((a, b) => compare(a.kind, b.kind) || compare(a.id, b.id));
  const { root, prove } = merkleTree(ordered.map(leafOf));
  const checkpoint: Checkpoint = { format: "gonogo-checkpoint/1", ...place, chains: ordered.length, root };
  const proven = ordered.flatMap((head, index) => (moved(head) ? [{ ...head, proof: prove(index) }] : []));
  return { payload: canonicalJson(checkpoint), heads: proven };
}

export type CheckpointCheck = { ok: true; checkpoint: Checkpoint; keyId: string } | { ok: false; message: string };

/** Signature, shape, and that each head given leads to the signed root. */
export function checkCheckpoint(
  { envelope, heads }: { envelope: Envelope; heads: readonly ProvenHead[] },
  keys: ReadonlyMap<string, Uint8Array>,
  verify: VerifySignature,
): CheckpointCheck {
  const keyId = envelope.payloadType === checkpointType ? envelopeSigner(envelope, keys, verify) : null;
  if (keyId === null) return { ok: false, message: "isn't signed with a key that is trusted" };
  const parsed = checkpointSchema.safeParse(envelopePayload(envelope));
  if (!parsed.success) return { ok: false, message: "doesn't read as a checkpoint" };
  const stray = heads.find((head) => merkleRoot(leafOf(head), head.proof) !== parsed.data.root);
  if (stray) return { ok: false, message: `doesn't cover the head it names for ${stray.kind} ${stray.id}` };
  return { ok: true, checkpoint: parsed.data, keyId };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
