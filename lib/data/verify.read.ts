import { createHash } from "node:crypto";
import type { AuditBody } from "@/lib/domain/audit-body";
import { type ChainEntry, verifyChain } from "@/lib/domain/audit-chain";
import { canonicalJson } from "@/lib/domain/canonical-json";
import type { Storage } from "@/lib/storage/backend";
import type { Database } from "./database";

/** What was looked at, and every fault found, as sentences. */
export type Verification = { checked: Record<string, number>; faults: string[] };

const batch = 1000;

type Head = { id: string; kind: "run" | "workspace"; name: string; seq: bigint; headHash: Uint8Array | null };
type EntryRow = Omit<ChainEntry, "seq" | "at"> & {
  seq: bigint;
  at: Date;
  salt: Uint8Array | null;
  text: string | null;
  redacted: boolean | null;
};

/** Recomputes every chain of runs and workspaces up to its head, and the digests of the words the entries name. */
export async function verifyChains(db: Database): Promise<Verification> {
  const heads = await db.$queryRaw<Head[]>`
    select id, 'run' as kind, name, seq, head_hash as "headHash" from run
    union all select id, 'workspace', name, seq, head_hash from workspace order by id`;
  const faults: string[] = [];
  let entries = 0;
  for (const head of heads) {
    const { count, fault } = await verifyOne(db, head);
    entries += count;
    if (fault) faults.push(`The history of ${head.kind} ${head.name} (${head.id}): ${fault}`);
  }
  const [lost] = await db.$queryRaw<{ count: number }[]>`
    select count(distinct chain_id)::int as count from audit_entry e
    where not exists (select from run r where r.id = e.chain_id)
      and not exists (select from workspace w where w.id = e.chain_id)`;
  if (lost && lost.count > 0) faults.push(`${lost.count} histories belong to nothing that is still there.`);
  return { checked: { histories: heads.length, entries }, faults };
}

/** In batches, so that a long history fits into memory. */
async function verifyOne(db: Database, head: Head): Promise<{ count: number; fault: string | null }> {
  let from: { seq: number; hash: Uint8Array } | undefined;
  let count = 0;
  for (;;) {
    const rows = await db.$queryRaw<EntryRow[]>`
      select e.seq, e.at, e.body, e.body_hash as "bodyHash", e.prev_hash as "prevHash", e.hash, t.salt, t.text,
        t.redacted_at is not null as redacted
      from audit_entry e left join audit_text t on t.chain_id = e.chain_id and t.seq = e.seq
      where e.chain_id = ${head.id} and e.seq > ${from?.seq ?? 0} order by e.seq limit ${batch}`;
    const last = rows.length < batch;
    const entries = rows.map((row) => ({ ...row, seq: Number(row.seq), at: row.at.toISOString() }));
    const known = { ...(from ? { from } : {}), ...(last ? { head: headOf(head) } : {}) };
    const check = verifyChain(entries, known);
    if (!check.ok) return { count, fault: check.message };
    const words = rows.find((row) => !holdsItsWords(row));
    if (words) return { count, fault: `The words of entry ${words.seq} aren't those recorded.` };
    count += rows.length;
    const end = entries.at(-1);
    if (last || !end) return { count, fault: null };
    from = { seq: end.seq, hash: end.hash };
  }
}

function headOf({ seq, headHash }: Head) {
  return { seq: Number(seq), hash: headHash ?? new Uint8Array(32) };
}

/** Redacted words leave their digest behind and prove nothing either way; words that are just gone are a fault. */
function holdsItsWords({ body, salt, text, redacted }: EntryRow): boolean {
  const { textDigest } = JSON.parse(body) as AuditBody;
  if (textDigest === undefined) return salt === null;
  if (salt === null || text === null) return redacted === true;
  return textDigest === createHash("sha256").update(salt).update(text).digest("hex");
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
  const signatures = await db.signature.findMany({
    select: { id: true, printedName: true, statement: true, sha256: true },
  });
  for (const { id, printedName, statement, sha256 } of signatures) {
    const found = createHash("sha256").update(statement).digest("hex");
    if (found !== sha256) faults.push(`The statement ${printedName} signed (${id}) isn't what was hashed.`);
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
