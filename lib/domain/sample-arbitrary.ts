import fc from "fast-check";
import type { FreezeWindow } from "./freeze";
import { itemStates } from "./item-state";
import type { EvidenceRow, ItemRow, RunSnapshot, WaiverRow } from "./run";
import {
  at,
  documentOf,
  evidence,
  gate,
  item,
  noon,
  phase,
  row,
  rowsOf,
  signed,
  signoff,
  snapshotOf,
  waiver,
} from "./sample-run";
import { severities } from "./severity";
import type { Item, Phase, TemplateDocument } from "./template";
import type { Gate } from "./template-gate";
import type { Choice, Trigger } from "./template-leaves";
import { indexDocument } from "./template-tree";

const itemCount = 14;
const keyOf = (n: number) => `i${n}`;
const anyKey = fc.constantFrom(...Array.from({ length: itemCount }, (_, n) => keyOf(n)), "p0", "p1", "nowhere");
const roles = ["Ops", "Security", "DBA"];
const persons = ["ana", "bob", "cleo", "lead", "sec"];

const itemShape = fc.record({
  severity: fc.option(fc.constantFrom(...severities), { nil: undefined }),
  owner: fc.option(fc.constantFrom(...roles), { nil: undefined }),
  estimate: fc.option(fc.integer({ min: 1, max: 90 }), { nil: undefined }),
  needs: fc.option(fc.array(anyKey, { maxLength: 3 }), { nil: undefined }),
  evidence: fc.option(fc.constantFrom("required" as const, "note" as const, "output" as const), { nil: undefined }),
  age: fc.option(fc.constantFrom(5, 90), { nil: undefined }),
  bound: fc.option(fc.constantFrom("artefact" as const, "version" as const), { nil: undefined }),
  confirm: fc.constantFrom(undefined, undefined, undefined, "second" as const),
  optional: fc.option(fc.boolean(), { nil: undefined }),
  child: fc.boolean(),
});

/** Documents of up to three phases with nested items, needs (cycles too), a choice, sign-offs and one to three gates. */
export const documents: fc.Arbitrary<TemplateDocument> = fc
  .record({
    shapes: fc.array(itemShape, { minLength: itemCount, maxLength: itemCount }),
    cuts: fc.tuple(fc.nat(itemCount), fc.nat(itemCount)),
    gates: fc.integer({ min: 1, max: 3 }),
    required: fc.constantFrom(undefined, 0, 80, 87.5),
    count: fc.integer({ min: 0, max: 2 }),
    choice: fc.boolean(),
    stage: fc.constantFrom("before" as const, "contingency" as const),
  })
  .map(({ shapes, cuts, gates, required, count, choice, stage }) => {
    const items = nest(shapes);
    const [from, to] = cuts.toSorted((a, b) => a - b);
    const parts = [items.slice(0, from), items.slice(from, to), items.slice(to)];
    const asked = count === 0 ? [] : [signoff("Security", ["Security", "CTO"], count)];
    const nodes: (Phase | Gate)[] = parts.flatMap((content, n) => {
      const made = phase(`p${n}`, n === 0 ? [...(choice ? [question] : []), errors, ...content] : content, {
        stage: n === 1 ? stage : "before",
      });
      return n < gates ? [made, gate(`g${n}`, { required, signoffs: n === 0 ? asked : [] })] : [made];
    });
    return documentOf(...nodes);
  });

const question: Choice = {
  kind: "choice",
  key: "how",
  title: "How",
  decider: "Ops",
  options: [
    { key: "left", title: "Left", items: ["i0", "i1"] },
    { key: "right", title: "Right", items: ["i1", "i2"], recommended: true },
  ],
};

const freeze = { id: "f1", startsAt: noon, endsAt: at(90), reason: "year-end", environments: ["Production"] };
const past = { id: "f0", startsAt: at(-90), endsAt: noon, reason: "audit", environments: [] };

const errors: Trigger = { kind: "trigger", key: "errors", title: "Error rate", tier: "rollback" };

function nest(shapes: readonly (Partial<Item> & { child: boolean })[]): Item[] {
  const items: Item[] = [];
  for (const [n, { child, ...shape }] of shapes.entries()) {
    const made = item(keyOf(n), shape);
    const last = items.at(-1);
    if (child && last) last.content.push(made);
    else items.push(made);
  }
  return items;
}

const rows: fc.Arbitrary<ItemRow[]> = fc.array(
  fc
    .record({
      n: fc.nat(itemCount - 1),
      state: fc.constantFrom(...itemStates, "passed" as const, "passed" as const),
      reason: fc.constantFrom(null, "because", " "),
      version: fc.integer({ min: 1, max: 9 }),
      revision: fc.nat(3),
      assigneeId: fc.option(fc.constantFrom(...persons), { freq: 3 }),
      blocked: fc.option(fc.constant({ reason: "vendor", byId: "ana", since: at(-30) }), { freq: 8 }),
      changedAt: fc.option(fc.integer({ min: -500, max: 0 }).map(at)),
    })
    .map(({ n, ...more }) => row(keyOf(n), more)),
  { maxLength: itemCount * 2 },
);

const waivers: fc.Arbitrary<WaiverRow[]> = fc.array(
  fc
    .record({
      n: fc.nat(itemCount - 1),
      kind: fc.constantFrom("waiver" as const, "not_applicable" as const),
      grantedAt: fc.option(fc.constant(noon)),
      expiresAt: fc.option(fc.constantFrom(at(-1), at(60))),
      revokedAt: fc.option(fc.constant(noon), { freq: 8 }),
    })
    .map(({ n, ...more }) => waiver(keyOf(n), { id: `w${n}-${more.kind}`, ...more })),
  { maxLength: 4 },
);

const proofs: fc.Arbitrary<EvidenceRow[]> = fc.array(
  fc
    .record({ n: fc.nat(itemCount - 1), expiresAt: fc.option(fc.constantFrom(at(-1), at(60))) })
    .map(({ n, expiresAt }) => evidence(keyOf(n), { id: `e${n}`, expiresAt })),
  { maxLength: 6 },
);

/** Runs in any state the rows allow, sensible or not; half of them nearly ready, so that every verdict is met. */
export const snapshots: fc.Arbitrary<RunSnapshot> = fc
  .record({
    document: documents,
    ready: fc.boolean(),
    rows,
    waivers,
    proofs,
    taken: fc.option(fc.constantFrom("left", "right", "unknown")),
    fired: fc.boolean(),
    closed: fc.boolean(),
    filled: fc.boolean(),
    decisions: fc.array(fc.constantFrom("approve" as const, "approve_with_conditions" as const, "reject" as const), {
      maxLength: 3,
    }),
    statuses: fc.array(
      fc.constantFrom("pending" as const, "polling" as const, "go" as const, "no_go" as const, "override" as const),
      { maxLength: 3 },
    ),
    target: fc.option(fc.constantFrom(at(-60), at(600))),
    frozen: fc.constantFrom<FreezeWindow[]>([], [], [], [past], [past, freeze]),
  })
  .map((made) => {
    const { document } = made;
    const base = snapshotOf(document);
    const passed = made.ready
      ? indexDocument(document).leaves.map(({ key }) => row(key, { state: "passed", changedAt: noon }))
      : [];
    const snapshot: RunSnapshot = {
      ...base,
      run: { ...base.run, targetAt: made.target, closedAt: made.closed && !made.ready ? noon : null },
      items: rowsOf(...passed, ...(made.ready ? made.rows.slice(0, 2) : made.rows)),
      evidence: made.ready
        ? indexDocument(document).leaves.map(({ key, demand }) => evidence(key, { kind: demand?.kind ?? "note" }))
        : made.proofs,
      confirmations: indexDocument(document).leaves.map(({ key }) => {
        return { itemKey: key, personId: "bob", at: noon, passedAt: noon, revision: null, terms: null };
      }),
      waivers: made.waivers,
      choices:
        made.taken === null && !made.ready
          ? []
          : [{ key: "how", option: made.taken ?? "right", reason: "usual", byId: "lead", at: noon, version: 1 }],
      triggers:
        made.fired && !made.ready
          ? [{ key: "errors", firedAt: noon, firedById: null, measured: null, clearedAt: null, clearReason: null }]
          : [],
      freezes: made.frozen,
      gates: made.statuses.slice(made.ready ? 2 : 0).map((status, n) => ({
        key: `g${n}`,
        status,
        decidedById: "lead",
        decidedAt: noon,
        reason: null,
        frozen: status === "go" ? { verdict: "go", score: 100, conditions: 0 } : null,
      })),
      roster: made.filled
        ? [
            { role: "Security", personId: "sec", deputy: false },
            { role: "Ops", personId: "bob", deputy: false },
          ]
        : [],
    };
    const signatures = made.decisions.map((decision, n) =>
      signed(snapshot, {
        gateKey: "g0",
        signoffKey: "Security",
        personId: persons[n] ?? "sec",
        decision,
        signedAt: at(n),
      }),
    );
    return { ...snapshot, signatures };
  });
