import { expect, test } from "vitest";
import { documentOf, gate, item, noon, phase, row, rowsOf as sampleRows, snapshotOf } from "@/lib/domain/sample-run";
import { rowsOf } from "./run-derived";
import { RunStore } from "./run-store";

const document = documentOf(phase("before", [item("one"), item("two")]), gate("deploy"));
const you = { personId: "ana", facts: { lead: false, contributor: true, signerOf: [] }, may: {} };

test("parts that come alive late are drawn as the server drew them, then as things stand", () => {
  const store = new RunStore({ snapshot: snapshotOf(document), you, present: [] }, noon);
  const [drawnAt, drawnRow] = [store.getState().now, rowsOf(store).rows.get("one")];
  const items = sampleRows(row("one", { state: "passed" }));
  store.set({ now: drawnAt + 2_000, base: snapshotOf(document, { items }) });
  const now = rowsOf(store).rows.get("one");
  expect(now?.state).toBe("passed");
  store.asFirst(() => {
    expect(store.getState().now).toBe(drawnAt);
    expect(rowsOf(store).rows.get("one")).toBe(drawnRow);
  });
  expect(store.getState().now).toBe(drawnAt + 2_000);
  expect(rowsOf(store).rows.get("one")).toBe(now);
});
