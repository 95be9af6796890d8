import type { RunEvent } from "@/components/client/run-stream";
import { plainText } from "@/lib/domain/plain-text";
import { indexDocument } from "@/lib/domain/template-tree";
import type { RunStore } from "./run-store";
import { stateWords } from "./run-words";

/** Id of the polite live region of the run screens. */
export const liveRegionId = "run-live";

const gathered: string[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/** Tells screen readers what somebody else did; several within a second become one sentence. */
export function announceEvent(store: RunStore, event: RunEvent): void {
  const { you, snapshot } = store.getState();
  if (!event.actor || event.actor.id === you.personId) return;
  const title = titleOf(store, event.subject.item ?? event.subject.key);
  const state = event.item ?? snapshot.items[event.subject.key];
  const did =
    event.subject.kind === "item" && event.item && state
      ? stateWords[state.state].did
      : event.action.replaceAll(/[._]/g, " ");
  say(`${event.actor.name} ${did} ${title}`.trim());
}

/** Puts a sentence into the live region. */
export function say(sentence: string): void {
  gathered.push(sentence);
  clearTimeout(timer);
  timer = setTimeout(() => {
    const region = document.getElementById(liveRegionId);
    const more = gathered.length > 3 ? `, and ${gathered.length - 3} more` : "";
    if (region) region.textContent = `${gathered.slice(0, 3).join(". ")}${more}.`;
    gathered.length = 0;
  }, 600);
}

function titleOf(store: RunStore, key: string): string {
  const place = indexDocument(store.getState().snapshot.document).items.get(key);
  return place ? plainText(place.item.title) : "";
}
