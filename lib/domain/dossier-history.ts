import { type ChainEntry, verifyChain } from "./audit-chain";
import { sha256Hex } from "./digest";
import type { CheckedRecord, DossierFault } from "./dossier-schema";
import { readBody } from "./dossier-schema";

/** The chain up to its head, and the words each entry names by digest. */
export function historyFaults({ audit, run }: CheckedRecord): DossierFault[] {
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
  const redactions = entries.flatMap((entry) => redactionIn(entry) ?? []);
  return [...faults, ...entries.flatMap((entry) => wordFaults(entry, redactions))];
}

type Entry = CheckedRecord["audit"]["entries"][number];
type Redaction = { at: string; seq: number; told: NonNullable<ReturnType<typeof readBody>> };

function redactionIn({ seq, at, body }: Entry): Redaction | null {
  const told = body.includes("evidence.redacted") ? readBody(body) : null;
  return told?.action === "evidence.redacted" ? { seq, at, told } : null;
}

/** Was it this redaction that took the entry's words? Those of older releases don't number what they took. */
function took({ seq, at, told }: Redaction, entry: Entry): boolean {
  const { subject, change } = told;
  if (at !== entry.redactedAt || entry.seq >= seq) return false;
  if (Array.isArray(change?.words) && !change.words.includes(entry.seq)) return false;
  const of = readBody(entry.body);
  const added = of?.action === "evidence.added" && of.subject.key === subject.key;
  return added || (change?.kind === "check" && of?.subject.key === subject.item);
}

function wordFaults(entry: Entry, redactions: readonly Redaction[]): DossierFault[] {
  const { seq, salt, text, body } = entry;
  const read = readBody(body);
  if (!read) return [{ link: "chain", text: `Entry ${seq} can't be read.` }];
  if (salt === null || text === null) {
    const gone = read.textDigest !== undefined && (text !== null || !redactions.some((one) => took(one, entry)));
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
