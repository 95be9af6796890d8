"use client";

import { useMemo } from "react";
import { serverNow } from "@/components/client/server-clock";
import { copyText } from "@/components/ui/copy-button";
import { notify } from "@/components/ui/toast";
import { type ItemState, statesWithReason } from "@/lib/domain/item-state";
import { measuredMisses } from "@/lib/domain/measured-item";
import { count } from "@/lib/domain/plain-text";
import { comesBack, type ItemPlace, indexDocument } from "@/lib/domain/template-tree";
import type { ChangeQueue } from "./run-change-queue";
import { rowsOf } from "./run-derived";
import { rowOf, rowsMoved } from "./run-overlay";
import { useChanges, useRunStore } from "./run-provider";
import type { RunStore } from "./run-store";
import { turnRefusal } from "./run-turn";
import { useViewStore } from "./view-provider";
import type { ViewStore } from "./view-store";

/** More leaves than this are set by a parent's tick only after a question. */
const askAbove = 10;

/** What keys, rows and the inspector do to an item. Nothing here waits for the server. */
export class ItemActs {
  readonly store: RunStore;
  readonly queue: ChangeQueue;
  readonly view: ViewStore;

  constructor(store: RunStore, queue: ChangeQueue, view: ViewStore) {
    this.store = store;
    this.queue = queue;
    this.view = view;
  }

  /** The one-click act: passes what isn't passed, reopens what is. */
  tick(key: string): void {
    const row = rowsOf(this.store).rows.get(key);
    if (!row) return;
    const done = row.state === "passed" || row.state === "not_applicable" || row.state === "warned";
    this.setState(key, done ? "open" : "passed");
  }

  setState(key: string, state: ItemState): void {
    if (!this.#may()) return;
    const { snapshot } = this.store.getState();
    const place = indexDocument(snapshot.document).items.get(key);
    if (!place) return;
    if (rowsOf(this.store).rows.get(key)?.state === state) return;
    if (this.#comesBack(place, state)) return;
    if (this.#early(key, state)) return;
    if (statesWithReason.has(state)) {
      this.view.set({ ask: { kind: "state", key, state }, cursor: key });
      return;
    }
    if (state === "passed" && place.leaf && this.#waits(key)) return;
    if (state === "passed" && place.leaf && this.#missed(place)) return;
    if (!place.leaf) {
      if (state !== "passed") {
        notify({ title: "Its sub-items decide", description: "Open it and set each of them." });
        return;
      }
      const count = rowsMoved(snapshot, key, { state }).length;
      if (count > askAbove) {
        this.view.set({ ask: { kind: "parent", key, count } });
        return;
      }
    }
    this.queue.change(key, { state });
  }

  setStateWithReason(key: string, state: ItemState, reason: string): void {
    this.queue.change(key, { state, reason });
  }

  block(key: string): void {
    if (!this.#may()) return;
    const { snapshot } = this.store.getState();
    if (rowOf(snapshot, key).blocked) this.queue.change(key, { blocked: null });
    else this.view.set({ ask: { kind: "blocked", key }, cursor: key });
  }

  assignToMe(key: string): void {
    if (!this.#may()) return;
    const { snapshot, you } = this.store.getState();
    const me = snapshot.people[you.personId];
    if (!me) return;
    const mine = rowOf(snapshot, key).assigneeId === you.personId;
    this.queue.change(key, { assignee: mine ? null : me.email });
  }

  assign(key: string, email: string | null): void {
    this.queue.change(key, { assignee: email });
  }

  async copyCommand(key: string): Promise<void> {
    const { snapshot } = this.store.getState();
    const item = indexDocument(snapshot.document).items.get(key)?.item;
    const code = item?.content.find((part) => part.kind === "code" && part.use === "command");
    if (code?.kind !== "code") {
      notify({ title: "This item has no command to copy" });
      return;
    }
    if (await copyText(code.text)) notify({ title: "Command copied", tone: "good" });
  }

  /** What is blocked or waits passes on the lead's word, with a reason; true when that was asked or said. */
  #waits(key: string): boolean {
    const { snapshot, you } = this.store.getState();
    const row = rowsOf(this.store).rows.get(key);
    const [first = "", ...others] = row?.waitsFor.split("\n") ?? [];
    if (!row || (row.blocked === null && first === "")) return false;
    if (you.facts.lead) {
      this.view.set({ ask: { kind: "state", key, state: "passed" }, cursor: key });
      return true;
    }
    const need = indexDocument(snapshot.document).items.get(first)?.title ?? first;
    const more = others.length > 0 ? ` and ${count(others.length, "other")}` : "";
    notify({
      title: row.blocked === null ? `It waits for ${need}${more}` : "It is reported blocked",
      description: "Only the lead passes it anyway, with a reason.",
    });
    return true;
  }

  /** True when what was measured last misses what the item expects: whoever passes it is asked why. */
  #missed({ key, item }: ItemPlace): boolean {
    const [why] = measuredMisses(item, key, this.store.getState().snapshot.evidence);
    if (why === undefined) return false;
    this.view.set({ ask: { kind: "missed", key, why }, cursor: key });
    return true;
  }

  /** What comes back has turns to record instead of a box; true when that was said. */
  #comesBack(place: ItemPlace, state: ItemState): boolean {
    if (!comesBack(place) || (state !== "passed" && state !== "warned" && state !== "in_progress")) return false;
    notify({
      title: "It comes back",
      description: "Each of its turns is recorded under After.",
      action: { label: "Go there", onClick: () => location.assign(`/runs/${this.store.runId}/after`) },
    });
    return true;
  }

  /** True when the step's turn hasn't come: the lead is asked for a reason to pass that over, others are told what is first. */
  #early(key: string, state: ItemState): boolean {
    const { snapshot, you } = this.store.getState();
    const turn = turnRefusal(snapshot, key, { state }, serverNow());
    if (!turn) return false;
    if (you.facts.lead && state !== "warned") {
      this.view.set({ ask: { kind: "skip", key, state, why: turn.message }, cursor: key });
      return true;
    }
    if (you.facts.lead) return false;
    const unstarted = turn.code === "hold_running" && rowOf(snapshot, key).state !== "in_progress";
    notify({
      title: "Not yet",
      description: turn.message,
      tone: "bad",
      ...(unstarted ? { action: { label: "Start it", onClick: () => this.setState(key, "in_progress") } } : {}),
    });
    return true;
  }

  #may(): boolean {
    const { you, snapshot } = this.store.getState();
    if (snapshot.run.closedAt !== null) {
      notify({ title: "This run is closed", description: "Its record no longer changes." });
      return false;
    }
    if (you.may["item.tick"]) return true;
    const lead = snapshot.people[snapshot.run.leadId]?.name ?? "The lead";
    notify({
      title: "You can look, but not change",
      description: `${lead} leads this run and can add you to its roster.`,
    });
    return false;
  }
}

export function useItemActs(): ItemActs {
  const store = useRunStore();
  const queue = useChanges();
  const view = useViewStore();
  return useMemo(() => new ItemActs(store, queue, view), [store, queue, view]);
}
