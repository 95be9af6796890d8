import { type ChainHead, checkCheckpoint, type ProvenHead } from "@/lib/domain/checkpoint";
import { sha256Hex } from "@/lib/domain/digest";
import type { Envelope } from "@/lib/domain/dsse";
import { fromBase64 } from "@/lib/domain/dsse";
import { trustKeys } from "@/lib/domain/signing-key";
import { checkpointFile, readCheckpoints } from "@/lib/storage/checkpoint-file";
import { verifySignature } from "@/lib/storage/ed25519";
import { publicKeys } from "@/lib/storage/signing-key";

/** Heads a chain must go through, by chain id, each with the checkpoint that says so; faults of the file as sentences. */
export type Anchors = {
  heads: Map<string, (ChainHead & { checkpoint: number })[]>;
  checkpoints: number;
  latest: string | null;
  faults: string[];
};

/** Reads and verifies the checkpoints; `file` may be a copy kept elsewhere, `pinned` the key id noted down before. */
export async function readAnchors(
  options: { file?: string | undefined; pinned?: string | undefined } = {},
): Promise<Anchors> {
  const ring = trustKeys(await publicKeys(), options.pinned ?? null, verifySignature);
  const anchors: Anchors = { heads: new Map(), checkpoints: 0, latest: null, faults: [...ring.faults] };
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
    for (const { proof: _, ...head } of line.heads) {
      const known = anchors.heads.get(head.id);
      if (known) known.push({ ...head, checkpoint: number });
      else anchors.heads.set(head.id, [{ ...head, checkpoint: number }]);
    }
    anchors.checkpoints += 1;
    anchors.latest = time;
  }
  return anchors;
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
