import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as removePasskey } from "@/app/api/v1/factors/passkeys/[id]/remove/route";
import { POST as beginPasskey } from "@/app/api/v1/factors/passkeys/begin/route";
import { POST as addPasskey } from "@/app/api/v1/factors/passkeys/route";
import { POST as renewCodes } from "@/app/api/v1/factors/recovery-codes/route";
import { GET as factors } from "@/app/api/v1/factors/route";
import { POST as disconnectSso } from "@/app/api/v1/factors/sso/remove/route";
import { POST as connectSso } from "@/app/api/v1/factors/sso/route";
import { POST as confirmTotp } from "@/app/api/v1/factors/totp/confirm/route";
import { POST as removeTotp } from "@/app/api/v1/factors/totp/remove/route";
import { POST as beginTotp } from "@/app/api/v1/factors/totp/route";
import { POST as beginPasskeySession } from "@/app/api/v1/session/passkey/begin/route";
import { POST as passkeySession } from "@/app/api/v1/session/passkey/route";
import { POST as signIn } from "@/app/api/v1/session/route";
import { totpCode, totpStep } from "@/lib/auth/totp";
import { findTotp } from "@/lib/data/factor.read";
import { openSecret } from "@/lib/storage/sealed-secret";
import { softAuthenticator } from "@/prisma/factories/authenticator";
import { createPerson, testPassword, type Visitor, visitor } from "@/prisma/factories/visitor";
import { createWorld, type PersonFixture, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { type MailServer, startMailServer } from "@/scripts/test/mail-server";

let world: World;
let mail: MailServer;

beforeAll(async () => {
  mail = await startMailServer();
  const urls = await testDatabase();
  Object.assign(process.env, { GONOGO_SMTP_URL: mail.url });
  world = await createWorld(urls.app);
});
afterAll(async () => {
  await mail.close();
  await world.db.$disconnect();
});

const password = testPassword;
const person = () => createPerson(world.db, world.workspaceId, ["member"]);
const enters = (email: string, more: object = {}) =>
  visitor().call(signIn, "POST", "/session", { body: { email, password, ...more } });

async function signedIn({ email }: PersonFixture, more: object = {}): Promise<Visitor> {
  const who = visitor();
  const answer = await who.call(signIn, "POST", "/session", { body: { email, password, ...more } });
  expect(answer.status).toBe(200);
  return who;
}

/** The code the app of somebody shows, `away` steps from now. */
async function codeOf({ id }: PersonFixture, away = 0): Promise<string> {
  const secret = openSecret((await findTotp(world.db, id, false)) ?? new Uint8Array(), id);
  return totpCode(secret ?? new Uint8Array(), totpStep(new Date()) + away);
}

async function withTotp(someone: PersonFixture): Promise<{ who: Visitor; recoveryCodes: string[] }> {
  const who = await signedIn(someone);
  expect((await who.call(beginTotp, "POST", "/factors/totp", { body: { password } })).status).toBe(201);
  const code = await codeOf(someone, -1);
  const confirmed = await who.call<{ recoveryCodes: string[] }>(confirmTotp, "POST", "/factors/totp/confirm", {
    body: { code },
  });
  expect(confirmed.status).toBe(200);
  return { who, recoveryCodes: confirmed.body.recoveryCodes };
}

describe("an authenticator app", () => {
  it("asks for the password, and counts once a code of it was shown", async () => {
    const someone = await person();
    const who = await signedIn(someone);
    const begins = (body: object) => who.call(beginTotp, "POST", "/factors/totp", { body });
    expect(await begins({})).toMatchObject({ status: 403, body: { code: "reauthentication_required" } });
    expect(await begins({ password: "wrong" })).toMatchObject({ status: 403 });
    expect((await begins({ password })).status).toBe(201);
    expect((await enters(someone.email)).status).toBe(200);
    const wrong = await who.call(confirmTotp, "POST", "/factors/totp/confirm", { body: { code: "000000x" } });
    expect(wrong).toMatchObject({ status: 422, body: { problems: [{ path: "code" }] } });
    await who.call(confirmTotp, "POST", "/factors/totp/confirm", { body: { code: await codeOf(someone) } });
    expect(await enters(someone.email)).toMatchObject({
      status: 401,
      body: { code: "second_factor_required", current: { methods: ["totp"] } },
    });
    expect(await enters(someone.email, { password: "wrong" })).toMatchObject({ body: { code: "unauthenticated" } });
  });

  it("takes each code once, also of two that come together, and never an older one again", async () => {
    const someone = await person();
    await withTotp(someone);
    const used = await codeOf(someone, -1);
    const code = await codeOf(someone);
    expect((await enters(someone.email, { code: used })).status).toBe(401);
    const answers = await Promise.all([1, 2, 3].map(() => enters(someone.email, { code })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    expect((await enters(someone.email, { code: await codeOf(someone, 1) })).status).toBe(200);
  });

  it("is stored sealed: its secret stands nowhere in the row, and opens for its person alone", async () => {
    const someone = await person();
    await withTotp(someone);
    const sealed = (await findTotp(world.db, someone.id)) ?? new Uint8Array();
    const secret = openSecret(sealed, someone.id);
    expect(secret).toHaveLength(20);
    expect(Buffer.from(sealed).includes(secret ?? "none")).toBe(false);
    expect(openSecret(sealed, world.people.owner.id)).toBeNull();
  });

  it("comes with recovery codes that open once, and end with it", async () => {
    const someone = await person();
    const { who, recoveryCodes } = await withTotp(someone);
    expect(recoveryCodes).toHaveLength(10);
    const [code = ""] = recoveryCodes;
    const stored = await world.db.recoveryCode.findMany({ where: { personId: someone.id } });
    expect(JSON.stringify(stored)).not.toContain(code);
    const typed = code.toLowerCase().replaceAll("-", " ");
    const answers = await Promise.all([1, 2].map(() => enters(someone.email, { code: typed })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    expect((await who.call(factors, "GET", "/factors")).body).toMatchObject({ recoveryCodesLeft: 9 });
    const removes = (body: object) => who.call(removeTotp, "POST", "/factors/totp/remove", { body });
    expect(await removes({ password })).toMatchObject({ status: 403, body: { code: "reauthentication_required" } });
    expect((await removes({ password, code: typed })).status).toBe(403);
    const headers = { "idempotency-key": crypto.randomUUID() };
    const right = { body: { password, code: recoveryCodes[1] }, headers };
    expect((await who.call(removeTotp, "POST", "/factors/totp/remove", right)).status).toBe(204);
    expect((await who.call(factors, "GET", "/factors")).body).toMatchObject({ totp: null, recoveryCodesLeft: 0 });
    expect((await enters(someone.email)).status).toBe(200);
  });

  it("is not replaced, nor anything put beside it, by whoever has the session and the password alone", async () => {
    const someone = await person();
    const { who, recoveryCodes } = await withTotp(someone);
    const asks = [
      [beginTotp, "/factors/totp"],
      [removeTotp, "/factors/totp/remove"],
      [renewCodes, "/factors/recovery-codes"],
      [beginPasskey, "/factors/passkeys/begin"],
      [connectSso, "/factors/sso"],
      [disconnectSso, "/factors/sso/remove"],
    ] as const;
    for (const [handler, path] of asks)
      expect(await who.call(handler, "POST", path, { body: { password } })).toMatchObject({
        status: 403,
        body: { code: "reauthentication_required" },
      });
    const begun = await who.call(beginPasskey, "POST", "/factors/passkeys/begin", {
      body: { password, code: recoveryCodes[0] },
    });
    expect(begun.status).toBe(201);
  });

  it("is not confirmed where another factor came since it was begun, and the owner hears of every change", async () => {
    const someone = await person();
    const thief = await signedIn(someone);
    const begins = (body: object = { password }) => thief.call(beginTotp, "POST", "/factors/totp", { body });
    const confirms = async () =>
      thief.call(confirmTotp, "POST", "/factors/totp/confirm", { body: { code: await codeOf(someone) } });
    expect((await begins()).status).toBe(201);
    const { code } = await withPasskey(someone);
    expect(await confirms()).toMatchObject({ status: 410, body: { code: "ceremony_expired" } });
    expect((await thief.call(factors, "GET", "/factors")).body).toMatchObject({ totp: null });
    expect((await begins()).status).toBe(403);
    expect((await begins({ password, code })).status).toBe(201);
    expect((await confirms()).status).toBe(200);
    const told = await world.db.message.findMany({
      where: { recipient: someone.email },
      orderBy: { createdAt: "asc" },
    });
    expect(told.map(({ kind, subject }) => [kind, subject])).toEqual([
      ["account", "A passkey was added on your Gonogo account"],
      ["account", "A recovery code was used on your Gonogo account"],
      ["account", "An authenticator app was added on your Gonogo account"],
    ]);
  });

  it("closes after ten wrong codes, for the right one too", async () => {
    const someone = await person();
    await withTotp(someone);
    for (let n = 0; n < 10; n += 1) expect((await enters(someone.email, { code: "nothing" })).status).toBe(401);
    expect((await enters(someone.email, { code: await codeOf(someone) })).status).toBe(429);
  });
});

type Question = { challenge: string; options: { challenge: string } };

async function withPasskey(someone: PersonFixture, who?: Visitor) {
  const session = who ?? (await signedIn(someone));
  const soft = softAuthenticator();
  const begun = await session.call<Question>(beginPasskey, "POST", "/factors/passkeys/begin", { body: { password } });
  const { challenge, options } = begun.body;
  const body = { challenge, name: "Laptop", response: soft.register(options.challenge) };
  type Added = { passkey: { id: string }; recoveryCodes: string[] };
  const added = await session.call<Added>(addPasskey, "POST", "/factors/passkeys", { body });
  expect(added.status).toBe(201);
  const { passkey, recoveryCodes } = added.body;
  return { who: session, soft, id: passkey.id, code: recoveryCodes[0] };
}

async function asks(): Promise<{ who: Visitor; question: Question }> {
  const who = visitor();
  const { body } = await who.call<Question>(beginPasskeySession, "POST", "/session/passkey/begin", { body: {} });
  return { who, question: body };
}

describe("a passkey", () => {
  it("signs its owner in by itself, each question once", async () => {
    const someone = await person();
    const { soft } = await withPasskey(someone);
    const { who, question } = await asks();
    const body = { challenge: question.challenge, response: soft.assert(question.options.challenge) };
    const answer = await who.call(passkeySession, "POST", "/session/passkey", { body });
    expect(answer).toMatchObject({ status: 200, body: { person: { id: someone.id } } });
    expect((await visitor().call(passkeySession, "POST", "/session/passkey", { body })).status).toBe(401);
    expect(await enters(someone.email)).toMatchObject({ body: { current: { methods: ["passkey"] } } });
  });

  it("is not added where an app came since it was begun", async () => {
    const someone = await person();
    const thief = await signedIn(someone);
    const soft = softAuthenticator();
    const begun = await thief.call<Question>(beginPasskey, "POST", "/factors/passkeys/begin", { body: { password } });
    await withTotp(someone);
    const { challenge, options } = begun.body;
    const body = { challenge, name: "Laptop", response: soft.register(options.challenge) };
    const added = await thief.call(addPasskey, "POST", "/factors/passkeys", { body });
    expect(added).toMatchObject({ status: 410, body: { code: "ceremony_expired" } });
    expect((await thief.call(factors, "GET", "/factors")).body).toMatchObject({ passkeys: [] });
  });

  it("gives the attempt to begin back once it signed somebody in", async () => {
    const { soft } = await withPasskey(await person());
    const begun = () => world.db.signInFailure.count({ where: { subject: { startsWith: "passkey" } } });
    const before = await begun();
    const { who, question } = await asks();
    expect(await begun()).toBe(before + 1);
    const body = { challenge: question.challenge, response: soft.assert(question.options.challenge) };
    expect((await who.call(passkeySession, "POST", "/session/passkey", { body })).status).toBe(200);
    expect(await begun()).toBe(before);
  });

  it.each([
    ["another site's", { origin: "https://evil.example" }],
    ["one whose user was not checked", { flags: 0x01 }],
    ["one nobody touched", { flags: 0x04 }],
    ["a copy's, whose counter fell behind", { counter: 1 }],
  ])("is refused: %s", async (_, more) => {
    const { soft } = await withPasskey(await person());
    const enter = async (assertion: object | undefined) => {
      const { who, question } = await asks();
      const response = soft.assert(question.options.challenge, assertion);
      return who.call(passkeySession, "POST", "/session/passkey", {
        body: { challenge: question.challenge, response },
      });
    };
    expect((await enter({ counter: 7 })).status).toBe(200);
    expect((await enter(more)).status).toBe(401);
    expect((await enter({ counter: 8 })).status).toBe(200);
  });

  it("answers the question that was asked, and opens nothing once removed", async () => {
    const someone = await person();
    const { soft, who: owner, id, code } = await withPasskey(someone);
    const [first, second] = [await asks(), await asks()];
    const body = {
      challenge: first.question.challenge,
      response: soft.assert(second.question.options.challenge),
    };
    expect((await first.who.call(passkeySession, "POST", "/session/passkey", { body })).status).toBe(401);
    const params = { id };
    const stranger = await signedIn(await person());
    const at = `/factors/passkeys/${id}/remove`;
    expect((await stranger.call(removePasskey, "POST", at, { params, body: { password } })).status).toBe(404);
    expect((await owner.call(removePasskey, "POST", at, { params, body: { password } })).status).toBe(403);
    expect((await owner.call(removePasskey, "POST", at, { params, body: { password, code } })).status).toBe(204);
    const { who, question } = await asks();
    const late = { challenge: question.challenge, response: soft.assert(question.options.challenge) };
    expect((await who.call(passkeySession, "POST", "/session/passkey", { body: late })).status).toBe(401);
  });
});
