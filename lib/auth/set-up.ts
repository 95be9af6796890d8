import { createHash, timingSafeEqual } from "node:crypto";
import type { AnonymousContext } from "@/lib/data/context";
import type { StartedSession } from "@/lib/data/session.write";
import { findSetupCodeDigest, isSetUp } from "@/lib/data/setup.read";
import { alreadySetUp, createFirstOwner } from "@/lib/data/setup.write";
import { returnAttempts, takeAttempts } from "@/lib/data/sign-in-limit.write";
import { normaliseEmail } from "@/lib/domain/email";
import { type Result, refuse } from "@/lib/domain/refusal";
import { addressSubject, type Place } from "./client";
import { newPasswordHash } from "./new-password";

export type SetUp = { code: string; workspace: string; name: string; email: string; password: string };

const wrongCodes = 20;

/** Creates the first owner for whoever holds the code from the terminal. Refuses `setup_code_wrong`, `already_set_up`. */
export async function setUp(ctx: AnonymousContext, input: SetUp, place: Place): Promise<Result<StartedSession>> {
  if (await isSetUp(ctx.db)) return alreadySetUp;
  const subject = `set-up ${addressSubject(place.address)}`;
  const attempts = await takeAttempts(ctx.db, [{ subject, limit: wrongCodes }], ctx.now);
  if (!attempts.ok) return attempts;
  if (!isSameCode(input.code, await findSetupCodeDigest(ctx.db))) {
    return refuse("setup_code_wrong", "This is not the code the terminal shows. It was printed when Gonogo started.");
  }
  await returnAttempts(ctx.db, attempts.value);
  const email = normaliseEmail(input.email);
  const passwordHash = await newPasswordHash(input.password, email);
  if (!passwordHash.ok) return passwordHash;
  const { workspace, name } = input;
  return createFirstOwner(ctx, { workspace, name, email, passwordHash: passwordHash.value }, place);
}

/** SHA-256 of a code as people may type it: in capitals, without dashes and spaces. */
function setupCodeDigest(code: string): Buffer {
  return createHash("sha256").update(code.toUpperCase().replaceAll(/[\s-]/g, "")).digest();
}

function isSameCode(code: string, sha256: string | null): boolean {
  const expected = Buffer.from(sha256 ?? "", "hex");
  const given = setupCodeDigest(code);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
