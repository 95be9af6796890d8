import { expect, test } from "vitest";
import { runDocument } from "@/lib/domain/run-document";
import {
  documentOf,
  evidence,
  gate,
  item,
  noon,
  phase,
  row,
  rowsOf as sampleRows,
  snapshotOf,
} from "@/lib/domain/sample-run";
import { indexDocument } from "@/lib/domain/template-tree";
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

test("rows behind a missing entry show, and the run stays behind until that entry is read", async () => {
  const answers = [false, true];
  const items = sampleRows(row("two", { state: "passed", version: 3 }));
  const later = snapshotOf(document, { items });
  const told = { snapshot: { ...later, run: { ...later.run, seq: 9 } }, you, present: [] };
  const store = new RunStore({ snapshot: snapshotOf(document), you, present: [] }, noon, async () =>
    answers.shift()
      ? ({ ok: true, value: told } as never)
      : { ok: false, code: "internal", message: "", problems: [], retryAfterSeconds: 0.01 },
  );
  const known = store.getState().base.run.seq;
  store.reader.hear(9);
  store.putRows([{ ...row("one", { state: "failed", reason: "no" }), version: 2 }]);
  expect(rowsOf(store).rows.get("one")?.state).toBe("failed");
  expect(store.getState().base.run.seq).toBe(known);
  await store.refetch();
  expect(store.getState().behindSince).not.toBeNull();
  await store.refetch();
  expect(store.getState()).toMatchObject({ behindSince: null, base: { run: { seq: 9 } } });
  expect(rowsOf(store).rows.get("one")?.state).toBe("failed");
  expect(rowsOf(store).rows.get("two")?.state).toBe("passed");
});

test("an answer that a captured value hides in the text still brings parts in and out", async () => {
  const template = documentOf(
    phase("p", [item("look", { capture: "database" }), item("two", { when: "database=yes" })]),
  );
  const proof = { evidence: [evidence("look", { kind: "value", text: "no" })] };
  const answered = (database: string) => {
    const snapshot = snapshotOf(template, proof);
    const joined = { ...snapshot, run: { ...snapshot.run, answers: { database } } };
    return { ...joined, document: runDocument(template, joined) };
  };
  const store = new RunStore({ snapshot: answered("yes"), you, present: [] }, noon, async () => {
    return { ok: true, value: { snapshot: answered("no"), you, present: [] } } as never;
  });
  await store.refetch();
  expect(indexDocument(store.getState().base.document).leafByKey.get("two")?.unmet).toBe("database is no");
});
