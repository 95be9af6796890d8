import { expect, test } from "vitest";
import { importMarkdown } from "@/lib/markdown/import";
import { fuzzWithin, importBounds } from "./bounded-fuzz.ts";
import { fuzzImport } from "./import-fuzz.ts";

test("a thousand hostile inputs are read without loss or refused in words, each within two seconds and 256 MB", {
  timeout: 120_000,
}, async () => {
  const { violations, refused } = await fuzzWithin(importBounds, { seed: 1, count: 1000 });
  expect(violations).toEqual([]);
  expect(refused).toBeGreaterThan(20);
  expect(refused).toBeLessThan(900);
});

test("an importer that hoards is found, by the input at which it does, and what follows is read", {
  timeout: 120_000,
}, async () => {
  const reader = new URL("./hoarding-reader.ts", import.meta.url).href;
  const { violations } = await fuzzWithin(importBounds, { seed: 1, count: 15, reader });
  expect(violations.length).toBeGreaterThan(0);
  expect(new Set(violations.map(({ what }) => what))).toEqual(new Set(["needs more than 256 MB"]));
});

test("an importer that throws, drops a line or is not stable is found", async () => {
  const broken = (text: string) => {
    const outcome = importMarkdown(text);
    if (text.includes("Every 4 hours")) throw new Error("planted");
    return outcome;
  };
  expect((await fuzzImport({ seed: 1, count: 300, read: broken })).violations.map(({ what }) => what)).toContain(
    "threw Error: planted",
  );
  const forgetful = (text: string) => {
    const outcome = importMarkdown(text);
    return outcome.ok
      ? { ok: true as const, value: { ...outcome.value, report: outcome.value.report.slice(1) } }
      : outcome;
  };
  expect((await fuzzImport({ seed: 1, count: 50, read: forgetful })).violations[0]?.what).toMatch(/in no entry/);
  let turn = 0;
  const unstable = (text: string) => {
    const outcome = importMarkdown(text);
    turn += 1;
    if (outcome.ok) outcome.value.document.title += turn;
    return outcome;
  };
  expect((await fuzzImport({ seed: 1, count: 50, read: unstable })).violations[0]?.what).toMatch(/changes when/);
});
