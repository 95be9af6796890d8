import type { ChronicleEvent, ChroniclePage } from "@/lib/domain/chronicle";

export type Kind = ChronicleEvent["kind"] | "all";
type Part = Pick<ChroniclePage, "events" | "earlier">;

/** `request`: the latest one, which alone counts; `loaded` belongs to one kind and to the page it was loaded beside. */
export type ChronicleState = {
  kind: Kind;
  request: number;
  busy: boolean;
  refused: string | undefined;
  loaded: (Part & { kind: Kind; beside: string }) | null;
};

export type ChronicleChange =
  | { type: "chosen"; kind: Kind; request: number }
  | { type: "asked"; request: number }
  | { type: "answered"; request: number; part: Part; beside: string }
  | { type: "refused"; request: number; message: string };

export const nothingAsked: ChronicleState = { kind: "all", request: 0, busy: false, refused: undefined, loaded: null };

export function changed(state: ChronicleState, change: ChronicleChange): ChronicleState {
  const { request } = change;
  if (change.type === "chosen") return { ...nothingAsked, kind: change.kind, request };
  if (change.type === "asked") return { ...state, request, busy: true, refused: undefined };
  if (request !== state.request) return state;
  if (change.type === "refused") return { ...state, busy: false, refused: change.message };
  return { ...state, busy: false, loaded: { ...change.part, kind: state.kind, beside: change.beside } };
}

/** Another one when something happened since. */
export function pageName({ events, earlier }: Part): string {
  return [events[0]?.seq, events.at(-1)?.seq, earlier].join(" ");
}

/** The events that are shown: what was loaded, else those of the page; `from` is what earlier ones come before. */
export function shownOf(
  page: Omit<ChroniclePage, "untold">,
  { kind, loaded }: ChronicleState,
): Part & { from: number | undefined } {
  const part = loaded?.kind === kind && loaded.beside === pageName(page) ? loaded : null;
  const from = (part ?? page).events[0]?.seq;
  if (part) return { events: part.events, earlier: part.earlier, from };
  if (kind === "all") return { events: page.events, earlier: page.earlier, from };
  const events = page.events.filter((event) => event.kind === kind);
  return { events, earlier: Math.max(0, (page.kinds[kind] ?? 0) - events.length), from };
}
