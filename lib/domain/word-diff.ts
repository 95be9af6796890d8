/** A run of words that stayed, went or came. */
export type WordRun = { what: "same" | "removed" | "added"; text: string };

/** More words than this on a side are shown as one replaced by the other: comparing takes their product. */
const mostWords = 1_500;

/** What changed between two texts, word by word. The runs that aren't `added` give the first text, those not `removed` the second. */
export function diffWords(before: string, after: string): WordRun[] {
  if (before === after) return before === "" ? [] : [{ what: "same", text: before }];
  const a = before.match(/\s+|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu) ?? [];
  const b = after.match(/\s+|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu) ?? [];
  const runs: WordRun[] = [];
  const add = (what: WordRun["what"], text: string) => {
    const last = runs.at(-1);
    if (text === "") return;
    if (last?.what === what) last.text += text;
    else runs.push({ what, text });
  };
  if (a.length > mostWords || b.length > mostWords) {
    add("removed", before);
    add("added", after);
    return runs;
  }
  const lengths = commonLengths(a, b);
  const width = b.length + 1;
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const down = lengths[(i + 1) * width + j] ?? -1;
    const right = lengths[i * width + j + 1] ?? -1;
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add("same", a[i] ?? "");
      i += 1;
      j += 1;
    } else if (i < a.length && (j >= b.length || down >= right)) {
      add("removed", a[i] ?? "");
      i += 1;
    } else {
      add("added", b[j] ?? "");
      j += 1;
    }
  }
  return runs;
}

/** Longest common subsequence of every pair of ends, row by row. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint16Array {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] =
        a[i] === b[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
  return lengths;
}
