import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Caller, type Crowd, createCrowd } from "@/prisma/factories/crowd";
import { samples } from "@/prisma/factories/samples";
import { createWorld, type World } from "@/prisma/factories/world";
import { call, expected, guarded, type Operation } from "@/scripts/attack/access-verdict";
import { testDatabase } from "@/scripts/test/database";

/** Names of fields that sound like something not everybody may read: each needs a line below. */
const delicate = /mail|passw|secret|token|hash|salt|totp|recover|credential|cose|spki|address|agent|uri$|prefix/i;

type Rule = { in?: readonly string[]; who?: (caller: Caller) => boolean };

/** Where a delicate field may stand, and for whom it may be filled; without `in`, wherever it is declared. */
const rules: Record<string, Rule> = {
  // Colleagues know each other; a program only from a run it reads.
  email: { who: ({ workspace }) => workspace.some((role) => !role.startsWith("scope:") || role === "scope:read") },
  address: { in: ["listSessions"], who: (caller) => !caller.token },
  userAgent: { in: ["listSessions"], who: (caller) => !caller.token },
  secret: { in: ["createToken", "beginTotp", "getWebhookSecret"], who: (caller) => !caller.token },
  uri: { in: ["beginTotp"], who: (caller) => !caller.token },
  recoveryCodes: { in: ["confirmTotp", "renewRecoveryCodes", "addPasskey"], who: (caller) => !caller.token },
  recoveryCodesLeft: { in: ["getFactors"], who: (caller) => !caller.token },
  // Whether there is one, never which.
  password: { in: ["getFactors"] },
  totp: { in: ["getFactors"] },
  // The first letters of a token, by which its owner knows it.
  prefix: { in: ["listTokens", "createToken"], who: (caller) => !caller.token },
  // Ids of one's own passkeys, for the browser to choose from.
  allowCredentials: {
    in: ["challengeWaiver", "challengeOverride", "openCeremony", "challengeAgain"],
    who: (caller) => !caller.token,
  },
  // Whether there is mail, and whether one was sent.
  mail: { in: ["getMessaging", "changeMessaging"] },
  mailed: { in: ["createInvitation"] },
  // Of colleagues that runs wait for, to write to; as in every run they are in.
  addresses: { in: ["getDashboard"] },
  // Of the history's chain: what verifying it takes.
  hash: { in: ["listAudit", "listHistory", "getDossier"] },
  prevHash: { in: ["listAudit", "listHistory", "getDossier"] },
  salt: { in: ["listAudit", "listHistory", "getDossier"] },
  // Where a credential was found in what was sent, and whether it was masked.
  secrets: { in: ["importTemplate", "addEvidence"] },
  maskSecrets: { in: ["getDraft"] },
};

/** Calls that are refused here by the state of things, or end what they are about: their answers are read elsewhere. */
const prepared = [
  "connectSso",
  "challengeAgain",
  "beginTotp",
  "confirmTotp",
  "renewRecoveryCodes",
  "beginPasskey",
  "addPasskey",
  "renamePasskey",
  "createToken",
  "previewMove",
  "moveRun",
  "confirmItem",
  "finishReviewAction",
  "changeReviewNote",
  "getImprovements",
  "improveTemplate",
  "askWaiver",
  "grantWaiver",
  "recordOccurrences",
  "handOverShift",
  "acceptHandover",
  "handOverFollowUps",
  "acceptFollowUps",
  "askGate",
  "declareGo",
  "closeRun",
  "getOverride",
  "challengeOverride",
  "signOverride",
  "endOverride",
  "reviewOverride",
  "closeRollCall",
  "getRollCallMinutes",
  "nudgePerson",
  "beginCeremonySignIn",
  "signStatement",
  "delegateRole",
  "acceptDelegation",
  "recordRollback",
  "beginAgain",
  "abortRun",
];

type Found = { operation: Operation; caller: Caller; answer: unknown; text: string };

let world: World;
let crowd: Crowd;
let hidden: Map<string, string>;
const found: Found[] = [];
const inviting = ["owner", "admin"];

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  crowd = await createCrowd(world);
  hidden = await plantedValues();
  for (const operation of guarded) {
    // What ends its object would leave nothing to read.
    if (!operation.response || samples[operation.id]?.ends) continue;
    for (const caller of crowd.callers) {
      for (const relation of ["own", "other"] as const) {
        if (expected(operation, caller, relation) !== "allow") continue;
        const { status, json, text } = await call(operation, caller, crowd.targets[relation]);
        if (status < 300 && json) found.push({ operation, caller, answer: JSON.parse(text), text });
      }
    }
  }
});
afterAll(() => world.db.$disconnect());

/** What no answer may hold, with what it is: secrets as they are stored, and everything of another workspace. */
async function plantedValues(): Promise<Map<string, string>> {
  const { db } = world;
  const values = new Map<string, string>();
  const keep = (what: string, value: string | Uint8Array) => {
    const forms = typeof value === "string" ? [value] : formsOf(value);
    for (const form of forms) if (form.length > 7) values.set(form, what);
  };
  const passwordHash = "$argon2id$v=19$m=19456,t=2,p=1$planted$planted";
  await db.person.updateMany({ data: { passwordHash } });
  keep("a password's hash", passwordHash);
  for (const { hash } of await db.apiToken.findMany()) keep("a token's hash", hash);
  for (const { tokenHash } of await db.invitation.findMany()) keep("an invitation's hash", tokenHash);
  for (const { id } of await db.session.findMany()) keep("a session", id);
  for (const { credentialId, id } of await db.passkey.findMany()) {
    keep("a passkey's credential", credentialId);
    keep("somebody's passkey", id);
  }
  const { stranger } = world.people;
  for (const value of [stranger.id, stranger.email, stranger.workspaceId]) keep("somebody elsewhere", value);
  for (const [name, id] of Object.entries(crowd.targets.elsewhere)) keep(`${name} elsewhere`, id);
  return values;
}

function formsOf(bytes: Uint8Array): string[] {
  const buffer = Buffer.from(bytes);
  return [buffer.toString("hex"), buffer.toString("base64").replace(/=+$/, ""), buffer.toString("base64url")];
}

/** Fields of an answer that its schema doesn't name, or whose value it changes. */
function undeclared(given: unknown, parsed: unknown, at = ""): string[] {
  if (Array.isArray(given) && Array.isArray(parsed))
    return given.flatMap((one, index) => undeclared(one, parsed[index], `${at}[]`));
  if (isObject(given) && isObject(parsed))
    return Object.entries(given).flatMap(([name, value]) =>
      name in parsed ? undeclared(value, parsed[name], `${at}.${name}`) : [`${at}.${name}`],
    );
  return Object.is(given, parsed) ? [] : [at];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Each field that is filled, by its own name. */
function* filled(value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const one of value) yield* filled(one);
  else if (isObject(value))
    for (const [name, one] of Object.entries(value)) {
      if (one !== null) yield name;
      yield* filled(one);
    }
}

/** What is wrong with one answer, as sentences. */
function faults({ operation, caller, answer, text }: Found): string[] {
  const wrong: string[] = [];
  const parsed = (operation.response as z.ZodType).safeParse(answer);
  if (!parsed.success) wrong.push(`doesn't fit its schema: ${z.prettifyError(parsed.error)}`);
  else for (const place of undeclared(answer, parsed.data)) wrong.push(`${place} isn't declared`);
  for (const name of new Set(filled(answer))) {
    // Keys of a record, as the actions one may take, are no names of fields.
    if (name.includes(".") || !delicate.test(name)) continue;
    const rule = rules[name];
    if (!rule) wrong.push(`${name} has no rule`);
    else if (rule.in && !rule.in.includes(operation.id)) wrong.push(`${name} has no place here`);
    else if (rule.who && !rule.who(caller)) wrong.push(`${name} isn't theirs to read`);
  }
  for (const [value, what] of hidden) {
    const own = what === "a session" && operation.id === "listSessions";
    if (!own && text.includes(value)) wrong.push(`it holds ${what}`);
  }
  return [...new Set(wrong)].map((sentence) => `${operation.id} to ${caller.name}: ${sentence}`);
}

describe("every field of every answer", () => {
  it("is declared, fits its schema, and is for whoever reads it", () => {
    expect(found.flatMap(faults)).toEqual([]);
    expect(found.length).toBeGreaterThan(300);
  });

  it("of every call is looked at, but for what a test of its own prepares", () => {
    const seen = new Set(found.map(({ operation }) => operation.id));
    expect(guarded.filter(({ response, id }) => response && !seen.has(id)).map(({ id }) => id)).toEqual(prepared);
  });

  it("that sounds delicate has a rule in every schema", () => {
    const names = new Set(
      guarded.flatMap(({ response }) => (response ? namesIn(z.toJSONSchema(response, loose)) : [])),
    );
    expect([...names].filter((name) => delicate.test(name) && !(name in rules))).toEqual([]);
  });

  it("keeps invited addresses to who may invite", async () => {
    const addresses = (await world.db.invitation.findMany()).map(({ email }) => email);
    const readers = found.filter(({ text }) => addresses.some((address) => text.includes(address)));
    expect(readers.length).toBeGreaterThan(0);
    expect([...new Set(readers.map(({ caller }) => caller.name))].sort()).toEqual([...inviting].sort());
  });

  it.each([
    ["an undeclared field", { passwordHash: "x" }],
    ["a delicate field in the wrong place", { prefix: "gng_" }],
    ["something of another workspace", { name: () => crowd.targets.elsewhere.runId }],
  ])("is found when somebody adds %s", (_, extra) => {
    const one = found.find(({ operation }) => operation.id === "getWorkspace") as Found;
    const added = Object.entries(extra).map(([name, value]) => [name, typeof value === "function" ? value() : value]);
    const answer = { ...(one.answer as object), ...Object.fromEntries(added) };
    expect(faults(one)).toEqual([]);
    expect(faults({ ...one, answer, text: JSON.stringify(answer) })).not.toEqual([]);
  });
});

const loose = { io: "output", unrepresentable: "any" } as const;

function namesIn(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(namesIn);
  if (!isObject(schema)) return [];
  const own = isObject(schema.properties) ? Object.keys(schema.properties) : [];
  return [...own, ...Object.values(schema).flatMap(namesIn)];
}
