import { duration, plainText } from "./plain-text";
import { type Refusal, refuse } from "./refusal";
import type { ItemRow } from "./run";
import type { Item } from "./template";

/** How much faster than the clock a rehearsal's holds and reaction times pass; 1 in a real run. */
export const timeScales = [1, 10, 60, 600] as const;

/** How long a step must last, in milliseconds of the server's clock; null without a hold. */
export function holdMs(item: Pick<Item, "hold">, timeScale: number): number | null {
  return item.hold ? (item.hold.minutes * 60_000) / timeScale : null;
}

/** When the hold that runs is over (ms): it began when the step was started. Null while none runs. */
export function holdEndsAt(
  item: Pick<Item, "hold">,
  row: Pick<ItemRow, "state" | "changedAt"> | null,
  timeScale: number,
): number | null {
  const length = holdMs(item, timeScale);
  if (length === null || row?.state !== "in_progress" || row.changedAt === null) return null;
  return Date.parse(row.changedAt) + length;
}

/** Why a step with a hold can't be done yet; null when it was held as long as it must. */
export function holdBarrier(
  item: Pick<Item, "hold" | "title">,
  row: ItemRow,
  timeScale: number,
  now: string,
): Refusal | null {
  if (!item.hold) return null;
  const title = plainText(item.title);
  const skip = "The lead can skip it with a reason.";
  const endsAt = holdEndsAt(item, row, timeScale);
  if (endsAt === null) {
    return refuse("hold_running", `${title} holds for ${item.hold.minutes} min. Start it first. ${skip}`);
  }
  const left = endsAt - Date.parse(now);
  if (left <= 0) return null;
  return refuse("hold_running", `${title} holds for ${leftWords(left)} more. ${skip}`, {
    retryAfterSeconds: left / 1000,
  });
}

/** `4 min 43 s`, `43 s`: a started second counts whole. */
function leftWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  return seconds % 60 === 0 ? duration(seconds / 60) : `${duration(Math.floor(seconds / 60))} ${seconds % 60} s`;
}
