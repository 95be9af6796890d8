const link = /!?\[([^[\]]{0,300})\]\([^()]{0,500}\)/g;
const marks = /\*\*|~~|`/g;

/** Inline Markdown as the words people read: links become their text, bold, strike and code lose their marks. */
export function plainText(markdown: string): string {
  return markdown.replace(link, "$1").replace(marks, "").trim();
}

/** `1 item`, `3 items`: every count in a sentence goes through here. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** Minutes as people say them: `45 min`, `2 h 10 min`, `3 d 4 h`. */
export function duration(minutes: number): string {
  const whole = Math.abs(Math.round(minutes));
  if (whole < 60) return `${whole} min`;
  const hours = Math.floor(whole / 60);
  if (hours < 48) return whole % 60 === 0 ? `${hours} h` : `${hours} h ${whole % 60} min`;
  return hours % 24 === 0 ? `${hours / 24} d` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** `a`, `a and b`, `a, b and c`. */
export function list(words: readonly string[], join = "and"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${join} ${words.at(-1)}`;
}
