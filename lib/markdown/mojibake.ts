/** Upper halves (0x80 to 0xFF) of the code pages in which UTF-8 is most often read by mistake. */
const macRoman =
  "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
const windows1252 =
  "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ" +
  Array.from({ length: 96 }, (_, at) => String.fromCharCode(0xa0 + at)).join("");

const pages = [
  { name: "Mac Roman", bytes: byteTable(macRoman) },
  { name: "Windows-1252", bytes: byteTable(windows1252) },
];

export type Repair = { text: string; page?: string; places: number };

/**
 * Text that was UTF-8 but had been decoded with another code page, put right. Only sequences that spell a character of
 * three or four UTF-8 bytes count as evidence; shorter ones ("é" in two bytes) are mended only where that exists.
 */
export function repairMojibake(text: string): Repair {
  for (const page of pages) {
    const strict = replaceRuns(text, page.bytes, 3);
    if (strict.places === 0) continue;
    const mended = strict.places > 1 ? replaceRuns(text, page.bytes, 2) : strict;
    return { ...mended, page: page.name };
  }
  return { text, places: 0 };
}

function replaceRuns(text: string, bytes: Map<string, number>, shortest: number): { text: string; places: number } {
  let places = 0;
  const mended = text.replace(/[\u0080-\uffff]{2,}/g, (run) => {
    let out = "";
    for (let at = 0; at < run.length; ) {
      const size = sequenceSize(bytes.get(run[at] ?? ""));
      const point = size >= shortest ? decode(run, at, size, bytes) : undefined;
      if (point === undefined) {
        out += run[at];
        at += 1;
      } else {
        out += String.fromCodePoint(point);
        at += size;
        places += 1;
      }
    }
    return out;
  });
  return { text: mended, places };
}

function sequenceSize(lead: number | undefined): number {
  if (lead === undefined || lead < 0xc2 || lead > 0xf4) return 0;
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

function decode(run: string, at: number, size: number, bytes: Map<string, number>): number | undefined {
  let point = (bytes.get(run[at] ?? "") ?? 0) & (size === 2 ? 0x1f : size === 3 ? 0x0f : 0x07);
  for (let next = 1; next < size; next += 1) {
    const byte = bytes.get(run[at + next] ?? "");
    if (byte === undefined || byte < 0x80 || byte > 0xbf) return undefined;
    point = point * 64 + (byte & 0x3f);
  }
  const least = size === 2 ? 0x80 : size === 3 ? 0x800 : 0x10000;
  return point < least || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff) ? undefined : point;
}

function byteTable(upper: string): Map<string, number> {
  return new Map(Array.from(upper, (char, at) => [char, 0x80 + at]));
}
