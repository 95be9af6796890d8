import { latin1, macRoman, windows1252 } from "@/lib/domain/code-pages";
import type { TextRepair } from "@/lib/domain/text-repair";

type Bytes = Map<string, number>;
type Mended = { text: string; places: number };

const pages = [
  { name: "Mac Roman", bytes: byteTable(macRoman) },
  { name: "Windows-1252", bytes: byteTable(windows1252) },
  { name: "Latin-1", bytes: byteTable(latin1) },
];
/** A text may have been read wrongly more than once, or in two ways in two places. */
const rounds = 4;
const sampleLength = 120;

export type Repaired = { text: string; repair?: TextRepair };

/**
 * Text that was UTF-8 but had been decoded with another code page, put right. Evidence are sequences that spell a
 * character of three or four UTF-8 bytes; shorter ones ("é" in two bytes) are mended beside those, or when the whole
 * text holds nothing but such pairs.
 */
export function repairMojibake(source: string): Repaired {
  const names = new Set<string>();
  let text = source;
  let places = 0;
  for (let round = 0; round < rounds; round += 1) {
    const best = bestRepair(text);
    if (!best) break;
    names.add(best.name);
    places += best.places;
    text = best.text;
  }
  if (names.size === 0) return { text: source };
  return { text, repair: { encoding: [...names].join(" and "), places, sample: sampleOf(source, text) } };
}

function bestRepair(text: string): (Mended & { name: string }) | undefined {
  const offers = pages.flatMap((page) => {
    const strict = replaceRuns(text, page.bytes, 3);
    if (strict.places > 1) return [{ ...replaceRuns(text, page.bytes, 2), name: page.name }];
    if (strict.places === 1) return [{ ...strict, name: page.name }];
    const pairs = replaceRuns(text, page.bytes, 2);
    return pairs.places > 1 && pairs.foreign === 0 ? [{ ...pairs, name: page.name }] : [];
  });
  return offers.sort((a, b) => b.places - a.places)[0];
}

/** `foreign` counts the characters beyond ASCII that belong to no sequence. */
function replaceRuns(text: string, bytes: Bytes, shortest: number): Mended & { foreign: number } {
  let places = 0;
  let foreign = 0;
  const mended = text.replace(/[\u0080-\uffff]+/g, (run) => {
    let out = "";
    for (let at = 0; at < run.length; ) {
      const size = sequenceSize(bytes.get(run[at] ?? ""));
      const point = size >= shortest ? decode(run, at, size, bytes) : undefined;
      if (point === undefined) {
        out += run[at];
        at += 1;
        foreign += 1;
      } else {
        out += String.fromCodePoint(point);
        at += size;
        places += 1;
      }
    }
    return out;
  });
  return { text: mended, places, foreign };
}

function sequenceSize(lead: number | undefined): number {
  if (lead === undefined || lead < 0xc2 || lead > 0xf4) return 0;
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

function decode(run: string, at: number, size: number, bytes: Bytes): number | undefined {
  let point = (bytes.get(run[at] ?? "") ?? 0) & (size === 2 ? 0x1f : size === 3 ? 0x0f : 0x07);
  for (let next = 1; next < size; next += 1) {
    const byte = bytes.get(run[at + next] ?? "");
    if (byte === undefined || byte < 0x80 || byte > 0xbf) return undefined;
    point = point * 64 + (byte & 0x3f);
  }
  const least = size === 2 ? 0x80 : size === 3 ? 0x800 : 0x10000;
  return point < least || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff) ? undefined : point;
}

function byteTable(upper: string): Bytes {
  return new Map(Array.from(upper, (char, at) => [char, 0x80 + at]));
}

/** The first line that changed; a repair neither makes nor takes line ends. */
function sampleOf(before: string, after: string): TextRepair["sample"] {
  const changed = after.split(/\r\n|\r|\n/);
  const lines = before.split(/\r\n|\r|\n/);
  const at = lines.findIndex((line, index) => line !== changed[index]);
  const short = (line = "") => line.trim().slice(0, sampleLength).toWellFormed();
  return { line: at + 1, before: short(lines[at]), after: short(changed[at]) };
}
