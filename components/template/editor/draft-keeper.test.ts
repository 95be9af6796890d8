import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Answer } from "@/components/client/api";
import type { TemplateDocument } from "@/lib/domain/template";
import { DraftKeeper, type KeeperCalls } from "./draft-keeper";

const documentOf = (title: string): TemplateDocument => ({
  schema: 1,
  title,
  metadata: [],
  intro: [],
  phases: [],
});
const published = documentOf("Published");

type Saved = { id: string; version: number; savedAt: string };

/** A server with one draft, which others save too; and a browser that keeps copies. */
function world() {
  let row: { version: number; title: string; by: string } | null = null;
  let down = false;
  const kept: (string | null)[] = [];
  const refused = (code: "network" | "conflict" | "not_found", current?: unknown): Answer<Saved> => ({
    ok: false,
    code,
    message: code,
    problems: [],
    current,
  });
  const head = () => ({ id: "d", version: row?.version ?? 0, savedAt: "now", savedBy: { name: row?.by ?? "" } });
  const write = (title: string, by: string): Answer<Saved> => {
    row = { version: (row?.version ?? 0) + 1, title, by };
    return { ok: true, value: head() };
  };
  const calls: KeeperCalls = {
    create: async ({ title }) => (down ? refused("network") : row ? refused("conflict", head()) : write(title, "us")),
    save: async ({ version }, { title }) => {
      if (down) return refused("network");
      if (!row) return refused("not_found");
      return row.version === version ? write(title, "us") : refused("conflict", head());
    },
    keep: (copy) => {
      kept.push(copy?.document.title ?? null);
      return true;
    },
  };
  return {
    calls,
    kept,
    head,
    row: () => row,
    theirs: (title: string) => write(title, "them"),
    gone: () => {
      row = null;
    },
    down: (is: boolean) => {
      down = is;
    },
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the keeper of a draft", () => {
  it("begins a draft a moment after the first change, and saves the last of many", async () => {
    const { calls, row } = world();
    const keeper = new DraftKeeper(null, published, calls);
    for (const title of ["a", "ab", "abc"]) keeper.change(documentOf(title));
    expect(row()).toBeNull();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(row()).toMatchObject({ version: 1, title: "abc" });
    keeper.change(documentOf("abcd"));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(row()).toMatchObject({ version: 2, title: "abcd" });
    expect(keeper.getState().kind).toBe("saved");
  });

  it("stops at what somebody else saved, and goes over it only when told to", async () => {
    const { calls, row, theirs, kept } = world();
    const keeper = new DraftKeeper(null, published, calls);
    keeper.change(documentOf("ours"));
    await keeper.flush();
    theirs("theirs");
    keeper.change(documentOf("ours again"));
    expect(await keeper.flush()).toBe(false);
    expect(keeper.getState()).toMatchObject({ kind: "conflict", theirs: { version: 2, savedBy: { name: "them" } } });
    keeper.change(documentOf("ours still"));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(row()?.title).toBe("theirs");
    expect(kept.at(-1)).toBe("ours still");
    theirs("theirs once more");
    expect(await keeper.keepOurs()).toBe(false);
    expect(row()?.title).toBe("theirs once more");
    expect(await keeper.keepOurs()).toBe(true);
    expect(row()).toMatchObject({ title: "ours still", by: "us" });
    expect(kept.at(-1)).toBeNull();
  });

  it("takes theirs, and saves on them from then on", async () => {
    const { calls, row, theirs, head } = world();
    const keeper = new DraftKeeper(null, published, calls);
    theirs("theirs");
    keeper.change(documentOf("ours"));
    await keeper.flush();
    expect(keeper.getState().kind).toBe("conflict");
    keeper.adopt(head(), documentOf("theirs"));
    expect(await keeper.flush()).toBe(true);
    expect(row()?.title).toBe("theirs");
    keeper.change(documentOf("both"));
    expect(await keeper.flush()).toBe(true);
    expect(row()).toMatchObject({ title: "both", version: 2 });
  });

  it("keeps a copy in the browser while nobody answers, and drops it once it is saved", async () => {
    const { calls, row, kept, down } = world();
    const keeper = new DraftKeeper(null, published, calls);
    down(true);
    keeper.change(documentOf("ours"));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(keeper.getState()).toEqual({ kind: "offline", kept: true });
    expect(kept).toEqual(["ours"]);
    down(false);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(row()?.title).toBe("ours");
    expect([keeper.getState().kind, kept.at(-1)]).toEqual(["saved", null]);
  });

  it("begins anew when the draft was published or discarded, if told to", async () => {
    const { calls, row, theirs, gone, head } = world();
    theirs("begun");
    const keeper = new DraftKeeper(head(), documentOf("begun"), calls);
    gone();
    keeper.change(documentOf("ours"));
    await keeper.flush();
    expect(keeper.getState()).toMatchObject({ kind: "conflict", theirs: null });
    expect(await keeper.keepOurs()).toBe(true);
    expect(row()).toMatchObject({ version: 1, title: "ours" });
  });

  it("saves what was typed while it was saving", async () => {
    const { calls, row } = world();
    const keeper = new DraftKeeper(null, published, calls);
    keeper.change(documentOf("one"));
    const saving = keeper.flush();
    keeper.change(documentOf("two"));
    expect(await saving).toBe(true);
    expect(row()).toMatchObject({ title: "two", version: 2 });
  });

  it("keeps what isn't saved when the page goes away", () => {
    const { calls, kept } = world();
    const keeper = new DraftKeeper(null, published, calls);
    keeper.leave();
    expect(kept).toEqual([]);
    keeper.change(documentOf("ours"));
    keeper.leave();
    expect(kept[0]).toBe("ours");
  });
});
