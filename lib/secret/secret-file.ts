import type { SecretFinding } from "@/lib/domain/secret";
import { scanSecrets } from "./secret-scan";

type Coding = "bytes" | "utf-16le" | "utf-16be";
type Bytes = AsyncIterable<Uint8Array>;

const blockLength = 512 * 1024;
/** Whatever is found beyond these is masked all the same, but not told. */
export const mostFindings = 50;

/** What looks like a credential in a file, read in blocks; nothing in a file that is no text. */
export async function findFileSecrets(source: Bytes, head: Uint8Array): Promise<SecretFinding[]> {
  const found: SecretFinding[] = [];
  for await (const scan of scannedBlocks(source, head)) found.push(...scan.found.slice(0, mostFindings - found.length));
  return found;
}

/** The bytes of a text file with each credential masked; every other byte is as it was. */
export async function* maskFileSecrets(source: Bytes, head: Uint8Array): AsyncGenerator<Uint8Array> {
  for await (const { masked, encode } of scannedBlocks(source, head)) yield encode(masked);
}

async function* scannedBlocks(source: Bytes, head: Uint8Array) {
  const coding = codingOf(head);
  if (!coding) return;
  let line = 0;
  for await (const { text, encode } of coding === "bytes" ? byteBlocks(source) : wideBlocks(source, coding)) {
    const { found, masked } = await scanSecrets(text);
    const placed = found.map(
      ({ lines: [from, to], ...rest }): SecretFinding => ({ ...rest, lines: [from + line, to + line] }),
    );
    yield { found: placed, masked, encode };
    line += text.split("\n").length - 1;
  }
}

/** UTF-16 by its mark; otherwise text has no control characters but those of line ends and terminals. */
function codingOf(head: Uint8Array): Coding | null {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  const binary = head.some((byte) => byte < 0x20 && (byte < 7 || byte > 13) && byte !== 0x1b);
  return binary || head.length === 0 ? null : "bytes";
}

/** UTF-8, or else bytes as they stand, so that what isn't masked comes out as it went in. */
async function* byteBlocks(source: Bytes) {
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  for await (const block of lineBlocks(latinText(source))) {
    const bytes = Buffer.from(block, "latin1");
    try {
      yield { text: strict.decode(bytes), encode: (text: string) => Buffer.from(text, "utf8") };
    } catch {
      yield { text: block, encode: (text: string) => Buffer.from(text.replaceAll("•", "*"), "latin1") };
    }
  }
}

async function* wideBlocks(source: Bytes, coding: Coding) {
  const encode = (text: string) => {
    const bytes = Buffer.from(text, "utf16le");
    return coding === "utf-16be" ? bytes.swap16() : bytes;
  };
  for await (const text of lineBlocks(wideText(source, coding))) yield { text, encode };
}

async function* latinText(source: Bytes) {
  for await (const bytes of source) yield Buffer.from(bytes).toString("latin1");
}

async function* wideText(source: Bytes, coding: Coding) {
  const decoder = new TextDecoder(coding, { ignoreBOM: true });
  for await (const bytes of source) yield decoder.decode(bytes, { stream: true });
  yield decoder.decode();
}

/** Whole lines in blocks; a private key that began near the end of one waits for the next, so that none is cut. */
async function* lineBlocks(source: AsyncIterable<string>): AsyncGenerator<string> {
  const longestKey = 64 * 1024;
  let pieces: string[] = [];
  let length = 0;
  for await (const piece of source) {
    pieces.push(piece);
    length += piece.length;
    if (length < blockLength) continue;
    const text = pieces.join("");
    const end = text.lastIndexOf("\n") + 1;
    const key = text.lastIndexOf("-----BEGIN ");
    const open = key > 0 && key > text.length - longestKey && text.indexOf("-----END ", key) < 0;
    const cut = open ? text.lastIndexOf("\n", key) + 1 : end;
    yield text.slice(0, cut || text.length);
    pieces = [text.slice(cut || text.length)];
    length = pieces[0]?.length ?? 0;
  }
  yield pieces.join("");
}
