import type { ItemState } from "@/lib/domain/item-state";

export const filterChips = ["mine", "open", "critical", "blocked", "failed", "evidence"] as const;
export type FilterChip = (typeof filterChips)[number];

/** A question the screen asks before it changes an item. */
export type Ask =
  | { kind: "state"; key: string; state: ItemState }
  | { kind: "blocked"; key: string }
  /** The lead passes over a hold or an order; `why` is what stands against it. */
  | { kind: "skip"; key: string; state: ItemState; why: string }
  /** What was measured misses what the item expects; `why` says by what. */
  | { kind: "missed"; key: string; why: string }
  | { kind: "parent"; key: string; count: number };

export type ViewState = {
  /** The item keys act on and the inspector shows. */
  cursor: string | null;
  /** True while the inspector covers the list, on a narrow screen. */
  inspecting: boolean;
  text: string;
  chips: readonly FilterChip[];
  ask: Ask | null;
  /** False until the page came alive: the server draws only the beginning of a long checklist. */
  whole: boolean;
};

/** What one person has in view; never leaves their browser but for the cursor, which the others see as presence. */
export class ViewStore {
  #state: ViewState;
  #listeners = new Set<() => void>();

  constructor(cursor: string | null) {
    this.#state = { cursor, inspecting: cursor !== null, text: "", chips: [], ask: null, whole: false };
  }

  getState = (): ViewState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(part: Partial<ViewState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
  }

  toggleChip(chip: FilterChip): void {
    const { chips } = this.#state;
    this.set({ chips: chips.includes(chip) ? chips.filter((other) => other !== chip) : [...chips, chip] });
  }

  clearFilter(): void {
    this.set({ text: "", chips: [] });
  }
}
