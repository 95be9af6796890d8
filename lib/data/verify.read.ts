import { createHash } from "node:crypto";
import { canonicalJson } from "@/lib/domain/canonical-json";
import { coversHold } from "@/lib/domain/dossier-signature";
import type { SignedLeaf } from "@/lib/domain/signing-rows";
import type { Storage } from "@/lib/storage/backend";
import { type Chain, readChains, verifyPart } from "./chain.read";
import type { Anchors } from "./checkpoint.read";
import type { Database, Transaction } from "./database";

/** What was looked at, and every fault found, as sentences. */
export type Verification = { checked: Record<string, number>; faults: string[] };

/**
 * Recomputes every chain of runs and workspaces up to its head, with the digests of the words the entries name; with
 * `anchors`, also against what signed checkpoints have seen of them.
 */
export async function verifyChains(db: Database | Transaction, anchors?: Anchors): Promise<Verification> {
  const chains = await readChains(db);
  const faults: string[] = [...(anchors?.faults ?? [])];
  let entries = 0;
  for (const chain of chains) {
    const { count, fault } = await verifyPart(db, chain, anchors?.heads.get(chain.id) ?? []);
    entries += count;
    if (fault) faults.push(chainFault(chain, fault));
  }
  const known = new Set(chains.map(({ id }) => id));
  for (const [id, [head]] of anchors?.heads ?? []) {
    if (!known.has(id))
      faults.push(`The ${head?.kind} ${id} is gone, but checkpoint ${head?.checkpoint} has seen its history.`);
  }
  const [lost] = await db.$queryRaw<{ count: number }[]>`
    select count(distinct chain_id)::int as count from audit_entry e
    where not exists (select from run r where r.id = e.chain_id)
      and not exists (select from workspace w where w.id = e.chain_id)`;
  if (lost && lost.count > 0) faults.push(`${lost.count} histories belong to nothing that is still there.`);
  const checked = { histories: chains.length, entries, ...(anchors ? { checkpoints: anchors.checkpoints } : {}) };
  return { checked, faults };
}

/** A fault with the history it is in. */
export function chainFault({ kind, name, id }: Pick<Chain, "kind" | "name" | "id">, fault: string): string {
  return `The history of ${kind} ${name} (${id}), ${fault}`;
}

/** Recomputes the digests of template versions, statements and evidence, the bytes of files included. */
export async function verifyContents(db: Database, storage: Storage): Promise<Verification> {
  const faults: string[] = [];
  const versions = await db.templateVersion.findMany({ select: { id: true, title: true, number: true } });
  for (const { id, title, number } of versions) {
    const { document, digest } = await db.templateVersion.findUniqueOrThrow({
      where: { id },
      select: { document: true, digest: true },
    });
    const found = createHash("sha256").update(canonicalJson(document)).digest();
    if (!found.equals(digest)) faults.push(`Version ${number} of ${title} isn't what was published.`);
  }
  const signatures = await db.signature.findMany({ select: { id: true } });
  // One by one: what a signature covers is long, and there are many.
  for (const { id } of signatures) {
    const row = await db.signature.findUniqueOrThrow({
      where: { id },
      select: { printedName: true, statement: true, sha256: true, leaves: true },
    });
    const found = createHash("sha256").update(row.statement).digest("hex");
    if (found !== row.sha256) faults.push(`The statement ${row.printedName} signed (${id}) isn't what was hashed.`);
    else if (!coversHold(row.leaves as SignedLeaf[], row.statement))
      faults.push(`What the signature of ${row.printedName} (${id}) covers isn't what was signed.`);
  }
  const files = await db.evidence.findMany({
    where: { blobKey: { not: null }, redactedAt: null },
    select: { id: true, title: true, blobKey: true, sha256: true },
  });
  for (const { id, title, blobKey, sha256 } of files) {
    const found = await digestOf(storage, blobKey ?? "");
    if (found === null) faults.push(`The file ${title} (${id}) is missing.`);
    else if (found !== sha256) faults.push(`The file ${title} (${id}) isn't what was attached.`);
  }
  return { checked: { versions: versions.length, signatures: signatures.length, files: files.length }, faults };
}

async function digestOf(storage: Storage, key: string): Promise<string | null> {
  const stream = await storage.open(key);
  if (!stream) return null;
  const hash = createHash("sha256");
  for await (const chunk of stream) hash.update(chunk);
  return hash.digest("hex");
}
