import { type ChainEntry, verifyChain } from "./audit-chain";
import { sha256Hex } from "./digest";
import type { CheckedDossier, DossierFault } from "./dossier-schema";
import { readBody } from "./dossier-schema";

/** The chain up to its head, and the words each entry names by digest. */
export function historyFaults({ audit, run }: CheckedDossier): DossierFault[] {
  const { entries, head, chain } = audit;
  const links: ChainEntry[] = entries.map(({ seq, at, body, hash, prevHash }) => ({
    seq,
    at,
    body,
    bodyHash: bytesOf(sha256Hex(body)),
    prevHash: bytesOf(prevHash),
    hash: bytesOf(hash),
  }));
  const check = verifyChain(links, { head: { seq: head.seq, hash: bytesOf(head.hash ?? "") } });
  const faults: DossierFault[] = check.ok ? [] : [{ link: "chain", text: check.message }];
  if (run.seq !== head.seq) {
    faults.push({ link: "chain", text: `The run stands at entry ${run.seq}, its history at ${head.seq}.` });
  }
  if (chain !== run.id) faults.push({ link: "chain", text: "The history is another run's." });
  return [...faults, ...entries.flatMap(wordFaults)];
}

function wordFaults({ seq, salt, text, body, redactedAt }: CheckedDossier["audit"]["entries"][number]): DossierFault[] {
  const read = readBody(body);
  if (!read) return [{ link: "chain", text: `Entry ${seq} can't be read.` }];
  if (salt === null || text === null) {
    const gone = read.textDigest !== undefined && (redactedAt === null || text !== null);
    return gone ? [{ link: "words", text: `The words of entry ${seq} are missing.` }] : [];
  }
  const words = new TextEncoder().encode(text);
  const start = bytesOf(salt);
  const salted = new Uint8Array(start.length + words.length);
  salted.set(start);
  salted.set(words, start.length);
  if (read.textDigest === sha256Hex(salted)) return [];
  return [{ link: "words", text: `The words of entry ${seq} aren't those recorded.` }];
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
