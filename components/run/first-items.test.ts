import { expect, test } from "vitest";
import { documentOf, item, phase } from "@/lib/domain/sample-run";
import { firstCount, firstKeys } from "./first-items";

const items = (prefix: string, n: number) => Array.from({ length: n }, (_, at) => item(`${prefix}${at}`));

test("keeps what stands above the last item drawn, with items or without, and nothing below", () => {
  const document = documentOf(
    phase("summary", []),
    phase("one", items("a", firstCount - 1)),
    phase("two", items("b", 3)),
  );
  const keys = firstKeys(document);
  expect([...keys].slice(0, 3)).toEqual(["summary", "one", "a0"]);
  expect(keys.has("two")).toBe(true);
  expect(keys.has("b0")).toBe(true);
  expect(keys.has("b1")).toBe(false);
});

test("a short checklist is drawn whole", () => {
  expect(firstKeys(documentOf(phase("one", items("a", 5)), phase("notes", []))).size).toBe(7);
});
