import { createHash } from "node:crypto";
import type { Database, Transaction } from "@/lib/data/database";
import { entryHash } from "@/lib/domain/audit-chain";

/**
 * What somebody with all rights in the database could do: changes the words of entry `seq` and recomputes every hash
 * after it and the head. The chain is whole afterwards. Gives what undoes it.
 */
export async function rewriteChain(
  superuser: Database | Transaction,
  chainId: string,
  seq: number,
): Promise<() => Promise<void>> {
  const before = await superuser.auditEntry.findMany({ where: { chainId }, orderBy: { seq: "asc" } });
  let prev: Uint8Array<ArrayBuffer> = Uint8Array.from(
    before.find((entry) => Number(entry.seq) === seq - 1)?.hash ?? new Uint8Array(32),
  );
  const after = before
    .filter((entry) => Number(entry.seq) >= seq)
    .map((entry) => {
      const body = Number(entry.seq) === seq ? entry.body.replace('"action":"', '"action":"not.') : entry.body;
      const bodyHash = Uint8Array.from(createHash("sha256").update(body).digest());
      const hash = Uint8Array.from(entryHash(prev, Number(entry.seq), entry.at.toISOString(), bodyHash));
      const changed = { ...entry, body, bodyHash, prevHash: prev, hash };
      prev = hash;
      return changed;
    });
  await write(superuser, chainId, after);
  return () => write(superuser, chainId, before);
}

async function write(
  superuser: Database | Transaction,
  chainId: string,
  entries: readonly { seq: bigint; body: string; bodyHash: Uint8Array; prevHash: Uint8Array; hash: Uint8Array }[],
): Promise<void> {
  await superuser.$executeRaw`alter table audit_entry disable trigger user`;
  for (const { seq, body, bodyHash, prevHash, hash } of entries) {
    await superuser.$executeRaw`
      update audit_entry set body = ${body}, body_hash = ${bodyHash}, prev_hash = ${prevHash}, hash = ${hash}
      where chain_id = ${chainId} and seq = ${seq}`;
  }
  const head = entries.at(-1)?.hash;
  await superuser.$executeRaw`update run set head_hash = ${head} where id = ${chainId}`;
  await superuser.$executeRaw`update workspace set head_hash = ${head} where id = ${chainId}`;
  await superuser.$executeRaw`alter table audit_entry enable always trigger audit_entry_append_only`;
  await superuser.$executeRaw`alter table audit_entry enable always trigger audit_entry_no_truncate`;
}
