import { readFileSync } from "node:fs";
import path from "node:path";
import { unpackWoff } from "./woff";

export type Weight = 400 | 600;

type Subset = { family: string; name: string; ranges: readonly (readonly [from: number, to: number])[] };

/** In the order they are asked for a character; Inter has two weights, the others stand in for scripts it lacks. */
const families = [
  "inter",
  "noto-sans-hebrew",
  "noto-sans-arabic",
  "noto-sans-devanagari",
  "kosugi",
  "zcool-xiaowei",
  "gowun-dodum",
] as const;

const packages = path.join(process.cwd(), "node_modules", "@fontsource");
let known: Subset[] | undefined;

function subsets(): Subset[] {
  known ??= families.flatMap((family) => {
    const listed: Record<string, string> = JSON.parse(
      readFileSync(path.join(packages, family, "unicode.json"), "utf8"),
    );
    const all = Object.entries(listed).map(([key, text]) => {
      return { family, name: key.replace(/[[\]]/g, ""), ranges: text.split(",").map(rangeOf) };
    });
    // What all have, Latin above all, comes from the first: a subset that names it says so in its name.
    return all.sort((a, b) => Number(b.name === "latin") - Number(a.name === "latin"));
  });
  return known;
}

/** `U+0041` or `U+0000-00FF`. */
function rangeOf(text: string): readonly [number, number] {
  const [from = "0", to = from] = text.trim().replace(/^U\+/i, "").split("-");
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
}

/** A file that may have the character, with what it is called; whether it really has it the font itself says. */
export type FontFile = { id: string; file: string };

const byCharacter = { 400: new Map<number, FontFile[]>(), 600: new Map<number, FontFile[]>() };

/** Files to try for a character, the best first. */
export function fontsFor(code: number, weight: Weight): FontFile[] {
  const known = byCharacter[weight].get(code);
  if (known) return known;
  const having = subsets().filter(({ ranges }) => ranges.some(([from, to]) => code >= from && code <= to));
  const found = having.map(({ family, name }) => {
    const id = `${family}-${name}-${family === "inter" ? weight : 400}-normal`;
    return { id, file: path.join(packages, family, "files", `${id}.woff`) };
  });
  byCharacter[weight].set(code, found);
  return found;
}

const unpacked = new Map<string, Buffer>();

/** The font itself, read and unpacked once in a process. */
export function readFont({ file }: FontFile): Buffer {
  const known = unpacked.get(file) ?? unpackWoff(readFileSync(file));
  unpacked.set(file, known);
  return known;
}
