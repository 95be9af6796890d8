import { windows1252 } from "./code-pages";

/** Text read from bytes: in which encoding, and how many stray bytes of another one were read with it. */
export type DecodedText = { text: string; encoding: string; strays: number };
/** Why bytes are no text: the line the trouble is in, and what to do. */
export type UndecodableText = { problem: { line: number; expected: string; message: string } };

const marks = [
  { encoding: "UTF-8", bytes: [0xef, 0xbb, 0xbf] },
  { encoding: "UTF-16LE", bytes: [0xff, 0xfe] },
  { encoding: "UTF-16BE", bytes: [0xfe, 0xff] },
] as const;
const readable = "text in UTF-8, UTF-16, Latin-1 or Windows-1252";

/**
 * Reads bytes as text: by the charset somebody states, by their byte order mark, as UTF-8, as UTF-16 without a mark,
 * then as Latin-1 or Windows-1252. The mark is not part of the text. What is no text in any of them is refused.
 */
export function decodeBytes(bytes: Uint8Array, stated?: string): DecodedText | UndecodableText {
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46])) return refused(1, "This is a PDF. Export its text as Markdown.");
  if (startsWith(bytes, [0x50, 0x4b, 3, 4]))
    return refused(1, "This is a ZIP or office file. Save its text as Markdown.");
  const read = decoded(bytes, stated);
  return "problem" in read ? read : (controlProblem(read.text) ?? read);
}

function decoded(bytes: Uint8Array, stated: string | undefined): DecodedText | UndecodableText {
  const mark = marks.find((each) => startsWith(bytes, each.bytes));
  if (mark) return strictly(bytes.subarray(mark.bytes.length), mark.encoding) ?? broken(mark.encoding);
  // `text/*` without a charset means UTF-8 today; browsers say so themselves without having looked.
  if (stated && !/^utf-?8$/i.test(stated)) {
    // Node reads Windows-1252, which is what these names mean, as if it were ISO's Latin-1.
    if (/^(windows-1252|cp1252|iso-?8859-1|latin-?1)$/i.test(stated)) return western(bytes);
    return strictly(bytes, stated) ?? broken(stated);
  }
  const wide = unmarkedUtf16(bytes);
  if (wide) return strictly(bytes, wide) ?? broken(wide);
  return strictly(bytes, "UTF-8") ?? singleBytes(bytes);
}

function strictly(bytes: Uint8Array, encoding: string): DecodedText | undefined {
  try {
    return { text: new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes), encoding, strays: 0 };
  } catch {
    return undefined;
  }
}

/** Latin text in UTF-16 has a zero in every other byte. */
function unmarkedUtf16(bytes: Uint8Array): string | undefined {
  if (bytes.length < 4 || bytes.length % 2 === 1) return undefined;
  const zeros = [0, 0];
  for (let at = 0; at < bytes.length; at += 1) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const half = bytes.length / 2;
  if (odd > half * 0.3 && even < half * 0.02) return "UTF-16LE";
  return even > half * 0.3 && odd < half * 0.02 ? "UTF-16BE" : undefined;
}

/** One of the single-byte encodings of Western Europe, or UTF-8 into which somebody pasted bytes of one. */
function singleBytes(bytes: Uint8Array): DecodedText | UndecodableText {
  const out: string[] = [];
  let sequences = 0;
  let strays = 0;
  let from = 0;
  const utf8 = new TextDecoder("utf-8");
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0;
    const size = byte < 0x80 ? 1 : sequenceAt(bytes, at);
    if (byte >= 0x80 && size > 0) sequences += 1;
    if (size > 0) {
      at += size;
      continue;
    }
    strays += 1;
    out.push(utf8.decode(bytes.subarray(from, at)), windows1252[byte - 0x80] ?? "");
    at += 1;
    from = at;
  }
  out.push(utf8.decode(bytes.subarray(from)));
  if (sequences > strays) return { text: out.join(""), encoding: "UTF-8 with Windows-1252 in it", strays };
  if ((strays + sequences) * 3 > bytes.length)
    return refused(1, "The encoding of this text can't be told. Save it as UTF-8 and import it again.");
  return western(bytes);
}

/** Latin-1 and Windows-1252 differ only where the former has control characters. */
function western(bytes: Uint8Array): DecodedText {
  const encoding = bytes.some((byte) => byte > 0x7f && byte < 0xa0) ? "Windows-1252" : "Latin-1";
  const read = Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : windows1252[byte - 0x80]));
  return { text: read.join(""), encoding, strays: 0 };
}

/** Length of the well-formed UTF-8 sequence of two to four bytes that begins here, else 0. */
function sequenceAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  const size = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  if (size === 0 || at + size > bytes.length) return 0;
  for (let next = 1; next < size; next += 1) if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1] ?? 0;
  const overlong = (lead === 0xe0 && second < 0xa0) || (lead === 0xf0 && second < 0x90);
  const beyond = (lead === 0xed && second > 0x9f) || (lead === 0xf4 && second > 0x8f);
  return overlong || beyond ? 0 : size;
}

/** Text has next to no control characters but tabs, line ends, form feeds and the escapes of a copied terminal. */
function controlProblem(text: string): UndecodableText | undefined {
  let controls = 0;
  let line = 1;
  let first = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10) line += 1;
    if (code === 0) return refused(line, "This is not a text file: it holds zero bytes.");
    if (code > 31 || (code > 7 && code < 14) || code === 27) continue;
    controls += 1;
    first ||= line;
  }
  return controls * 50 > text.length
    ? refused(first, "This is not a text file: it holds characters that only programs read.")
    : undefined;
}

function broken(encoding: string): UndecodableText {
  return refused(1, `The bytes are not ${encoding}, as they claim. Save the text as UTF-8 and import it again.`);
}

function refused(line: number, message: string): UndecodableText {
  return { problem: { line, expected: readable, message } };
}

function startsWith(bytes: Uint8Array, beginning: readonly number[]): boolean {
  return beginning.every((byte, at) => bytes[at] === byte);
}
