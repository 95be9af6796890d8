import { beforeEach, describe, expect, test } from "vitest";
import type { Answer } from "@/components/client/api";
import { decideItemChange, type ItemChange, untouchedRow } from "@/lib/domain/item-transition";
import type { ItemRow } from "@/lib/domain/run";
import { documentOf, gate, item, noon, phase, snapshotOf } from "@/lib/domain/sample-run";
import { ChangeQueue } from "./run-change-queue";
import type { request } from "./run-request";
import { RunStore } from "./run-store";

type Sent = { key: string; body: ItemChange & { version: number }; idempotencyKey: string | undefined };

/** A server of one run: decides by the real rules, answers a repeated key with its first answer, can be unplugged. */
class Server {
  rows = new Map<string, ItemRow>();
  sent: Sent[] = [];
  unplugged = false;
  #answers = new Map<string, Answer<ItemRow>>();

  row(key: string): ItemRow {
    return this.rows.get(key) ?? untouchedRow(key);
  }

  change(personId: string, key: string, change: ItemChange, version = this.row(key).version): Answer<ItemRow> {
    const facts = { personId, lead: false, severity: "medium", excused: false, waived: false, now: noon } as const;
    const decision = decideItemChange(this.row(key), change, version, facts);
    if (!("kind" in decision))
      return { ok: false, code: decision.code, message: decision.message, current: decision.current, problems: [] };
    if (decision.kind === "changed") this.rows.set(key, decision.row);
    return { ok: true, value: this.row(key) };
  }

  request = async (path: string, options: Parameters<typeof request>[1] = {}): Promise<Answer<never>> => {
    const key = decodeURIComponent(path.split("/").at(-1) ?? "");
    const body = options.body as Sent["body"];
    this.sent.push({ key, body, idempotencyKey: options.idempotencyKey });
    const { version, ...change } = body;
    const id = options.idempotencyKey ?? "";
    const answer = this.#answers.get(id) ?? this.change("ana", key, change, version);
    this.#answers.set(id, answer);
    if (this.unplugged) return { ok: false, code: "network", message: "away", problems: [] };
    return answer as Answer<never>;
  };
}

const both = item("both", { content: [item("left"), item("right")] });
const document = documentOf(phase("before", [item("one"), item("two"), both]), gate("deploy"));

let server: Server;
let store: RunStore;
let queue: ChangeQueue;
let told: string[];
let again: (() => void) | null;

beforeEach(() => {
  server = new Server();
  const you = { personId: "ana", facts: { lead: false, contributor: true, signerOf: [] }, may: {} };
  store = new RunStore({ snapshot: snapshotOf(document), you, present: [] }, noon);
  told = [];
  again = null;
  const notices = {
    refused: (_: unknown, answer: { code: string }, retry: () => void) => {
      told.push(answer.code);
      again = retry;
    },
    done: () => {},
    undone: (keys: readonly string[]) => told.push(`undone ${keys.join()}`),
    undoRefused: () => told.push("undo refused"),
  };
  queue = new ChangeQueue(store, notices, server.request);
});

const shown = (key: string) => store.getState().snapshot.items[key]?.state ?? "open";

/** Until nothing is on its way; a change that waits for the network counts as settled here. */
async function settled(): Promise<void> {
  while (store.getState().changes.some(({ status }) => status === "saving")) await Promise.resolve();
}

describe("ChangeQueue", () => {
  test("shows a change before the server knows of it, and keeps what it answered", async () => {
    queue.change("one", { state: "passed" });
    expect(shown("one")).toBe("passed");
    expect(server.row("one").state).toBe("passed");
    await settled();
    expect(store.getState().base.items.one).toEqual(server.row("one"));
  });

  test("a change that lost to somebody else's is taken back, said, and done again only when asked", async () => {
    server.change("bob", "one", { state: "failed", reason: "no disk" });
    queue.change("one", { state: "passed" });
    await settled();
    expect(told).toEqual(["conflict"]);
    expect(shown("one")).toBe("failed");
    again?.();
    await settled();
    expect(shown("one")).toBe("passed");
    expect(server.row("one").changedById).toBe("ana");
  });

  test("names the version the person saw, even when a later one arrived before it was sent", async () => {
    server.unplugged = true;
    queue.change("two", { state: "passed" });
    await settled();
    server.change("bob", "two", { state: "failed", reason: "no" });
    store.putRows([server.row("two")], 9);
    queue.pump();
    expect(server.sent.map(({ body }) => body.version)).toEqual([1, 1]);
    queue.stop();
  });

  test("without a network it waits, shows so, and sends the same key again: applied once", async () => {
    server.unplugged = true;
    queue.change("one", { state: "passed" });
    await settled();
    expect(store.getState().changes.map(({ status }) => status)).toEqual(["waiting"]);
    expect(shown("one")).toBe("passed");
    server.unplugged = false;
    queue.pump();
    while (store.getState().changes.length > 0) await Promise.resolve();
    expect(new Set(server.sent.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    expect(server.row("one").version).toBe(2);
    queue.stop();
  });

  test("a second change of the same item waits for the first and builds on its answer", async () => {
    queue.change("one", { state: "failed", reason: "no" });
    queue.change("one", { state: "passed" });
    while (store.getState().changes.length > 0) await Promise.resolve();
    expect(server.sent.map(({ body }) => body.version)).toEqual([1, 2]);
    expect(told).toEqual([]);
    expect(server.row("one").state).toBe("passed");
  });

  test("undo of a change that is still on its way happens once it is saved, and of that change alone", async () => {
    queue.change("one", { state: "passed" });
    queue.change("two", { state: "passed" });
    queue.undo();
    while (store.getState().changes.length > 0) await Promise.resolve();
    expect(told).toEqual(["undone two"]);
    expect([server.row("one").state, server.row("two").state]).toEqual(["passed", "open"]);
  });

  test("a parent's change waits for those of its leaves, and names the version they made", async () => {
    queue.change("left", { state: "passed" });
    queue.change("both", { state: "passed" });
    expect(server.sent.map(({ key }) => key)).toEqual(["left"]);
    while (server.sent.length < 2) await Promise.resolve();
    expect(server.sent[1]).toMatchObject({ key: "both", body: { version: 2 } });
  });

  test("undo puts back what it was, once, and not over somebody else's change", async () => {
    queue.change("one", { state: "passed" });
    await settled();
    queue.undo();
    while (store.getState().changes.length > 0) await Promise.resolve();
    expect(server.row("one").state).toBe("open");
    queue.undo();
    expect(told).toEqual(["undone one", "undo refused"]);

    queue.change("two", { state: "passed" });
    await settled();
    server.change("bob", "two", { state: "failed", reason: "no" });
    store.putRows([server.row("two")], 12);
    queue.undo();
    expect(told.at(-1)).toBe("undo refused");
    expect(server.row("two").state).toBe("failed");
  });
});
