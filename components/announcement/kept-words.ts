/** What somebody has written of an announcement and not sent, in this browser. */
export type KeptWords = { title: string; text: string; others: string };

/** The run, the announcement of its checklist, and the step it is for. */
export function nameOf(runId: string, key: string, share: number | null): string {
  return `gonogo.announcement.${runId}.${key}.${share ?? ""}`;
}

/** Null when nothing was kept, or the browser keeps nothing. */
export function readWords(name: string): KeptWords | null {
  try {
    const kept = JSON.parse(localStorage.getItem(name) ?? "null");
    const whole = kept && ["title", "text", "others"].every((field) => typeof kept[field] === "string");
    return whole ? (kept as KeptWords) : null;
  } catch {
    return null;
  }
}

/** Keeps the words until they are sent or begun anew (null); a browser that keeps nothing loses them with the dialog. */
export function keepWords(name: string, words: KeptWords | null): void {
  try {
    if (words) localStorage.setItem(name, JSON.stringify(words));
    else localStorage.removeItem(name);
  } catch {
    // Full or forbidden.
  }
}
