const box = /\[[ \txX]?\](?!\()|[☐☑☒⬜✅❌✔✗](?:\ufe0f)?/gu;

/** Pairs of signs for an open and a ticked box; the first of the kind a document uses stays in its kind. */
const kinds = [
  { open: "☐", ticked: "☑", signs: "☐☑☒" },
  { open: "⬜", ticked: "✅", signs: "⬜✅❌✔✗" },
];

/** The line with its nth box (from 0) ticked or not, null when it has none; a box that stands right stays as it is spelled. */
export function setBox(text: string, nth: number, ticked: boolean): string | null {
  const found = [...text.matchAll(box)][nth];
  if (!found) return null;
  const [sign] = found;
  const wanted = isTicked(sign) === ticked ? sign : signFor(sign, ticked, isRow(text));
  return text.slice(0, found.index) + wanted + text.slice(found.index + sign.length);
}

/** True when nothing but marks of lists, quotes and tables stands before the first box. */
export function opensWithBox(text: string): boolean {
  return /^[\s>|*+\-\d.)#]{0,40}(?:\[[ \txX]?\]|[☐☑☒⬜✅❌✔✗])/u.test(text);
}

export function boxesIn(text: string): number {
  return [...text.matchAll(box)].length;
}

function isTicked(sign: string): boolean {
  return /^(?:\[[xX]\]|[☑☒✅✔])/u.test(sign);
}

function isRow(text: string): boolean {
  return text.trimStart().startsWith("|");
}

/** Outside tables ✅ is a box only among others, so that ⬜ is ticked as ☑ there: an import reads it as the same item. */
function signFor(sign: string, ticked: boolean, row: boolean): string {
  if (sign.startsWith("[")) return ticked ? "[x]" : "[ ]";
  if (ticked && sign.startsWith("⬜") && !row) return "☑";
  const kind = kinds.find(({ signs }) => signs.includes(sign.charAt(0)));
  return (ticked ? kind?.ticked : kind?.open) ?? sign;
}
