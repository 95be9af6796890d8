import bidiFactory, { type EmbeddingLevels } from "bidi-js";

const bidi = bidiFactory();
const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/** A paragraph with the direction of each of its characters; null where all of it runs from the left. */
export type Directed = { text: string; levels: EmbeddingLevels | null };

/** Characters that are read in one direction, in the order they are read. */
export type Part = { text: string; backwards: boolean };

/** Letters of Hebrew, Arabic and the scripts that are written like them. */
export function isRightToLeft(text: string): boolean {
  return rightToLeft.test(text);
}

/** By the Unicode Bidirectional Algorithm; the first letter says which way the paragraph runs. */
export function directionsOf(text: string): Directed {
  return { text, levels: isRightToLeft(text) ? bidi.getEmbeddingLevels(text, "auto") : null };
}

/** The characters from `start` to before `end`, one line, in the order they are seen from the left. */
export function partsOf({ text, levels }: Directed, start: number, end: number): Part[] {
  if (levels === null || start === end) return [{ text: text.slice(start, end), backwards: false }];
  const mirrored = bidi.getMirroredCharactersMap(text, levels.levels, start, end - 1);
  const parts: { text: string; level: number }[] = [];
  // The library gives the places of the whole text, with those of this line in order.
  for (const at of bidi.getReorderedIndices(text, levels, start, end - 1).slice(start, end)) {
    const shown = mirrored.get(at) ?? text.charAt(at);
    const level = levels.levels[at] ?? 0;
    const last = parts.at(-1);
    // Within what runs from the right the order is kept as it is read: the font turns it around.
    if (last?.level === level) last.text = level % 2 === 1 ? shown + last.text : last.text + shown;
    else parts.push({ text: shown, level });
  }
  return parts.map(({ text, level }) => ({ text, backwards: level % 2 === 1 }));
}
