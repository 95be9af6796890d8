import type { AuthenticationResponseJSON } from "@simplewebauthn/server";
import { isProvenBySso } from "@/lib/data/ceremony-sso.write";
import type { Context } from "@/lib/data/context";
import { notePasskeyUse } from "@/lib/data/passkey.write";
import type { Proof, Prove } from "@/lib/data/run-change.write";
import { returnAttempts, takeAttempts } from "@/lib/data/sign-in-limit.write";
import { accept, type Refusal, refuse } from "@/lib/domain/refusal";
import type { SignatureProof } from "@/lib/domain/signature-proof";
import type { SigningMethod } from "@/lib/domain/signing-method";
import { verifyAssertion } from "./passkey";
import { proofProblem } from "./passkey-proof";
import { failuresPerPerson, failuresPerSubject, verifyPassword } from "./reauthenticate";
import { takeTotpCode } from "./second-factor";

/** What the signer sends with the statement's hash: one of these, the one the statement names. */
export type Answers = {
  password?: string | undefined;
  code?: string | undefined;
  assertion?: AuthenticationResponseJSON | undefined;
};

const missing: Record<SigningMethod, Refusal> = {
  password: refuse("reauthentication_required", "Enter your password again."),
  totp: refuse("reauthentication_required", "Enter the code your authenticator app shows now."),
  passkey: refuse("reauthentication_required", "Confirm with your passkey."),
  oidc: refuse("reauthentication_required", "Sign in anew at the sign-in service, in this browser."),
};

/** The answers among the fields of a call. */
export function answersIn(body: Omit<Answers, "assertion"> & { assertion?: object | undefined }): Answers {
  const { password, code, assertion } = body;
  return { password, code, assertion: assertion as AuthenticationResponseJSON | undefined };
}

/** What came with a call that is proven by whichever way its author brought. */
export function proofIn(ctx: Context, subject: string, answers: Answers): Proof {
  const { password, code, assertion } = answers;
  const method = assertion ? "passkey" : code !== undefined ? "totp" : password !== undefined ? "password" : null;
  return { method, prove: proveSignature(ctx, subject, answers) };
}

/** Proves that the signer is there, by the method their statement names and no other. */
export function proveSignature(ctx: Context, ceremonyId: string, answers: Answers): Prove {
  const subject = `ceremony:${ceremonyId}`;
  return async ({ personId, method, statement, sha256 }) => {
    const { password, code, assertion } = answers;
    if (method === "password") {
      return password === undefined ? missing.password : verifyPassword(ctx, personId, password, subject);
    }
    if (method === "totp") {
      if (code === undefined) return missing.totp;
      return limited(ctx, personId, subject, async () =>
        (await takeTotpCode(ctx, personId, code)) ? accept(null) : wrongCode,
      );
    }
    if (method === "oidc") return (await isProvenBySso(ctx, ceremonyId, personId)) ? accept(null) : missing.oidc;
    if (assertion === undefined) return missing.passkey;
    return limited(ctx, personId, subject, async () => {
      const challenge = Buffer.from(sha256, "hex").toString("base64url");
      const asserted = await verifyAssertion(ctx.db, assertion, challenge);
      if (!asserted || asserted.passkey.personId !== personId) return wrongPasskey;
      const { passkey, site, counter } = asserted;
      const proof: SignatureProof = {
        kind: "webauthn",
        passkey: passkey.id,
        ...site,
        publicKey: Buffer.from(passkey.spki).toString("base64url"),
        authenticatorData: assertion.response.authenticatorData,
        clientDataJSON: assertion.response.clientDataJSON,
        signature: assertion.response.signature,
      };
      if (proofProblem(statement, proof) !== null) return wrongPasskey;
      return (await notePasskeyUse(ctx.db, passkey.id, counter, ctx.now)) ? accept(proof) : wrongPasskey;
    });
  };
}

const wrongCode = refuse(
  "reauthentication_required",
  "This code is not right, or was used already. Wait for the next one.",
);
const wrongPasskey = refuse("reauthentication_required", "This is not an answer of your passkey to this statement.");

type Proven = Awaited<ReturnType<Prove>>;

/** Counts an attempt before it is judged and gives it back when it was right, as for a password. */
async function limited(ctx: Context, personId: string, subject: string, judge: () => Promise<Proven>): Promise<Proven> {
  const budgets = [
    { subject, limit: failuresPerSubject },
    { subject: `again:${personId}`, limit: failuresPerPerson },
  ];
  const attempts = await takeAttempts(ctx.db, budgets, ctx.now);
  if (!attempts.ok) return attempts;
  const proven = await judge();
  if (proven.ok) await returnAttempts(ctx.db, attempts.value);
  return proven;
}
