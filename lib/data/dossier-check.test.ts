import { afterAll, beforeAll, expect, it } from "vitest";
import { proofProblem } from "@/lib/auth/passkey-proof";
import { checkDossier } from "@/lib/domain/dossier-check";
import { verifySignature } from "@/lib/storage/ed25519";
import { as, createTemplate, createWorld, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { type Dossier, readDossier } from "./dossier.read";
import { playSample, sampleTemplates } from "./sample-run.write";

let world: World;
let dossiers: Dossier[];

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  const { admin, lead, member } = world.people;
  const small = await createTemplate(world);
  const templates = new Map(sampleTemplates.map((name) => [name, small]));
  await playSample(as(world, admin), templates, { owner: admin, lead, member });
  const runs = await world.db.run.findMany({ orderBy: { createdAt: "asc" } });
  // Over the wire and back: what is verified is the file.
  const wire = (dossier: Dossier): Dossier => JSON.parse(JSON.stringify(dossier));
  dossiers = await Promise.all(
    runs.map(async ({ id }) => wire(value(await readDossier(as(world, world.people.auditor), id)))),
  );
}, 60_000);
afterAll(() => world.db.$disconnect());

const check = (dossier: unknown) => checkDossier(dossier, { pinned: null, verify: verifySignature, proofProblem });

/** The closed run: signatures, evidence and decisions. */
const closed = () => structuredClone(dossiers[0] as Dossier);

it("finds nothing wrong with any of the sample's dossiers", () => {
  expect(dossiers).toHaveLength(5);
  for (const dossier of dossiers) expect(check(dossier)).toMatchObject({ faults: [] });
  expect(check(closed())?.checked.signatures).toBeGreaterThan(1);
});

it("reads those of older releases, which hold less", () => {
  const { confirmations: _c, delegations: _d, overrides: _o, ...dossier } = closed();
  const { rehearsal: _r, timeScale: _t, attempt: _a, variables: _v, ...run } = dossier.run;
  const evidence = dossier.evidence.map(({ result: _, ...row }) => row);
  const found = check({ ...dossier, run, evidence });
  // Nothing but that it isn't what this release has sealed.
  expect(found?.faults.map(({ link }) => link)).toEqual(["seal"]);
});

it.each<[string, (dossier: Dossier) => void]>([
  ["a signature taken out", (d) => void d.signatures.pop()],
  ["a signature twice", (d) => void d.signatures.push(structuredClone(d.signatures[0] as never))],
  ["a signature of another run", (d) => void d.signatures.push(structuredClone(dossiers[2]?.signatures[0] as never))],
  ["another decision", (d) => void Object.assign(d.signatures[0] ?? {}, { decision: "reject" })],
  ["another role", (d) => void Object.assign(d.signatures[0] ?? {}, { role: "Security Lead" })],
  ["another signer", (d) => void Object.assign(d.signatures[0] ?? {}, { personId: d.signatures[1]?.personId })],
  [
    "another time of signing",
    (d) => void Object.assign(d.signatures[0] ?? {}, { signedAt: "2026-01-01T00:00:00.000Z" }),
  ],
  ["a statement changed", (d) => void Object.assign(d.signatures[0] ?? {}, { statement: btoa("I saw nothing") })],
  ["a statement and its hash changed", (d) => void swapStatement(d)],
  ["a covered item moved", (d) => void Object.assign(d.signatures[0]?.leaves[0] ?? {}, { revision: 7 })],
  [
    "what a covered item asked made less",
    (d) => void Object.assign(d.signatures[0]?.leaves[0]?.terms ?? {}, { severity: "low", optional: true }),
  ],
  ["what a covered item asked taken out", (d) => void delete d.signatures[0]?.leaves[0]?.terms],
  [
    "a withdrawal hidden",
    (d) => void Object.assign(d.signatures[0] ?? {}, { withdrawnAt: "2026-01-01T00:00:00.000Z" }),
  ],
  ["an entry taken out", (d) => void d.audit.entries.splice(3, 1)],
  ["the last entries cut off", (d) => void d.audit.entries.splice(-2)],
  ["two entries swapped", (d) => void d.audit.entries.splice(3, 2, ...d.audit.entries.slice(3, 5).reverse())],
  ["a body changed", (d) => void Object.assign(d.audit.entries[2] ?? {}, { body: "{}" })],
  ["a time changed", (d) => void Object.assign(d.audit.entries[2] ?? {}, { at: "2026-01-01T00:00:00.000Z" })],
  ["words changed", (d) => void Object.assign(d.audit.entries.find(({ text }) => text !== null) ?? {}, { text: "No" })],
  [
    "words taken out",
    (d) => void Object.assign(d.audit.entries.find(({ text }) => text !== null) ?? {}, { text: null }),
  ],
  ["evidence taken out", (d) => void d.evidence.pop()],
  ["evidence exchanged", (d) => void Object.assign(d.evidence[0] ?? {}, { sha256: "00".repeat(32) })],
  ["a gate turned", (d) => void Object.assign(d.gates[0] ?? {}, { status: "no_go" })],
  ["a gate left out", (d) => void d.gates.pop()],
  ["the document changed", (d) => void Object.assign(d.template.document, { title: "Another" })],
  ["the source changed", (d) => void Object.assign(d.template, { source: "" })],
  ["the run's place in its history changed", (d) => void Object.assign(d.run, { seq: 1 })],
])("finds %s", (_, tamper) => {
  const dossier = closed();
  tamper(dossier);
  expect(check(dossier)?.faults).not.toEqual([]);
});

function swapStatement(dossier: Dossier) {
  const [first, second] = dossier.signatures;
  if (first && second) Object.assign(first, { statement: second.statement, sha256: second.sha256 });
}

it("says when something is no dossier at all", () => {
  for (const nonsense of [null, [], {}, "gonogo-dossier/1", { format: "gonogo-dossier/1" }]) {
    expect(check(nonsense)).toBeNull();
  }
});
