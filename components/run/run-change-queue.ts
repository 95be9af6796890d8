import { type Answer, newKey } from "@/components/client/api";
import { serverNow } from "@/components/client/server-clock";
import { tryAgainMs } from "@/components/client/try-again";
import type { ItemRow } from "@/lib/domain/run";
import { keysTouched, rowOf, rowsMoved, versionOf } from "./run-overlay";
import { request } from "./run-request";
import type { RunStore } from "./run-store";
import type { Change, ItemPatch } from "./run-types";

/** What to tell people about a change that did not come through, or did. */
export type QueueNotices = {
  refused: (change: Change, answer: Extract<Answer<unknown>, { ok: false }>, again: () => void) => void;
  /** Accepted; `undo` takes it back. */
  done: (change: Change, rows: readonly ItemRow[], undo: () => void) => void;
  undone: (keys: readonly string[]) => void;
  undoRefused: (message: string) => void;
};

type Done = { rows: readonly ItemRow[]; before: readonly ItemRow[] };

const retried = new Set(["network", "unavailable", "internal", "too_many_requests", "idempotency_key_in_flight"]);

/**
 * Sends item changes: shown at once, one at a time per item, sent again with the same idempotency key while the
 * network is away, taken back when refused.
 */
export class ChangeQueue {
  #store: RunStore;
  #notices: QueueNotices;
  #request: typeof request;
  #busy = new Set<string>();
  #attempts = new Map<string, number>();
  #undo: Done[] = [];
  #own = new Map<string, number>();
  #unwanted = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `send` is how a change reaches the server. */
  constructor(store: RunStore, notices: QueueNotices, send: typeof request = request) {
    this.#store = store;
    this.#notices = notices;
    this.#request = send;
  }

  change(key: string, patch: ItemPatch, undoes = false): void {
    const { snapshot, changes } = this.#store.getState();
    const before = rowsMoved(snapshot, key, patch);
    if (before.length === 0) return;
    const touches = keysTouched(snapshot, key);
    const change: Change = {
      id: newKey(),
      key,
      patch,
      before,
      version: versionOf(snapshot, key),
      touches,
      follows: changes.some((other) => other.touches.some((touched) => touches.includes(touched))),
      at: new Date(serverNow()).toISOString(),
      status: "saving",
      undoes,
    };
    this.#store.set({ changes: [...changes, change] });
    this.pump();
  }

  /** Sends what waits; call when the network is back. */
  pump(): void {
    clearTimeout(this.#timer);
    for (const change of this.#store.getState().changes) {
      if (change.touches.some((key) => this.#busy.has(key))) continue;
      for (const key of change.touches) this.#busy.add(key);
      void this.#send(change).finally(() => {
        for (const key of change.touches) this.#busy.delete(key);
        const left = this.#store.getState().changes;
        if (left.length > 0 && left.every((other) => other.status === "saving")) this.pump();
      });
    }
  }

  /** Puts our last change back, unless somebody has changed it since; one still on its way as soon as it is saved. */
  undo(): void {
    const unanswered = this.#store
      .getState()
      .changes.findLast(({ id, undoes, patch }) => !undoes && patch.state !== undefined && !this.#unwanted.has(id));
    if (unanswered) this.#unwanted.add(unanswered.id);
    else this.#undoLast();
  }

  #undoLast(): void {
    const last = this.#undo.pop();
    if (!last) {
      this.#notices.undoRefused("There is no change of yours to undo.");
      return;
    }
    const { snapshot } = this.#store.getState();
    const untouched = last.rows.filter((row) => rowOf(snapshot, row.key).version === row.version);
    if (untouched.length === 0) {
      this.#notices.undoRefused("Somebody has changed it since, so it stays as it is now.");
      return;
    }
    for (const { key } of untouched) {
      const was = last.before.find((row) => row.key === key);
      if (was) this.change(key, { state: was.state, ...(was.reason ? { reason: was.reason } : {}) }, true);
    }
    this.#notices.undone(untouched.map((row) => row.key));
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #send(change: Change): Promise<void> {
    const version = this.#versionFor(change);
    const path = `/runs/${this.#store.runId}/items/${encodeURIComponent(change.key)}`;
    const answer = await this.#request<ItemRow & { items?: ItemRow[] }>(path, {
      method: "PATCH",
      body: { ...change.patch, version },
      idempotencyKey: change.id,
    });
    const broken = !answer.ok && answer.code === "internal" && (this.#attempts.get(change.id) ?? 0) >= 2;
    if (!answer.ok && retried.has(answer.code) && !broken) return this.#wait(change, answer.retryAfterSeconds);
    this.#attempts.delete(change.id);
    if (answer.ok) {
      const { items = [], ...own } = answer.value;
      const rows = [own, ...items.filter((row) => row.key !== own.key)].map(toRow);
      for (const row of rows) this.#own.set(row.key, row.version);
      const moved = rows.filter((row) => change.before.some(({ key }) => key === row.key));
      if (!change.undoes && change.patch.state !== undefined)
        this.#undo = [...this.#undo.slice(-49), { rows: moved, before: change.before }];
      this.#settle(change, rows);
      if (!change.undoes) this.#notices.done(change, moved, () => this.undo());
      if (this.#unwanted.delete(change.id)) this.#undoLast();
      return;
    }
    this.#unwanted.delete(change.id);
    const current = isRow(answer.current) ? [answer.current] : [];
    this.#settle(change, current);
    this.#notices.refused(change, answer, () => this.change(change.key, change.patch));
    if (current.length === 0) void this.#store.refetch();
  }

  /**
   * What the person saw when they clicked, never what arrived since: else a queued tick would overrule somebody unseen.
   * Only a change that follows another of ours builds on that one's answer.
   */
  #versionFor(change: Change): number {
    if (!change.follows) return change.version;
    if (change.touches.length > 1) return versionOf(this.#store.getState().base, change.key);
    return this.#own.get(change.key) ?? change.version;
  }

  #settle(change: Change, rows: readonly ItemRow[]): void {
    this.#store.set({ changes: this.#store.getState().changes.filter((other) => other.id !== change.id) });
    this.#store.putRows(rows);
  }

  #wait(change: Change, retryAfterSeconds: number | undefined): void {
    const attempt = this.#attempts.get(change.id) ?? 0;
    this.#attempts.set(change.id, attempt + 1);
    const changes = this.#store
      .getState()
      .changes.map((other) => (other.id === change.id ? { ...other, status: "waiting" as const } : other));
    this.#store.set({ changes });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.pump(), tryAgainMs(attempt, retryAfterSeconds));
  }
}

/** Just the row: the answer says more about the item than the row holds. */
function toRow(row: ItemRow): ItemRow {
  const { key, state, reason, version, revision, assigneeId, dueAt, blocked, changedById, changedAt, comments } = row;
  return { key, state, reason, version, revision, assigneeId, dueAt, blocked, changedById, changedAt, comments };
}

function isRow(value: unknown): value is ItemRow {
  return typeof value === "object" && value !== null && "version" in value && "state" in value && "key" in value;
}
