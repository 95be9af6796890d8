import { describe, expect, it } from "vitest";
import { assess } from "./readiness";
import type { RunSnapshot } from "./run";
import { runDocument } from "./run-document";
import { readRun } from "./run-state";
import {
  allPassed,
  at,
  documentOf,
  evidence,
  gate,
  item,
  noon,
  phase,
  signed,
  signoff,
  snapshotOf,
} from "./sample-run";
import { firstLeafDigest, leafDigest, signLeaf } from "./signature";
import { signatureStanding } from "./signature-standing";
import type { SignatureRow } from "./signing-rows";
import type { Content, Item, Phase, Section, TemplateDocument } from "./template";

const command = (text: string): Content => ({ kind: "code", use: "command", language: "bash", text });
const note = (markdown: string): Content => ({ kind: "note", markdown });

const asked: Partial<Item> = {
  severity: "critical",
  evidence: "required",
  confirm: "second",
  reserved: "checks",
  expectation: { metric: "Lag", comparator: "<", value: 200, unit: "ms" },
  hold: { minutes: 5, traffic: 25 },
  content: [command("./backup {{host}} {{tag}}"), note("Ask for the key. {{target}}")],
};

type Parts = {
  item?: Partial<Item>;
  part?: Partial<Section>;
  phase?: Partial<Phase>;
  intro?: TemplateDocument["intro"];
};

/** Items in a section, and one that captures a value; `changes` are to the first item and what it stands in. */
function checklist(changes: Parts = {}): TemplateDocument {
  const section: Section = {
    kind: "section",
    key: "data",
    title: "Data of {{host}}",
    content: [
      note("Nobody else is in."),
      item("backup", { title: "Backup taken", ...asked, ...changes.item }),
      item("rows", { title: "Rows counted" }),
      item("image", { title: "Image built", capture: "tag" }),
    ],
    ...changes.part,
  };
  return {
    ...documentOf(phase("before", [section], changes.phase), gate("deploy", { signoffs: [signoff("Security")] })),
    intro: changes.intro ?? [{ kind: "code", use: "command", text: "export HOST={{host}}" }],
  };
}

const measured = (text: string, more = {}) => evidence("image", { id: text, kind: "value", text, ...more });

function runOf(document: TemplateDocument, more: Partial<RunSnapshot> = {}, run: Partial<RunSnapshot["run"]> = {}) {
  const snapshot = snapshotOf(document, { items: allPassed(document), ...more });
  const joined = { ...snapshot, run: { ...snapshot.run, answers: { host: "staging-db" }, ...run } };
  return { ...joined, document: runDocument(document, joined) };
}

const place = { gateKey: "deploy", signoffKey: "Security" };
const start = runOf(checklist());
const signature = signed(start, place);

const since = (snapshot: RunSnapshot, row: SignatureRow = signature) => {
  const { standing, changed } = signatureStanding(row, snapshot, noon);
  expect(standing).toBe(changed.length > 0 ? "stale" : "counts");
  return changed.map(({ title, why }) => `${title} ${why}`);
};

/** As releases before gave it: over titles alone. */
const before: SignatureRow = {
  ...signature,
  leaves: signature.leaves.map(({ terms, ...leaf }) => ({
    ...leaf,
    digest: firstLeafDigest({ ...leaf, title: terms?.title ?? "" }),
  })),
};

const loosened: [string, Partial<Item>, string][] = [
  ["severity", { severity: "low" }, "severity critical to low"],
  ["optional", { optional: true }, "is optional now"],
  ["evidence", { evidence: undefined }, "asks for no evidence any more"],
  ["kind of evidence", { evidence: "file" }, "asks for a file now"],
  ["age of evidence", { age: 60 }, "asks for any evidence, at most 1 h old now"],
  ["second person", { confirm: undefined }, "asks for no second person any more"],
  ["automated checks", { reserved: undefined }, "is no longer left to automated checks"],
  [
    "expectation",
    { expectation: { metric: "Lag", comparator: "<", value: 900, unit: "ms" } },
    "expects Lag < 900 ms now",
  ],
  ["hold", { hold: { minutes: 1, traffic: 25 } }, "holds 1 min at 25 % now"],
  ["command", { content: [command("rm -rf {{host}}"), ...(asked.content ?? []).slice(1)] }, "its command changed"],
  ["note", { content: [...(asked.content ?? []).slice(0, 1), note("Don't ask.")] }, "its instructions changed"],
  ["check", { checks: ["pg_dump"] }, "its instructions changed"],
  ["title", { title: "Backup planned" }, "was reworded"],
];

describe("a signature over what an item asks", () => {
  it("stands while nothing is asked otherwise", () => {
    expect(since(start)).toEqual([]);
    expect(since(runOf(structuredClone(checklist())))).toEqual([]);
  });

  it.each(loosened)("goes stale by: %s, and says so", (_, change, words) => {
    const title = change.title ?? "Backup taken";
    expect(since(runOf(checklist({ item: change })))).toEqual([`${title} ${words}`]);
  });

  it.each<[string, Partial<Item>]>([
    ["an owner", { owner: "ops" }],
    ["an estimate", { estimate: 30 }],
    ["a date", { due: "T-24h", dated: "Friday", stated: "DONE" }],
    ["its place in the source", { lines: [1, 2], checked: true }],
    ["somebody to call", { content: [...(asked.content ?? []), { kind: "contact", name: "Ops", channel: "+1 555" }] }],
  ])("survives %s", (_, change) => {
    expect(since(runOf(checklist({ item: change })))).toEqual([]);
  });

  it("says everything that changed, after what became of the item", () => {
    const weaker = runOf(checklist({ item: { severity: "low", evidence: undefined, title: "Backup" } }));
    const words = "was reworded, severity critical to low, asks for no evidence any more";
    expect(since(weaker)).toEqual([`Backup ${words}`]);
    const items = { ...weaker.items, backup: { ...weaker.items.backup, state: "failed", revision: 1 } as never };
    expect(since({ ...weaker, items })).toEqual([`Backup was passed, now failed, ${words}`]);
  });

  it.each<[string, Parts]>([
    ["the title of its section", { part: { title: "Data" } }],
    ["a command of its phase", { phase: { content: [command("id"), ...phaseContent()] } }],
    ["a command before all of it", { intro: [{ kind: "code", use: "command", text: "sudo -i" }] }],
  ])("goes stale by %s, said once for its part", (_, changes) => {
    const [change, ...more] = since(runOf(checklist(changes)));
    expect(change).toMatch(/^Data.* its own words or commands, or those above it, changed$/);
    expect(more).toEqual([]);
  });

  it("takes the severity of its section", () => {
    const low = runOf(checklist({ part: { severity: "low" } }));
    expect(since(low)).toEqual(["Rows counted severity medium to low", "Image built severity medium to low"]);
  });
});

function phaseContent(): Content[] {
  const [first] = checklist().phases;
  return first?.kind === "phase" ? first.content : [];
}

describe("answers", () => {
  it("that reword a command make stale what was signed over the old one", () => {
    const moved = runOf(checklist(), {}, { answers: { host: "PRODUCTION-db" } });
    expect(since(moved)).toEqual([
      "Backup taken its command changed, what stands above it changed",
      "Data of PRODUCTION-db its own words or commands, or those above it, changed",
    ]);
    const row = { key: "deploy", decidedById: "lead", decidedAt: noon, reason: null } as const;
    const frozen = { verdict: "go", score: 100, conditions: 0 } as const;
    const decided = { gates: [{ ...row, status: "go" as const, frozen }], signatures: [signature] };
    const more = { evidence: [evidence("backup")] };
    const bare = checklist({ item: { confirm: undefined, reserved: undefined } });
    const gone = (answers: Record<string, string>) => {
      const run = runOf(bare, more, { answers });
      const given = signed(runOf(bare, more), place);
      return assess({ ...run, ...decided, signatures: [given] }, noon, "deploy").verdict;
    };
    expect(gone({ host: "staging-db" })).toBe("go");
    expect(gone({ host: "PRODUCTION-db" })).toBe("no_go");
  });

  it("given after signing fill no blank cheque", () => {
    const unanswered = signed(runOf(checklist(), {}, { answers: {} }), place);
    expect(since(start, unanswered)).not.toEqual([]);
  });

  it("and the run's name count where words name them; its target never does", () => {
    expect(since(runOf(checklist(), {}, { targetAt: at(600), name: "Another" }))).toEqual([]);
    const named = checklist({ item: { content: [command("deploy {{name}}")] } });
    expect(since(runOf(named, {}, { name: "Another" }), signed(runOf(named), place))).toEqual([
      "Backup taken its command changed",
    ]);
  });
});

describe("a value that an item captures", () => {
  it("fills what was signed open, without making it stale", () => {
    const filled = runOf(checklist(), { evidence: [measured("v1")] });
    expect(JSON.stringify(filled.document)).toContain("./backup staging-db v1");
    expect(since(filled)).toEqual([]);
  });

  it("must stay what it was when it was signed", () => {
    const known = runOf(checklist(), { evidence: [measured("v1")] });
    const given = signed(known, place);
    expect(since(known, given)).toEqual([]);
    const same = [measured("v1"), measured("v1", { id: "again", addedAt: at(1) })];
    expect(since(runOf(checklist(), { evidence: same }), given)).toEqual([]);
    const other = [measured("v1"), measured("evil", { addedAt: at(1) })];
    expect(since(runOf(checklist(), { evidence: other }), given)).toEqual([
      "Backup taken the measured tag in its words changed",
    ]);
  });

  it("takes the place of an answer that was signed only if it is the same", () => {
    const answers = { host: "staging-db", tag: "v1" };
    const given = signed(runOf(checklist(), {}, { answers }), place);
    expect(since(runOf(checklist(), { evidence: [measured("v1")] }, { answers }), given)).toEqual([]);
    expect(since(runOf(checklist(), { evidence: [measured("v2")] }, { answers }), given)).toHaveLength(1);
  });

  it("counts where a script computes it, and through needs and rehearsed times", () => {
    const script = checklist({ item: { content: [command("TAG=$(git rev-parse HEAD)\necho $TAG")] } });
    const needs = [{ key: "rows", need: "backup", needed: true, reason: null, byId: "lead", at: noon }];
    const given = signed(runOf(script, { evidence: [measured("v1")], needs }), place);
    expect(since(runOf(script, { evidence: [measured("v1")] }), given)).toEqual([]);
    expect(since(runOf(script, { evidence: [measured("v2", { addedAt: at(1) })], needs }), given)).toContain(
      "Backup taken the measured tag in its words changed",
    );
  });
});

describe("a signature of an older release", () => {
  it("goes on counting by the rule it was given under", () => {
    expect(since(start, before)).toEqual([]);
    expect(since(runOf(checklist({ item: { severity: "low", content: [] } })), before)).toEqual([]);
    expect(since(runOf(checklist({ item: { title: "Backup planned" } })), before)).toEqual([
      "Backup planned was reworded",
    ]);
  });

  it("isn't one by losing its terms, nor does a new one become it by gaining some", () => {
    const bare = (row: SignatureRow): SignatureRow => ({
      ...row,
      leaves: row.leaves.map(({ terms: _, ...leaf }) => leaf),
    });
    expect(since(start, bare(signature))).toHaveLength(3);
    const dressed = {
      ...before,
      leaves: before.leaves.map((leaf, n) => ({ ...leaf, terms: signature.leaves[n]?.terms })),
    };
    expect(since(start, dressed)).toHaveLength(3);
  });
});

describe("digests of a leaf", () => {
  it("of the first version keep their bytes", () => {
    const leaf = { key: "backup", title: "Backup taken", evidence: ["p1:ab"], waivers: [] };
    expect(firstLeafDigest(leaf)).toBe("c85bc203c447b0f8d1c380b7ae61813fa51b09cd99bb16773de583006a7b1acb");
  });

  it("of the second keep theirs: another way of making them would make stale whatever was signed", () => {
    const [leaf] = readRun(start, noon).standings.map(signLeaf);
    expect(leaf?.terms).toEqual({
      title: "Backup taken",
      severity: "critical",
      demand: { kind: null, ageMinutes: null, bound: false, part: null },
      second: true,
      reserved: true,
      expectations: [asked.expectation],
      hold: asked.hold,
      commands: "d63932f9ced63fffd6bd528f41676d08a67c0bb73241e0ad348d059445c1b35f",
      instructions: "f19819f3a6b10fdbe7a77369e9af21fc925cb4fa376909c397413a8b1993804c",
      above: "5edd5136871dccd5ad69daeed6f8a64c49484ad35cc3fddb2ed22a5050177af1",
    });
    expect(leaf?.digest).toBe("345c1a058bef3ce317a70c3f85caed73ea40ea0e6eb875e6eede1896315be949");
  });

  it("are made once for each document", () => {
    const [one, other] = [readRun(start, noon), readRun({ ...start }, at(1))].map(
      ({ standings }) => standings[0] && signLeaf(standings[0]),
    );
    expect(one?.terms).toBe(other?.terms);
  });

  it("tell evidence, waivers and terms apart", () => {
    const leaf = { key: "k", terms: { title: "t" }, evidence: ["x"], waivers: [] as string[] };
    expect(leafDigest(leaf)).not.toBe(leafDigest({ ...leaf, evidence: [], waivers: ["x"] }));
    expect(leafDigest(leaf)).not.toBe(leafDigest({ ...leaf, terms: { title: "t", optional: true } }));
  });
});
