import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { carryAnswers } from "./answers";
import type { RunSnapshot } from "./run";
import { runDocument } from "./run-document";
import { type MoveTarget, moveRun, rewordRun } from "./run-move";
import { viewMove } from "./run-move-view";
import {
  allPassed,
  at,
  documentOf,
  evidence,
  gate,
  item,
  phase,
  row,
  rowsOf,
  signed,
  signoff,
  snapshotOf,
  waiver,
} from "./sample-run";
import { firstLeafDigest } from "./signature";
import { signatureStanding } from "./signature-standing";
import type { Content, TemplateDocument } from "./template";
import { indexDocument } from "./template-tree";

const later = at(10);

function target(document: TemplateDocument): MoveTarget {
  return {
    templateId: "template",
    templateVersionId: "next",
    templateTitle: document.title,
    templateVersion: 2,
    templateDigest: "e".repeat(64),
    document,
  };
}

const asking = (...content: Content[]) =>
  documentOf(phase("before", content), gate("deploy", { signoffs: [signoff("Security")] }));

const move = (snapshot: RunSnapshot, document: TemplateDocument, keep: string[] = []) =>
  moveRun(snapshot, target(document), {}, new Set(keep), later);

const kinds = (snapshot: RunSnapshot, document: TemplateDocument, keep: string[] = []) =>
  move(snapshot, document, keep).items.map(({ kind, key }) => `${kind} ${key}`);

const before = asking(item("backup"), item("notes"), item("smoke"));
const passed = snapshotOf(before, { items: allPassed(before) });

describe("moving a run to a newer version", () => {
  it("touches nothing when nothing is asked otherwise", () => {
    expect(kinds(passed, structuredClone(before))).toEqual([]);
  });

  it.each([
    ["an added item", asking(item("backup"), item("notes"), item("smoke"), item("dns")), ["added dns"]],
    ["a dropped item", asking(item("backup"), item("notes")), ["dropped smoke"]],
    ["another order", asking(item("smoke"), item("backup"), item("notes")), []],
    [
      "other surroundings",
      asking({
        kind: "section",
        key: "data",
        title: "Data",
        content: ["backup", "notes", "smoke"].map((key) => item(key)),
      }),
      [],
    ],
    ["other words", asking(item("backup", { title: "Restored" }), item("notes"), item("smoke")), ["reset backup"]],
    ["only bold words", asking(item("backup", { title: "**backup**" }), item("notes"), item("smoke")), []],
    [
      "another weight",
      asking(item("backup", { severity: "critical" }), item("notes"), item("smoke")),
      ["changed backup"],
    ],
    [
      "other commands",
      asking(item("backup", { content: [{ kind: "note", markdown: "Do" }] }), item("notes"), item("smoke")),
      ["changed backup"],
    ],
    ["another hold", asking(item("backup", { hold: { minutes: 5 } }), item("notes"), item("smoke")), ["reset backup"]],
    [
      "a split",
      asking(item("backup", { content: [item("rows")] }), item("notes"), item("smoke")),
      ["reset backup", "added rows"],
    ],
  ])("%s", (_, document, expected) => {
    expect(kinds(passed, document)).toEqual(expected);
  });

  it("keeps what is failed, blocked and under way, and what the lead says still holds", () => {
    const reworded = asking(...["backup", "notes", "smoke"].map((key) => item(key, { title: `${key} again` })));
    const items = {
      backup: row("backup", { state: "failed", reason: "disk full" }),
      notes: row("notes", { state: "in_progress" }),
      smoke: row("smoke", { state: "passed", version: 3, revision: 1 }),
    };
    const run = snapshotOf(before, { items });
    expect(kinds(run, reworded)).toEqual(["changed backup", "changed notes", "reset smoke"]);
    const { after } = move(run, reworded);
    expect(after.items.backup).toEqual({ ...items.backup, version: 2, revision: 1 });
    expect(after.items.smoke).toMatchObject({ state: "open", version: 4, revision: 2, reason: null });
    expect(kinds(run, reworded, ["smoke"])).toEqual(["changed backup", "changed notes", "kept smoke"]);
  });

  it("raises the revision of what is asked otherwise, so that going back revives no signature", () => {
    const first = asking(item("backup", { severity: "critical", owner: "ana" }), item("notes"));
    const run = snapshotOf(first, { items: allPassed(first) });
    const signature = signed(run, { gateKey: "deploy", signoffKey: "Security" });
    const weaker = move(run, asking(item("backup", { severity: "low", owner: "ana" }), item("notes"))).after;
    expect(signatureStanding(signature, weaker, later).changed).toEqual([
      { key: "backup", title: "backup", why: "severity critical to low" },
    ]);
    const back = move(weaker, first).after;
    expect(signatureStanding(signature, back, later).changed).toEqual([
      { key: "backup", title: "backup", why: "changed since, and is passed" },
    ]);
    const handed = move(run, asking(item("backup", { severity: "critical", owner: "bob" }), item("notes"))).after;
    expect(handed.items.backup).toMatchObject({ version: 3, revision: 0 });
    expect(signatureStanding(signature, handed, later).standing).toBe("counts");
  });

  it("makes stale by it what older releases signed, too", () => {
    const run = snapshotOf(before, { items: allPassed(before) });
    const given = signed(run, { gateKey: "deploy", signoffKey: "Security" });
    const leaves = given.leaves.map(({ terms, ...leaf }) => ({
      ...leaf,
      digest: firstLeafDigest({ ...leaf, title: terms?.title ?? "" }),
    }));
    const changed = asking(item("backup", { optional: true }), item("notes"), item("smoke"));
    expect(signatureStanding({ ...given, leaves }, run, later).standing).toBe("counts");
    expect(signatureStanding({ ...given, leaves }, move(run, changed).after, later).standing).toBe("stale");
  });

  it("brings an item back open that had been passed before it was dropped, without its waiver", () => {
    const without = asking(item("backup"), item("notes"));
    const run = snapshotOf(without, { items: allPassed(before), waivers: [waiver("smoke")] });
    const { items, waivers, after } = move(run, before);
    expect(items).toMatchObject([{ kind: "added", key: "smoke", next: { state: "open", revision: 1 } }]);
    expect(waivers.map(({ id }) => id)).toEqual(["waiver-smoke"]);
    expect(after.waivers[0]?.revokedAt).toBe(later);
  });

  it("ends a waiver of an open item that was reworded: another risk was accepted", () => {
    const run = snapshotOf(before, { waivers: [waiver("backup")] });
    const { waivers } = move(run, asking(item("backup", { title: "Restored" }), item("notes"), item("smoke")));
    expect(waivers).toHaveLength(1);
  });

  it("ends a waiver of whatever is asked otherwise, by its title or not, and none for another owner", () => {
    const run = snapshotOf(before, { waivers: [waiver("backup"), waiver("notes")] });
    const next = asking(item("backup", { severity: "critical" }), item("notes", { owner: "Ops" }), item("smoke"));
    expect(move(run, next).waivers.map(({ itemKey }) => itemKey)).toEqual(["backup"]);
  });

  it("asks again, in the same version, what an answer rewords, and ends what was accepted of it", () => {
    const published = asking(
      item("drop", { title: "Drop {{db}}" }),
      item("keep", { title: "Keep {{db}}" }),
      item("other"),
    );
    const run = { ...snapshotOf(published).run, answers: { db: "test" } };
    const document = runDocument(published, { run, evidence: [], needs: [] });
    const rows = rowsOf(row("drop", { state: "passed" }), row("other", { state: "passed" }));
    const snapshot = { ...snapshotOf(document, { items: rows, waivers: [waiver("keep"), waiver("other")] }), run };
    const { items, waivers, after } = rewordRun(snapshot, { document: published }, { db: "production" }, later);
    expect(items.map(({ key, kind, why }) => [key, kind, why])).toEqual([
      ["drop", "reset", "it was reworded"],
      ["keep", "reset", "it was reworded"],
    ]);
    expect(waivers.map(({ itemKey }) => itemKey)).toEqual(["keep"]);
    expect(after.run).toMatchObject({ answers: { db: "production" }, templateVersion: run.templateVersion });
    expect(rewordRun(snapshot, { document: published }, { db: "test" }, later).items).toEqual([]);
  });

  it("never loses a row, and writes each leaf that is asked anew, whatever the two versions hold", () => {
    const keys = ["a", "b", "c", "d", "e"];
    const content = fc
      .uniqueArray(
        fc.record({ key: fc.constantFrom(...keys), words: fc.constantFrom("one", "two"), sub: fc.boolean() }),
        {
          selector: ({ key }) => key,
        },
      )
      .map((rows) =>
        rows.map(({ key, words, sub }) => item(key, { title: words, content: sub ? [item(`${key}-sub`)] : [] })),
      );
    const states = fc.constantFrom("open", "in_progress", "passed", "failed", "not_applicable");
    fc.assert(
      fc.property(content, content, fc.dictionary(fc.constantFrom(...keys), states), (old, next, given) => {
        const rows = Object.fromEntries(
          Object.entries(given).map(([key, state]) => [key, row(key, { state } as object)]),
        );
        const snapshot = snapshotOf(asking(...old), { items: rows });
        const { after, items } = move(snapshot, asking(...next));
        for (const [key, was] of Object.entries(rows)) {
          expect(after.items[key]?.version).toBeGreaterThanOrEqual(was.version);
          expect(after.items[key]?.revision).toBeGreaterThanOrEqual(was.revision);
          if (was.state === "failed") expect(after.items[key]?.state).toBe("failed");
        }
        const [was, is] = [indexDocument(snapshot.document).items, indexDocument(after.document).items];
        const told = new Map(items.map((each) => [each.key, each.kind]));
        for (const key of is.keys()) if (!was.has(key)) expect(told.get(key)).toBe("added");
        for (const key of was.keys()) if (!is.has(key)) expect(told.get(key)).toBe("dropped");
        expect(told.size).toBe(items.length);
        expect(move(after, asking(...next)).items).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

describe("what a move shows", () => {
  const ready = (() => {
    const run = snapshotOf(before, {
      items: allPassed(before),
      evidence: [evidence("smoke")],
      roster: [{ role: "Security", personId: "sec", deputy: false }],
    });
    return { ...run, signatures: [signed(run, { gateKey: "deploy", signoffKey: "Security" })] };
  })();
  const view = (document: TemplateDocument) => viewMove(ready, move(ready, document), [], later);

  it("is a signature that goes stale and a gate that turns, by the rules that judge them", () => {
    const shown = view(asking(item("backup"), item("notes"), item("dns", { severity: "critical" })));
    expect(shown.gates).toEqual([{ key: "deploy", title: "deploy", status: "pending", before: "go", after: "no_go" }]);
    expect(shown.signatures).toMatchObject([{ gate: "deploy", name: "Sec", role: "Security" }]);
    expect(shown.signatures[0]?.changed.map(({ key, why }) => `${key} ${why}`)).toEqual([
      "smoke is no longer covered",
      "dns was added",
    ]);
    expect(shown.items.find(({ kind }) => kind === "dropped")).toMatchObject({
      key: "smoke",
      state: "passed",
      evidence: 1,
    });
  });

  it("is nothing where the new version asks the same of this gate", () => {
    const shown = view(documentOf(...before.phases, phase("after", [item("tidy")], { stage: "after" })));
    expect(shown.signatures).toEqual([]);
    expect(shown.gates).toMatchObject([{ before: "go", after: "go" }]);
  });

  it("is every signature of a gate that is gone", () => {
    const shown = view(documentOf(phase("before", [item("backup")]), gate("launch")));
    expect(shown.signatures).toMatchObject([{ changed: [{ key: "deploy", why: "is no longer asked" }] }]);
    expect(shown.gates.map(({ key, before: was, after }) => [key, was, after])).toEqual([
      ["launch", null, "go"],
      ["deploy", "go", null],
    ]);
  });
});

it("carries answers that are still asked for and still an option, and asks for the rest", () => {
  const variables = [
    { key: "service", label: "Service", required: true },
    { key: "region", label: "Region", options: ["north", "south"], required: true },
  ];
  const document = { ...before, variables };
  const old = { service: "checkout", region: "west", colour: "blue" };
  const open = carryAnswers(document, old, {});
  expect(open.asks.map(({ key }) => key)).toEqual(["region"]);
  expect(open.answers).toMatchObject({ ok: false, problems: [{ path: "answers.region" }] });
  expect(carryAnswers(document, old, { region: "north" })).toMatchObject({
    asks: [],
    answers: { ok: true, value: { service: "checkout", region: "north" } },
  });
});
