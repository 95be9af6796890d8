import { z } from "zod";
import { announcementChannels } from "@/lib/domain/announcement";

const wordsSchema = z.object({
  title: z.string(),
  text: z.string(),
  others: z.string(),
  people: z.array(z.string()).readonly(),
  /** Null: as proposed. */
  channels: z.array(z.enum(announcementChannels)).readonly().nullable(),
});

/** What somebody has written of an announcement and not sent, whom it goes to and how. */
export type KeptWords = Readonly<z.infer<typeof wordsSchema>>;

/** Whose words for which announcement. The person is named, as a tab outlives who is signed in; an attempt has its own. */
export type WordsPlace = { runId: string; attempt: number; key: string; share: number | null; personId: string };

const nameOf = ({ personId, runId, attempt, key, share }: WordsPlace) =>
  `gonogo.announcement.${JSON.stringify([personId, runId, attempt, key, share])}`;

/** Null when nothing was kept, or the browser keeps nothing. */
export function readWords(place: WordsPlace): KeptWords | null {
  try {
    const kept = wordsSchema.safeParse(JSON.parse(sessionStorage.getItem(nameOf(place)) ?? "null"));
    return kept.success ? kept.data : null;
  } catch {
    return null;
  }
}

/** Keeps the words in this tab until they are sent or begun anew (null); a browser that keeps nothing loses them with the dialog. */
export function keepWords(place: WordsPlace, words: KeptWords | null): void {
  try {
    if (words) sessionStorage.setItem(nameOf(place), JSON.stringify(words));
    else sessionStorage.removeItem(nameOf(place));
  } catch {
    // Full or forbidden.
  }
}
