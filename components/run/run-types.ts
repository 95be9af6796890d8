import type { ItemState } from "@/lib/domain/item-state";
import type { Action } from "@/lib/domain/permission";
import type { ItemRow, RunSnapshot } from "@/lib/domain/run";

/** Who looks at the screen and what they may do in this run; the server decides again on every call. */
export type You = {
  personId: string;
  facts: { lead: boolean; contributor: boolean; signerOf: readonly string[] };
  may: Partial<Record<Action, boolean>>;
};

/** Somebody with the run open, and the item they look at. */
export type Presence = { id: string; name: string; itemKey: string | null };

/** What the server hands the screen, first in the page and later from `GET /runs/:id/snapshot`. */
export type RunPageData = { snapshot: RunSnapshot; you: You; present: readonly Presence[] };

/** The body of `PATCH /runs/:id/items/:key` less its version. */
export type ItemPatch = {
  state?: ItemState;
  reason?: string;
  /** E-mail of the person, as the API names people. */
  assignee?: string | null;
  dueAt?: string | null;
  blocked?: { reason: string; link?: string | null } | null;
};

/** `waiting` = the network is away; it is sent again until it is answered. */
export type ChangeStatus = "saving" | "waiting";

/** A change of ours that the server hasn't answered yet, laid over what it last told. */
export type Change = {
  /** Idempotency key: a repeated send is applied once. */
  id: string;
  key: string;
  patch: ItemPatch;
  /** The rows it moves, as they were: one for a leaf, the open leaves for a parent. */
  before: readonly ItemRow[];
  /** Its key and every leaf below it: changes that share one are sent one after the other. */
  touches: readonly string[];
  /** Version the person saw; a change that follows another of ours takes that one's answer instead. */
  version: number;
  follows: boolean;
  at: string;
  status: ChangeStatus;
  undoes: boolean;
};
