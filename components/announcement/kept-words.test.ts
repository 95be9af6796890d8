import { beforeEach, describe, expect, it, vi } from "vitest";
import { chosenChannels } from "./chosen-channels";
import { type KeptWords, keepWords, readWords, type WordsPlace } from "./kept-words";

const place: WordsPlace = { runId: "run", attempt: 1, key: "planned", share: null, personId: "lead" };
const words: KeptWords = { title: "Window", text: "It moved.", others: "", people: ["ana"], channels: [] };
const store = new Map<string, string>();

beforeEach(() => {
  store.clear();
  vi.stubGlobal("sessionStorage", {
    getItem: (name: string) => store.get(name) ?? null,
    setItem: (name: string, value: string) => store.set(name, value),
    removeItem: (name: string) => store.delete(name),
  });
});

describe("what was written and not sent", () => {
  it("is there again whole, with recipients and channels as they were left, until it is sent", () => {
    keepWords(place, words);
    expect(readWords(place)).toEqual(words);
    keepWords(place, null);
    expect(store.size).toBe(0);
  });

  it.each<[string, Partial<WordsPlace>]>([
    ["the next person at the tab", { personId: "member" }],
    ["the next attempt", { attempt: 2 }],
    ["another run", { runId: "other" }],
    ["another announcement", { key: "done" }],
    ["another step", { share: 5 }],
  ])("is not for %s", (_, more) => {
    keepWords(place, words);
    expect(readWords({ ...place, ...more })).toBeNull();
  });

  it.each(["", "{", '{"title":"a"}', '{"title":"","text":"","others":"","people":[],"channels":["pigeon"]}'])(
    "is nothing where what was kept is %j",
    (kept) => {
      keepWords(place, words);
      for (const name of store.keys()) store.set(name, kept);
      expect(readWords(place)).toBeNull();
    },
  );
});

describe("channels", () => {
  it("are those wanted while nobody knows what this server sends by", () => {
    expect(chosenChannels(null, "chat", undefined)).toEqual(["chat"]);
  });

  const ways = { mail: { host: "mail.test" }, chat: null, webhook: { host: "hook.test" } } as never;
  it.each([
    [null, null, ["mail"]],
    [null, "webhook", ["webhook"]],
    [null, "chat", ["mail"]],
    [[], "webhook", []],
    [["chat", "webhook"], "mail", ["webhook"]],
  ] as const)("chosen %j, proposed %j: %j", (chosen, proposed, expected) => {
    expect(chosenChannels(chosen, proposed, ways)).toEqual(expected);
  });
});
