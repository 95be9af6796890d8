import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { materialFields, signingActs } from "./material-fields";
import type { RunSnapshot } from "./run";
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
