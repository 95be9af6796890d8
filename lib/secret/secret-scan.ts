import type { SecretFinding } from "@/lib/domain/secret";
import { findPatterns, type SecretRange } from "./secret-patterns";
import { findVendorSecrets } from "./secret-vendors";

export type SecretScan = { found: SecretFinding[]; masked: string };

const bullets = "••••••••";

/** What looks like a credential in a text, in order, and the text with each of them masked; lines stay where they are. */
export async function scanSecrets(text: string): Promise<SecretScan> {
  const ranges = distinct([...findPatterns(text), ...(await findVendorSecrets(text))]);
  let line = 1;
  let at = 0;
  const masked: string[] = [];
  const found = ranges.map(({ kind, start, end }): SecretFinding => {
    const secret = text.slice(start, end);
    masked.push(text.slice(at, start), secret.replace(/[^\s>][^\r\n]*/g, bullets));
    line += breaks(text.slice(at, start));
    const first = line;
    line += breaks(secret);
    at = end;
    return { kind, lines: [first, line], hint: hintOf(secret) };
  });
  return { found, masked: masked.join("") + text.slice(at) };
}

/** Of ranges that overlap a private key stays whole, else the shorter one: it leaves most of the text readable. */
function distinct(ranges: SecretRange[]): SecretRange[] {
  const kept: SecretRange[] = [];
  for (const range of ranges.sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = kept.at(-1);
    if (!last || last.end <= range.start) kept.push(range);
    else if (rank(range) < rank(last)) kept[kept.length - 1] = range;
  }
  return kept;
}

function rank({ kind, start, end }: SecretRange): number {
  return kind.startsWith("private") ? 0 : end - start;
}

/** A few letters of a long one; of a short one only its length. */
function hintOf(secret: string): string {
  const length = `${secret.length} characters`;
  return secret.length < 16 || secret.startsWith("-----") ? length : `${secret.slice(0, 4)}…, ${length}`;
}

function breaks(text: string): number {
  return text.split(/\r\n|\r|\n/).length - 1;
}
