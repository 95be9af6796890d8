import { randomBytes } from "node:crypto";
import { spkiOf, verifyAssertion } from "@/lib/auth/passkey";
import { proofProblem } from "@/lib/auth/passkey-proof";
import { hashPassword, passwordMatches } from "@/lib/auth/password-hash";
import { proveSignature } from "@/lib/auth/prove-signature";
import { takeTotpCode } from "@/lib/auth/second-factor";
import { totpCode, totpStep } from "@/lib/auth/totp";
import { notePasskeyUse } from "@/lib/data/passkey.write";
import type { SigningMethod } from "@/lib/domain/signing-method";
import { sealSecret } from "@/lib/storage/sealed-secret";
import { type Assertion, softAuthenticator } from "@/prisma/factories/authenticator";
import { testNow, value } from "@/prisma/factories/world";
import type { Kind, Stage } from "./signature-stage.ts";

/** Beneath the limits on attempts, which would end each of these after five. */
type Passkey = Awaited<ReturnType<typeof enrol>>;

/** A passkey of a person's, as registering it would have kept it. */
async function enrol({ world }: Stage, personId: string) {
  const device = softAuthenticator();
  const cose = Uint8Array.from(device.cose);
  const { id } = await world.db.passkey.create({
    data: {
      personId,
      name: "Laptop",
      credentialId: device.credentialId,
      cose,
      spki: spkiOf(cose),
      counter: 0n,
      transports: [],
      backedUp: false,
    },
  });
  return { ...device, id, spki: spkiOf(cose) };
}

/** Whether the server would take this answer for the person's signature of these bytes. */
async function taken(stage: Stage, key: Passkey, statement: Uint8Array, challenge: Buffer, answer: Assertion) {
  const asserted = await verifyAssertion(stage.world.db, answer as never, challenge.toString("base64url"));
  if (!asserted || asserted.passkey.personId !== stage.world.people.member.id) return false;
  const { response } = answer;
  const proof = {
    kind: "webauthn" as const,
    passkey: key.id,
    ...asserted.site,
    publicKey: Buffer.from(asserted.passkey.spki).toString("base64url"),
    ...response,
  };
  if (proofProblem(statement, proof) !== null) return false;
  return notePasskeyUse(stage.world.db, asserted.passkey.id, asserted.counter, testNow);
}

type Try = (facts: {
  key: Passkey;
  other: Passkey;
  challenge: Buffer;
  statement: Uint8Array;
  random: () => number;
}) => Assertion | { statement: Uint8Array; answer: Assertion };

function withPasskey(attempt: Try): Kind {
  return async (stage, random) => {
    const key = await enrol(stage, stage.world.people.member.id);
    const other = await enrol(stage, stage.world.people.admin.id);
    const opened = value(await stage.open("member", "engineering", { method: "passkey" }));
    const statement = Buffer.from(opened.statement);
    const challenge = Buffer.from(opened.sha256, "hex");
    await taken(stage, key, statement, challenge, key.assert(challenge.toString("base64url")));
    return {
      attack: async () => {
        const tried = attempt({ key, other, challenge, statement, random });
        const [bytes, answer] = "answer" in tried ? [tried.statement, tried.answer] : [statement, tried];
        return taken(stage, key, bytes, challenge, answer);
      },
      clean: () =>
        taken(stage, key, statement, challenge, key.assert(challenge.toString("base64url"), { counter: 1e6 })),
    };
  };
}

function flipped(bytes: Uint8Array, random: () => number): Buffer {
  const copy = Buffer.from(bytes);
  const at = Math.floor(random() * copy.length * 8);
  copy[at >> 3] = (copy[at >> 3] ?? 0) ^ (1 << (at & 7));
  return copy;
}

function withFlip(part: keyof Assertion["response"]): Try {
  return ({ key, challenge, random }) => {
    const answer = key.assert(challenge.toString("base64url"));
    const bytes = flipped(Buffer.from(answer.response[part], "base64url"), random);
    return { ...answer, response: { ...answer.response, [part]: bytes.toString("base64url") } };
  };
}

function withTotp(attempt: (secret: Buffer, random: () => number, now: number) => string): Kind {
  return async (stage, random) => {
    const { id } = stage.world.people.member;
    const secret = randomBytes(20);
    await stage.world.db.totpFactor.create({
      data: { personId: id, secret: sealSecret(secret, id), confirmedAt: testNow, lastStep: 0n },
    });
    const ctx = { db: stage.world.db, now: testNow };
    const step = totpStep(testNow);
    const later = { ...ctx, now: new Date(testNow.getTime() + 600_000) };
    return {
      attack: () => takeTotpCode(ctx, id, attempt(secret, random, step)),
      clean: async () => {
        const fresh = await takeTotpCode(later, id, totpCode(secret, totpStep(later.now)));
        const again = await takeTotpCode(later, id, totpCode(secret, totpStep(later.now)));
        return fresh && !again;
      },
    };
  };
}

/** A code none of the three steps around now shows. */
function wrongCode(secret: Buffer, random: () => number, step: number): string {
  const code = String(Math.floor(random() * 1e6)).padStart(6, "0");
  const right = [step - 1, step, step + 1].some((each) => totpCode(secret, each) === code);
  return right ? wrongCode(secret, random, step) : code;
}

export const proofKinds: Record<string, Kind> = {
  "another method than the statement names": async (stage, random) => {
    const { by, world } = stage;
    const ways = ["passkey", "totp", "oidc", "password"] as const satisfies SigningMethod[];
    const answers = {
      passkey: { password: "x" },
      totp: { password: "x" },
      oidc: { code: "1" },
      password: { code: "1" },
    };
    const ceremony = value(await stage.open("member", "engineering")).id;
    return {
      attack: async () => {
        const method = ways[Math.floor(random() * ways.length)] ?? "passkey";
        const asked = { personId: world.people.member.id, method, statement: randomBytes(9), sha256: "0".repeat(64) };
        return (await proveSignature(by("member"), ceremony, answers[method])(asked)).ok;
      },
      clean: async () => (await stage.give("member", "engineering")).method === "password",
    };
  },
  "nearly the password": async (stage, random) => {
    const password = "correct horse battery staple";
    const hash = value(await hashPassword(password));
    return {
      attack: async (nth) => {
        const at = Math.floor(random() * password.length);
        const ways = [
          password.slice(0, at),
          `${password}${String.fromCodePoint(33 + (nth % 90))}`,
          `${password.slice(0, at)}\u0000${password.slice(at + 1)}`,
          `${password.slice(0, at)}#${password.slice(at + 1)}`,
        ];
        return value(await passwordMatches(ways[nth % ways.length] ?? "", hash));
      },
      clean: async () =>
        value(await passwordMatches(password, hash)) &&
        (await stage.give("member", "engineering")).method === "password",
    };
  },
  "a passkey of somebody else": withPasskey(({ other, challenge }) => other.assert(challenge.toString("base64url"))),
  "a passkey under another's name": withPasskey(({ key, other, challenge }) => {
    const { credentialId: id } = key;
    return { ...other.assert(challenge.toString("base64url")), id, rawId: id };
  }),
  "a passkey's answer to another statement": withPasskey(({ key }) =>
    key.assert(randomBytes(32).toString("base64url")),
  ),
  "a passkey's answer for other bytes": withPasskey(({ key, challenge, statement, random }) => ({
    statement: flipped(statement, random),
    answer: key.assert(challenge.toString("base64url")),
  })),
  "a passkey on another site": withPasskey(({ key, challenge, random }) => {
    const host = Math.floor(random() * 1e9).toString(36);
    return key.assert(challenge.toString("base64url"), { origin: `https://${host}.localhost.example.test` });
  }),
  "a passkey that checked nobody": withPasskey(({ key, challenge, random }) =>
    key.assert(challenge.toString("base64url"), { flags: random() < 0.5 ? 0x01 : 0x04 }),
  ),
  "a passkey whose count went back": withPasskey(({ key, challenge, random }) =>
    key.assert(challenge.toString("base64url"), { counter: random() < 0.5 ? 1 : 0 }),
  ),
  "one bit of a passkey's signature": withPasskey(withFlip("signature")),
  "one bit of what an authenticator said": withPasskey(withFlip("authenticatorData")),
  "one bit of what a browser said": withPasskey(withFlip("clientDataJSON")),
  "a wrong code": withTotp(wrongCode),
  "a code used already": async (stage, random) => {
    const kind = await withTotp((secret, _, step) => totpCode(secret, step))(stage, random);
    await kind.attack(0);
    return kind;
  },
  "a code of an earlier or a later time": withTotp((secret, random, step) =>
    totpCode(secret, step + (random() < 0.5 ? -1 : 1) * (2 + Math.floor(random() * 1000))),
  ),
  "a code of another app": withTotp((secret, _, step) => {
    const code = totpCode(randomBytes(20), step);
    return [step - 1, step, step + 1].some((each) => totpCode(secret, each) === code) ? "" : code;
  }),
};
