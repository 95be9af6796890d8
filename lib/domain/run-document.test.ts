import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assess } from "./readiness";
import type { RunSnapshot } from "./run";
import { runDocument } from "./run-document";
import { runVariables } from "./run-variables";
import { runView } from "./run-view";
import { runViewSchema } from "./run-view-schema";
import { snapshots } from "./sample-arbitrary";
import {
  allPassed,
  at,
  documentOf,
  evidence,
  gate,
  item,
  noon,
  phase,
  row,
  signed,
  signoff,
  snapshotOf,
} from "./sample-run";
import { signatureStanding } from "./signature-standing";
import { type Content, type TemplateDocument, templateDocumentSchema } from "./template";
import { indexDocument } from "./template-tree";

/** The snapshot as the database hands it out: with the document as this run has it. */
function resolved(document: TemplateDocument, more: Partial<RunSnapshot> = {}, run: Partial<RunSnapshot["run"]> = {}) {
  const snapshot = snapshotOf(document, more);
  const joined = { ...snapshot, run: { ...snapshot.run, ...run } };
  return { ...joined, document: runDocument(document, joined) };
}

const command: Content = { kind: "code", use: "command", text: "deploy {{service}}:{{image-tag}}" };
const document = documentOf(
  phase("before", [
    item("build", { title: "Build {{service}} {{version}}", capture: "Image tag" }),
    item("deploy", { content: [command] }),
    item("backup", { severity: "critical", when: "environment=production" }),
  ]),
  gate("deploy-gate", { signoffs: [signoff("Security")] }),
  phase(
    "live",
    [
      item("traffic", { severity: "critical", needs: ["backup"] }),
      { kind: "trigger", key: "errors", title: "Errors", tier: "rollback" },
      {
        kind: "choice",
        key: "how",
        title: "How",
        options: [
          { key: "a", title: "A" },
          { key: "b", title: "B" },
        ],
      },
      gate("within"),
    ],
    { when: "environment=production" },
  ),
  gate("live-gate", { asks: "live", when: "environment=production" }),
);

describe("a run's document", () => {
  it("is filled in from answers, what the run says and what was captured last", () => {
    const values = [
      evidence("build", { id: "1", kind: "value", text: "old", addedAt: at(-2) }),
      evidence("build", { id: "2", kind: "value", text: " sha-9 \n", addedAt: at(-1) }),
      evidence("build", { id: "3", kind: "value", text: "gone", addedAt: noon, redactedAt: noon }),
      evidence("build", { id: "4", kind: "note", text: "a note", addedAt: noon }),
    ];
    const snapshot = resolved(document, { evidence: values }, { answers: { service: "checkout" } });
    const [before] = snapshot.document.phases;
    expect(before).toMatchObject({
      content: [{ title: "Build checkout 4.2.0" }, { content: [{ text: "deploy checkout:sha-9" }] }, {}],
    });
    expect(runVariables(snapshot).map(({ key, value, item: at }) => [key, value, at])).toEqual([
      ["service", "checkout", null],
      ["image-tag", "sha-9", "build"],
    ]);
    expect(templateDocumentSchema.safeParse(snapshot.document).error).toBeUndefined();
  });

  it("forgets in a new attempt what was captured of the one rolled back", () => {
    const old = evidence("build", { id: "1", kind: "value", text: "old", addedAt: at(-9), expiresAt: at(-5) });
    const next = evidence("build", { id: "2", kind: "value", text: "next", addedAt: at(-4), expiresAt: at(-1) });
    const tagIn = (rows: (typeof old)[], attemptAt: string) => {
      const [, image] = runVariables(resolved(document, { evidence: rows }, { attemptAt }));
      return image?.value ?? null;
    };
    expect(tagIn([old], at(-10))).toBe("old");
    expect(tagIn([old], at(-5))).toBeNull();
    expect(tagIn([next, old], at(-5))).toBe("next");
  });

  it("leaves what nobody answered in its braces", () => {
    const { document: open } = resolved(document);
    expect(open.phases[0]).toMatchObject({
      content: [{}, { content: [{ text: "deploy {{service}}:{{image-tag}}" }] }, {}],
    });
  });

  it("is the same object for the same answers, and the template's own where nothing depends on any", () => {
    expect(resolved(document).document).toBe(resolved(document, {}, { targetAt: noon }).document);
    const plain = documentOf(phase("before", [item("backup", { title: "Run `docker inspect {{.Id}}`" })]));
    expect(resolved(plain).document).toBe(plain);
  });

  it("says why a part doesn't apply, and takes back what a stored document claims", () => {
    const stale = documentOf(phase("p", [item("a", { when: "environment=production", unmet: "made up" })]));
    expect(resolved(stale).document.phases[0]).not.toMatchObject({ content: [{ unmet: "made up" }] });
    const claimed: Content = { ...command, text: "deploy {{service}}", filled: ["TAG"] };
    const [part] = resolved(documentOf(phase("p", [claimed]))).document.phases;
    expect(part).toMatchObject({ content: [{ text: "deploy {{service}}" }] });
    expect(part).not.toMatchObject({ content: [{ filled: ["TAG"] }] });
    const staging = resolved(document, {}, { environment: "staging" });
    expect(indexDocument(staging.document).leaves.map(({ key, unmet }) => [key, unmet])).toEqual([
      ["build", null],
      ["deploy", null],
      ["backup", "environment is staging"],
      ["traffic", "environment is staging"],
    ]);
  });
});

describe("a captured value", () => {
  const captures = documentOf(
    phase("before", [
      item("look", { title: "Look: {{database}}", severity: "low", capture: "database" }),
      item("tag", { severity: "low", capture: "tag" }),
      item("migrate", { severity: "critical", when: "database=yes" }),
      item("pull", { severity: "critical", when: "tag!=none and environment!=nowhere" }),
    ]),
    gate("deploy"),
  );
  const asking: TemplateDocument = {
    ...captures,
    variables: [{ key: "database", label: "Database changes", options: ["yes", "no"] }],
  };
  const measured = (database: string, tag = "none") => [
    evidence("look", { id: "d", kind: "value", text: database }),
    evidence("tag", { id: "t", kind: "value", text: tag }),
  ];
  const applying = (snapshot: RunSnapshot) =>
    indexDocument(snapshot.document).leaves.flatMap(({ key, unmet }) => (unmet === null ? [key] : []));
  const toTakeOver = (snapshot: RunSnapshot) =>
    runVariables(snapshot).flatMap((variable) => (variable.toTakeOver ? [variable.key] : []));

  it("fills text and takes nothing out of a gate, whatever was answered", () => {
    const given: RunSnapshot["run"]["answers"][] = [{}, { database: "yes" }, { database: "yes", tag: "sha-1" }];
    for (const answers of given) {
      const run = resolved(asking, { evidence: measured("no"), items: allPassed(captures) }, { answers });
      expect(run.document.phases[0]).toMatchObject({ content: [{ title: "Look: no" }, {}, {}, {}] });
      expect(applying(run)).toEqual(["look", "tag", "migrate", "pull"]);
      expect(toTakeOver(run)).toEqual(["database", "tag"]);
    }
  });

  it("decides once the lead has taken it over, and brings nothing in or out by being another later", () => {
    const answers = { database: "no", tag: "none" };
    const taken = resolved(asking, { evidence: measured("NO") }, { answers });
    expect(applying(taken)).toEqual(["look", "tag"]);
    expect(toTakeOver(taken)).toEqual([]);
    expect(indexDocument(taken.document).leaves[3]?.unmet).toBe("tag is none");
    const other = resolved(asking, { evidence: measured("yes") }, { answers });
    expect(applying(other)).toEqual(["look", "tag"]);
    expect(toTakeOver(other)).toEqual(["database"]);
  });

  it("of a name that every run answers decides nothing", () => {
    const named = documentOf(
      phase("p", [item("look", { capture: "environment" }), item("backup", { when: "environment=production" })]),
    );
    const run = resolved(named, { evidence: [evidence("look", { kind: "value", text: "staging" })] });
    expect(applying(run)).toEqual(["look", "backup"]);
    expect(toTakeOver(run)).toEqual([]);
  });
});

describe("what doesn't apply", () => {
  const staging = resolved(
    document,
    { items: { build: row("build", { state: "passed" }), deploy: row("deploy", { state: "passed" }) } },
    { environment: "staging" },
  );

  it("leaves score, coverage, gates, choices, triggers and forecast", () => {
    const index = indexDocument(staging.document);
    expect(index.gates.map(({ gate: { key }, coverage }) => [key, coverage.map((leaf) => leaf.key)])).toEqual([
      ["deploy-gate", ["build", "deploy"]],
    ]);
    expect(index.choices).toEqual([]);
    expect(index.triggers).toEqual([]);
    const readiness = assess(staging, noon, "deploy-gate");
    expect(readiness).toMatchObject({ score: 100, reasons: [{ code: "signoff_missing" }] });
    expect(readiness.formula.applicable).toBe(4);
    expect(readiness.forecast.remainingMinutes).toBe(0);
    const production = { ...staging, run: { ...staging.run, environment: "production" } };
    const again = { ...production, document: runDocument(document, production) };
    expect(assess(again, noon, "deploy-gate").reasons.map(({ code }) => code)).toContain("critical_open");
    expect(runViewSchema.safeParse(runView(staging, noon)).error).toBeUndefined();
  });

  it("makes signatures stale when an answer brings it in, takes it out or rewords it", () => {
    const start = resolved(document, { items: allPassed(document) }, { answers: { service: "checkout" } });
    const signature = signed(start, { gateKey: "deploy-gate", signoffKey: "Security" });
    expect(signatureStanding(signature, start, noon).standing).toBe("counts");
    const becomes = (run: Partial<RunSnapshot["run"]>) => {
      const changed = { ...start, run: { ...start.run, ...run } };
      return signatureStanding(signature, { ...changed, document: runDocument(document, changed) }, noon);
    };
    expect(becomes({ answers: { service: "checkout", unused: "x" } }).standing).toBe("counts");
    expect(becomes({ answers: { service: "billing" } })).toMatchObject({
      standing: "stale",
      changed: [
        { key: "build", why: "was reworded" },
        { key: "deploy", why: "its command changed" },
      ],
    });
    expect(becomes({ environment: "staging" })).toMatchObject({
      standing: "stale",
      changed: [{ key: "backup", why: "is no longer covered" }],
    });
  });
});

it("whatever the run, parts that don't apply count as if they weren't there", () => {
  fc.assert(
    fc.property(snapshots, fc.array(fc.nat(13)), (snapshot, picks) => {
      const keys = new Set(
        indexDocument(snapshot.document)
          .leaves.filter((_, at) => picks.includes(at))
          .map(({ key }) => key),
      );
      const conditional = mark(snapshot.document, keys) as TemplateDocument;
      const run = { ...snapshot, document: runDocument(conditional, snapshot) };
      for (const { gate: each, coverage } of indexDocument(run.document).gates) {
        expect(coverage.filter(({ key }) => keys.has(key))).toEqual([]);
        const readiness = assess(run, noon, each.key);
        expect(readiness.reasons.filter((reason) => reason.item && keys.has(reason.item))).toEqual([]);
        expect(readiness.blockers.flatMap(({ items }) => items).filter(({ key }) => keys.has(key))).toEqual([]);
        expect(readiness.forecast.criticalPath.filter(({ key }) => keys.has(key))).toEqual([]);
        expect(readiness.nextAction && keys.has(readiness.nextAction.key)).not.toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

/** The document with a condition that is never met on the leaves of those keys. */
function mark(node: unknown, keys: ReadonlySet<string>): unknown {
  if (Array.isArray(node)) return node.map((each) => mark(each, keys));
  if (typeof node !== "object" || node === null) return node;
  const made = Object.fromEntries(Object.entries(node).map(([name, value]) => [name, mark(value, keys)]));
  return made.kind === "item" && keys.has(String(made.key)) ? { ...made, when: "environment=nowhere" } : made;
}
