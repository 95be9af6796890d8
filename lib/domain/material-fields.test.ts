import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type Matter, materialFields, materialParts, signingActs } from "./material-fields";
import type { RunSnapshot } from "./run";
import { runDocument } from "./run-document";
import {
  allPassed,
  at,
  delegation,
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
  waiver,
} from "./sample-run";
import { policyDigest } from "./signature";
import { signatureStanding } from "./signature-standing";
import {
  type Content,
  contentSchema,
  type Item,
  itemSchema,
  type Phase,
  type Section,
  sectionSchema,
} from "./template";
import { type Signoff, signoffSchema } from "./template-gate";

/** Scalar fields by model, of the models that belong to a run. */
function modelsOfRun(): Record<string, string[]> {
  const schema = readFileSync(path.resolve(import.meta.dirname, "../../prisma/schema.prisma"), "utf8");
  const models = [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, name = "", body = ""]) => ({
    name,
    body,
  }));
  const names = new Set(models.map(({ name }) => name));
  const ofRun = models.filter(({ name, body }) => name === "Run" || /^\s+run\s+Run\s/m.test(body));
  return Object.fromEntries(
    ofRun.map(({ name, body }) => {
      const fields = [...body.matchAll(/^ {2}(\w+)\s+(\w+)/gm)].filter(([, , type = ""]) => !names.has(type));
      return [name, fields.map(([, field = ""]) => field)];
    }),
  );
}

const models = modelsOfRun();

it.each(Object.entries(models).filter(([name]) => !signingActs.includes(name)))(
  "every field of %s is declared material to signatures or not",
  (name, fields) => {
    expect(Object.keys(materialFields[name] ?? {}).sort()).toEqual([...fields].sort());
  },
);

it("finds the models", () => {
  expect(Object.keys(models).sort()).toEqual([...Object.keys(materialFields), ...signingActs].sort());
});

const document = documentOf(
  phase("before", [
    item("backup", { severity: "critical" }),
    {
      kind: "choice",
      key: "how",
      title: "How",
      options: [
        { key: "helm", title: "Helm", items: ["chart"] },
        { key: "kustomize", title: "Kustomize", items: ["overlay"] },
      ],
    },
    item("chart"),
    item("overlay"),
  ]),
  gate("deploy", { signoffs: [signoff("Security")] }),
);
const start = snapshotOf(document, {
  items: { ...allPassed(document), backup: row("backup", { state: "warned", reason: "late", revision: 1 }) },
  evidence: [evidence("chart")],
  waivers: [waiver("backup")],
  choices: [{ key: "how", option: "helm", reason: "usual", byId: "bob", at: noon, version: 1 }],
  roster: [{ role: "Security", personId: "sec", deputy: false }],
  delegations: [delegation("Security")],
});
const signature = signed(start, { gateKey: "deploy", signoffKey: "Security" });

/** The first row of each model, as the snapshot has it. */
const places: Record<string, (snapshot: RunSnapshot) => object | undefined> = {
  Run: ({ run }) => run,
  RunItem: ({ items }) => items.backup,
  RosterEntry: ({ roster }) => roster[0],
  Delegation: ({ delegations }) => delegations[0],
  Evidence: ({ evidence: rows }) => rows[0],
  Waiver: ({ waivers }) => waivers[0],
  ChoiceRecord: ({ choices }) => choices[0],
};

const others: Record<string, unknown> = {
  artefact: { version: "9" },
  attempt: 2,
  itemKey: "overlay",
  expiresAt: at(-1),
  redactedAt: noon,
  revokedAt: noon,
  grantedAt: null,
  option: "kustomize",
  revision: 2,
  deputy: true,
  targetAt: at(60),
  assigneeId: "bob",
  dueAt: at(60),
  changedAt: at(60),
  version: 9,
  comments: 9,
  seq: 9,
};

const cases = Object.entries(places).flatMap(([model, place]) =>
  Object.entries(materialFields[model] ?? {})
    .filter(([field, matter]) => (matter === "material" || matter === "not") && field in (place(start) ?? {}))
    .map(([field, matter]) => ({ model, field, matter })),
);

describe("the rules hold to it", () => {
  it("for most of the fields", () => {
    expect(cases.filter(({ matter }) => matter === "material").length).toBe(16);
    expect(cases.filter(({ matter }) => matter === "not").length).toBeGreaterThan(15);
  });

  it.each(cases)("$model.$field is $matter", ({ model, field, matter }) => {
    expect(signatureStanding(signature, start, noon).standing).toBe("counts");
    const changed = structuredClone(start);
    Object.assign(places[model]?.(changed) ?? {}, { [field]: field in others ? others[field] : "other" });
    expect(signatureStanding(signature, changed, noon).standing).toBe(matter === "material" ? "stale" : "counts");
  });
});

/** Of a sign-off: whatever is another rule is another decision, wherever its source stands. */
const rules: Record<keyof Signoff, { matter: "material" | "not"; other: Partial<Signoff> }> = {
  key: { matter: "material", other: { key: "other" } },
  title: { matter: "material", other: { title: "Other" } },
  roles: { matter: "material", other: { roles: ["Other"] } },
  count: { matter: "material", other: { count: 2 } },
  wording: { matter: "material", other: { wording: "Other." } },
  after: { matter: "material", other: { after: ["other"] } },
  covers: { matter: "material", other: { covers: ["before"] } },
  not: { matter: "material", other: { not: ["lead"] } },
  lines: { matter: "not", other: { lines: [1, 2] } },
};

describe("every field of a sign-off is declared", () => {
  it("by name", () => {
    expect(Object.keys(rules).sort()).toEqual(Object.keys(signoffSchema.shape).sort());
  });

  it.each(Object.entries(rules))("%s", (_, { matter, other }) => {
    const plain = signoff("Security");
    const digest = (more: Partial<Signoff>) => policyDigest(gate("deploy", { signoffs: [{ ...plain, ...more }] }));
    expect(digest(other) !== digest({})).toBe(matter === "material");
  });
});

/** Another value of each field of an item or a section that has one of its own already. */
const otherParts: Record<string, unknown> = {
  key: "other",
  title: "Other",
  optional: true,
  severity: "low",
  owner: "ops",
  estimate: 45,
  needs: ["chart"],
  evidence: "file",
  age: 10,
  bound: "commit",
  confirm: "second",
  reserved: "checks",
  due: "T-1h",
  dated: "Friday",
  stated: "DONE",
  when: "environment=elsewhere",
  unmet: "environment is production",
  lines: [7, 8],
  checked: true,
  expectation: { metric: "Lag", comparator: "<", value: 1, unit: "s" },
  hold: { minutes: 1 },
  recurs: { everyMinutes: 60, text: "Hourly" },
  checklist: "docs/other.md",
  capture: "tag",
  checks: ["pg_dump"],
  content: [{ kind: "note", markdown: "Other." }],
  stage: "contingency",
  about: "reference",
};

const otherContent: Record<Content["kind"], Content> = {
  item: item("more"),
  section: { kind: "section", key: "empty", title: "Empty", content: [] },
  note: { kind: "note", markdown: "Mind the gap." },
  code: { kind: "code", use: "command", text: "rm -rf /" },
  criterion: { kind: "criterion", title: "No errors" },
  reference: { kind: "reference", markdown: "See there" },
  blank: { kind: "blank", key: "tag", title: "Tag", ask: "text" },
  choice: { kind: "choice", key: "way", title: "Way", either: true, options: [option("a"), option("b")] },
  gate: gate("early"),
  contact: { kind: "contact", name: "Ops", channel: "+1 555" },
  announcement: { kind: "announcement", key: "told", title: "Told", moment: "before", text: "Soon." },
  fact: { kind: "fact", name: "Score", value: "20" },
  trigger: { kind: "trigger", key: "errors", title: "Errors", tier: "rollback" },
};

function option(key: string) {
  return { key, title: key };
}

describe("every field of a checklist's parts is declared", () => {
  const fieldsOf = (schema: unknown) =>
    Object.keys((schema as { unwrap(): { shape: Record<string, unknown> } }).unwrap().shape).sort();

  it("by name", () => {
    expect(Object.keys(materialParts.Item).sort()).toEqual(fieldsOf(itemSchema));
    expect(Object.keys(materialParts.Section).sort()).toEqual(fieldsOf(sectionSchema));
    const { options } = (contentSchema as unknown as { unwrap(): { options: unknown[] } }).unwrap();
    expect(Object.keys(materialParts.Content)).toHaveLength(options.length);
    expect(Object.keys(otherContent).sort()).toEqual(Object.keys(materialParts.Content).sort());
  });

  const asked: Item = item("backup", { severity: "critical", evidence: "note", content: [] });
  const inSection = (one: Item, more: Partial<Section> = {}): Section => ({
    kind: "section",
    key: "data",
    title: "Data",
    content: [one],
    ...more,
  });
  const standingWith = (content: Content[], above: Partial<Phase> = {}) => {
    const plain = runWith([inSection(asked), item("chart")]);
    const given = signed(plain, { gateKey: "deploy", signoffKey: "Security" });
    expect(signatureStanding(given, plain, noon).standing).toBe("counts");
    return signatureStanding(given, runWith(content, above), noon).standing;
  };
  function runWith(content: Content[], above: Partial<Phase> = {}): RunSnapshot {
    const made = documentOf(phase("first", content, above), gate("deploy", { signoffs: [signoff("Security")] }));
    const run = snapshotOf(made, { items: allPassed(made) });
    return { ...run, document: runDocument(made, run) };
  }
  const expected = (matter: Matter) => (matter === "material" ? "stale" : "counts");
  const changes = (fields: Record<string, Matter>) =>
    Object.entries(fields).filter(([, matter]) => matter === "material" || matter === "not");

  it.each(changes(materialParts.Item))("Item.%s is %s", (field, matter) => {
    const other = { ...asked, [field]: otherParts[field] };
    expect(standingWith([inSection(other), item("chart")])).toBe(expected(matter));
  });

  it.each(changes(materialParts.Section))("Section.%s is %s, of a phase as well", (field, matter) => {
    const content = field === "content" ? [...(otherParts.content as Content[]), asked] : undefined;
    const bare = item("backup", { content: [] });
    const plain = runWith([inSection(bare), item("chart")]);
    const given = signed(plain, { gateKey: "deploy", signoffKey: "Security" });
    const more = { [field]: content ? [...(otherParts.content as Content[]), bare] : otherParts[field] };
    const section = runWith([inSection(bare, more), item("chart")]);
    expect(signatureStanding(given, section, noon).standing).toBe(expected(matter));
    const inPhase = content
      ? { content: [...(otherParts.content as Content[]), inSection(bare), item("chart")] }
      : more;
    const whole = runWith([inSection(bare), item("chart")], inPhase);
    expect(signatureStanding(given, whole, noon).standing).toBe(expected(matter));
  });

  it.each(changes(materialParts.Content))("%s below an item is %s", (kind, matter) => {
    const content = otherContent[kind as Content["kind"]];
    expect(standingWith([inSection({ ...asked, content: [content] }), item("chart")])).toBe(expected(matter));
  });
});
