import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { proofProblem } from "@/lib/auth/passkey-proof";
import { checkDossier } from "@/lib/domain/dossier-check";
import { accept } from "@/lib/domain/refusal";
import { verifySignature } from "@/lib/storage/ed25519";
import { signAsBefore } from "@/prisma/factories/first-signature";
import { type KeyKind, signWithPasskey } from "@/prisma/factories/passkey-proof";
import { as, createRun, createTemplate, createWorld, value, type World } from "@/prisma/factories/world";
import { tamperedVectors } from "@/scripts/attack/dossier";
import { playDossiers } from "@/scripts/attack/play";
import { generator } from "@/scripts/generator";
import { testDatabase } from "@/scripts/test/database";
import { openCeremony } from "./ceremony.write";
import { type Dossier, readDossier } from "./dossier.read";
import { proofDigests } from "./proof.read";
import { signStatement } from "./signature.write";

const script = path.resolve(import.meta.dirname, "../../docs/verify_dossier.py");
const hasPython = spawnSync("python3", ["--version"]).status === 0;
const folder = mkdtempSync(path.join(tmpdir(), "gonogo-vectors-"));
let world: World;
let dossiers: Dossier[];

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  dossiers = await playDossiers(world, 4, generator(9));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await world.db.$disconnect();
});

/** What the second verifier prints of each, by the name it was given. */
function printed(vectors: readonly (readonly [name: string, dossier: unknown])[]): Record<string, string[]> {
  mkdirSync(folder, { recursive: true });
  const files = vectors.map(([name, dossier], index) => {
    const file = path.join(folder, `${index}.json`);
    writeFileSync(file, JSON.stringify(dossier));
    return { name, file };
  });
  const pinned = dossiers[0]?.keys[0]?.keyId ?? "";
  const { stdout, stderr } = spawnSync("python3", [script, "--key", pinned, ...files.map(({ file }) => file)], {
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  expect(stderr).toBe("");
  const lines = stdout.split("\n");
  const of = (file: string) =>
    lines.filter((line) => line.startsWith(`${file}: `)).map((l) => l.slice(file.length + 2));
  return Object.fromEntries(files.map(({ name, file }) => [name, of(file)]));
}

const fine = (lines: readonly string[] | undefined) => lines?.at(-1) === "nothing wrong";

it("is no longer than what can be read in one sitting", () => {
  expect(readFileSync(script, "utf8").trimEnd().split("\n").length).toBeLessThanOrEqual(300);
});

it.skipIf(!hasPython)(
  "finds with the second verifier what the first finds, and nothing wrong with what is whole",
  () => {
    const whole = dossiers.map((dossier) => [`whole ${dossier.run.id}`, dossier] as const);
    const tampered = tamperedVectors(dossiers, generator(9), 3);
    expect(tampered).toHaveLength(60);
    const said = Object.entries(printed([...whole, ...tampered]));
    expect(said.filter(([name, lines]) => fine(lines) !== name.startsWith("whole"))).toEqual([]);
  },
  120_000,
);

it.skipIf(!hasPython)("compares signatures by the version of the digest they were given under", async () => {
  const { member, auditor } = world.people;
  const runId = await createRun(world, await createTemplate(world), "Both versions");
  await signAsBefore(as(world, member), runId, "engineering");
  const asked = { decision: "approve", conditions: [], method: "password" } as const;
  const { id, sha256 } = value(await openCeremony(as(world, member), runId, "engineering", asked));
  const prove = async () => accept(null);
  value(await signStatement(as(world, member), runId, "engineering", { ceremony: id, statement: sha256 }, prove));
  const whole = value(await readDossier(as(world, auditor), runId));
  const [first, second] = whole.signatures;
  expect([first?.leaves[0]?.terms === undefined, second?.leaves[0]?.terms === undefined]).toEqual([true, false]);
  const terms = second?.leaves[0]?.terms;
  type Leaf = Dossier["signatures"][number]["leaves"][number];
  const swaps: [string, number, (leaf: Leaf) => unknown][] = [
    ["terms given to the first", 0, (leaf) => Object.assign(leaf, { terms })],
    ["terms taken from the second", 1, (leaf) => delete leaf.terms],
    ["another severity", 1, (leaf) => Object.assign(leaf.terms ?? {}, { severity: "low" })],
    ["another revision", 1, (leaf) => Object.assign(leaf, { revision: 9 })],
    ["another digest", 0, (leaf) => Object.assign(leaf, { digest: "0".repeat(64) })],
  ];
  const tampered = swaps.map(([name, at, swap]): [string, Dossier] => {
    const copy = structuredClone(whole);
    const leaf = copy.signatures[at]?.leaves[0];
    if (leaf) swap(leaf);
    return [name, copy];
  });
  const said = printed([["whole", whole], ...tampered]);
  expect(fine(said.whole)).toBe(true);
  for (const [name] of swaps) {
    expect([name, said[name]?.some((line) => line.startsWith("signature: What "))]).toEqual([name, true]);
  }
});

const day = "2031-01-01T00:00:00.000Z";
/** What whoever writes rows would have an honest export say: which part, and what is done to the first that fits. */
const lies: [link: string, name: string, lie: (dossier: Dossier) => unknown][] = [
  [
    "waiver",
    "a waiver that ends later",
    ({ waivers }) =>
      set(
        waivers.find(({ expiresAt }) => expiresAt),
        { expiresAt: day },
      ),
  ],
  ["waiver", "another owner of a risk", ({ waivers }) => set(waivers[0], { ownerId: "somebody-else" })],
  ["signature", "a condition met", ({ signatures }) => set(openCondition(signatures), { doneAt: day })],
  ["signature", "other words of a condition", ({ signatures }) => set(openCondition(signatures), { text: "Nothing" })],
  ["evidence", "evidence that ends later", ({ evidence }) => set(evidence[0], { expiresAt: day })],
  ["evidence", "evidence of another artefact", ({ evidence }) => set(evidence[0], { artefact: { version: "9" } })],
  ["delegation", "a longer delegation", ({ delegations }) => set(delegations[0], { until: day })],
  ["item", "an item turned", ({ run }) => set(leafOf(run.phases[0]?.sections[0]), { state: "warned" })],
  ["words", "words that nobody redacted", ({ audit }) => set(said(audit.entries), { text: null, redactedAt: day })],
];
const set = (row: object | undefined, change: object) => row && Object.assign(row, change);
const openCondition = (rows: Dossier["signatures"]) =>
  rows.flatMap(({ conditions }) => conditions).find(({ doneAt }) => doneAt === null);
const leafOf = (section: Dossier["run"]["phases"][number] | undefined) =>
  section?.items.find(({ derived, state }) => !derived && state !== "warned");
const said = (entries: Dossier["audit"]["entries"]) =>
  entries.find(({ action, text }) => action === "comment.added" && text !== null);

it.skipIf(!hasPython)(
  "names with both verifiers what rows say otherwise than the history",
  async () => {
    const many = await playDossiers(world, 12, generator(11));
    const told = lies.map(([, name, lie]): [string, Dossier] => {
      for (const whole of many) {
        const copy = structuredClone(whole);
        if (lie(copy)) return [name, copy];
      }
      throw new Error(`No dossier has what is needed for ${name}.`);
    });
    const bySecond = printed(told);
    const tools = { pinned: null, verify: verifySignature, proofProblem };
    for (const [n, [link, name]] of lies.entries()) {
      const first = checkDossier(JSON.parse(JSON.stringify(told[n]?.[1])), tools)?.faults.map((fault) => fault.link);
      const second = bySecond[name]?.some((line) => line.startsWith(`${link}: `));
      expect([name, first?.includes(link as never), second]).toEqual([name, true, true]);
    }
  },
  120_000,
);

type Proof = NonNullable<Dossier["signatures"][number]["proof"]>;
const flip = (text: string) => `${text.slice(0, 40)}${text[40] === "A" ? "B" : "A"}${text.slice(41)}`;
/** `passkey` is the kind of its key, below. */
const other = ({ passkey }: Proof) => signWithPasskey(passkey as KeyKind, Buffer.from("another statement"), passkey);
/** The history lies along with each, so that of the signature only the passkey's own answer can tell. */
const proofTampers: Record<string, (proof: Proof) => Partial<Proof> | null> = {
  "taken away": () => null,
  "a signature of another statement": other,
  "another answer under the same key": (proof) => ({ ...other(proof), publicKey: proof.publicKey }),
  "another key": (proof) => ({ publicKey: other(proof).publicKey }),
  "another site": () => ({ rpId: "example.com" }),
  "another origin": () => ({ origin: "https://example.com" }),
  "a bit of the signature": ({ signature }) => ({ signature: flip(signature) }),
  "nobody checked": ({ authenticatorData }) => {
    const bytes = Buffer.from(authenticatorData, "base64url");
    bytes[32] = 1;
    return { authenticatorData: bytes.toString("base64url") };
  },
};

async function signedBy(kind: KeyKind): Promise<Dossier> {
  const { member, auditor } = world.people;
  const data = { personId: member.id, name: kind, credentialId: kind, transports: [], backedUp: false };
  await world.db.passkey.create({ data: { ...data, cose: new Uint8Array([1]), spki: new Uint8Array([1]) } });
  const runId = await createRun(world, await createTemplate(world), kind);
  const by = as(world, member);
  const asked = { decision: "approve", conditions: [], method: "passkey" } as const;
  const { id, sha256 } = value(await openCeremony(by, runId, "engineering", asked));
  const prove = async ({ statement }: { statement: Uint8Array }) => accept(signWithPasskey(kind, statement, kind));
  value(await signStatement(by, runId, "engineering", { ceremony: id, statement: sha256 }, prove));
  return value(await readDossier(as(world, auditor), runId));
}

it.skipIf(!hasPython)(
  "verifies passkeys of every kind itself, and says what rests on the server's word",
  async () => {
    const kinds = ["ES256", "EdDSA", "RS256"] as const;
    const whole: [string, Dossier][] = [];
    for (const kind of kinds) whole.push([kind, await signedBy(kind)]);
    const tampered = whole.flatMap(([kind, dossier]) =>
      Object.entries(proofTampers).map(([what, tamper]): [string, Dossier] => {
        const copy = structuredClone(dossier);
        const [row] = copy.signatures;
        if (!row?.proof) throw new Error("nothing was signed");
        const changed = tamper(row.proof);
        row.proof = changed && { ...row.proof, ...changed };
        const entry = copy.audit.entries.find(({ action }) => action === "signature.given");
        const body = JSON.parse(entry?.body ?? "{}");
        if (row.proof) Object.assign(body.change, proofDigests(row.proof));
        Object.assign(entry ?? {}, { body: JSON.stringify(body) });
        return [`${kind}: ${what}`, copy];
      }),
    );
    const said = printed([...whole, ...tampered]);
    for (const kind of kinds) expect(said[kind]).toEqual(["nothing wrong"]);
    for (const [name] of tampered) {
      expect([name, said[name]?.some((line) => line.startsWith("signature: "))]).toEqual([name, true]);
    }
    const byPassword = dossiers.find(({ signatures }) => signatures.length > 0);
    const [first] = byPassword?.signatures ?? [];
    expect(printed([["password", byPassword]]).password).toContain(
      `note: not checked: signature of ${first?.printedName}, by password, rests on the server's word`,
    );
  },
  120_000,
);
