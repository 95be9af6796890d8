import { checkCheckpoint, type ProvenHead } from "@/lib/domain/checkpoint";
import { type Anchor, type ChainLoss, isLost } from "@/lib/domain/checkpoint-loss";
import { sha256Hex } from "@/lib/domain/digest";
import type { Envelope } from "@/lib/domain/dsse";
import { fromBase64 } from "@/lib/domain/dsse";
import { trustKeys } from "@/lib/domain/signing-key";
import { checkpointFile, readCheckpoints } from "@/lib/storage/checkpoint-file";
import { verifySignature } from "@/lib/storage/ed25519";
import { publicKeys } from "@/lib/storage/signing-key";

/**
 * Heads a chain must go through, by chain id, each with the checkpoint that says so; faults of the file as sentences.
 * What was acknowledged as lost in a restore stands in `losses` instead, with the checkpoint that says so.
 */
export type Anchors = {
  heads: Map<string, Anchor[]>;
  losses: (ChainLoss & { checkpoint: number; at: string })[];
  checkpoints: number;
  latest: string | null;
  faults: string[];
};

/** Reads and verifies the checkpoints; `file` may be a copy kept elsewhere, `pinned` the key id noted down before. */
export async function readAnchors(
  options: { file?: string | undefined; pinned?: string | undefined } = {},
): Promise<Anchors> {
  const ring = trustKeys(await publicKeys(), options.pinned ?? null, verifySignature);
  const anchors: Anchors = { heads: new Map(), losses: [], checkpoints: 0, latest: null, faults: [...ring.faults] };
  let previous: { number: number; digest: string } | null = null;
  for await (const { number: at, line } of readCheckpoints(options.file ?? checkpointFile())) {
    const check = line ? checkCheckpoint(line, ring.keys, verifySignature) : null;
    if (!line || !check?.ok) {
      anchors.faults.push(`Line ${at} of the checkpoints ${check?.ok === false ? check.message : "can't be read"}.`);
      continue;
    }
    const { number, at: time } = check.checkpoint;
    const follows = previous
      ? number === previous.number + 1 && check.checkpoint.previous === previous.digest
      : number === 1;
    if (!follows) anchors.faults.push(`Checkpoint ${number} doesn't follow the one before it: lines are missing.`);
    previous = { number, digest: sha256Hex(fromBase64(line.envelope.payload)) };
    for (const head of line.heads) note(anchors, head, number, time);
    anchors.checkpoints += 1;
    anchors.latest = time;
  }
  return anchors;
}

function note({ heads, losses }: Anchors, { proof: _, ...head }: ProvenHead, checkpoint: number, at: string): void {
  const { kind, id, lost } = head;
  const before = heads.get(id) ?? [];
  const seen = lost ? before.filter((anchor) => !isLost(anchor, lost)) : before;
  if (lost) losses.push({ kind, id, lost, checkpoint, at });
  // What is gone whole has no head.
  if (!lost || head.seq > 0) seen.push({ ...head, checkpoint, at });
  if (seen.length > 0) heads.set(id, seen);
  else heads.delete(id);
}

/** The checkpoints that name a run, with its head in each: what a dossier carries. */
export async function readRunCheckpoints(runId: string): Promise<{ envelope: Envelope; head: ProvenHead }[]> {
  const found: { envelope: Envelope; head: ProvenHead }[] = [];
  for await (const { line } of readCheckpoints(checkpointFile(), runId)) {
    const head = line?.heads.find(({ kind, id }) => kind === "run" && id === runId);
    if (line && head) found.push({ envelope: line.envelope, head });
  }
  return found;
}
