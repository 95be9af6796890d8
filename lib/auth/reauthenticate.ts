import type { Context } from "@/lib/data/context";
import { findPasswordHash } from "@/lib/data/password.read";
import { type Budget, returnAttempts, takeAttempts } from "@/lib/data/sign-in-limit.write";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { passwordMatches } from "./password-hash";

export const failuresPerSubject = 5;
export const failuresPerPerson = 20;

/** What a failure to prove again who one is counts against, by whatever it was tried. */
export function againBudgets(personId: string, subject: string): Budget[] {
  return [
    { subject, limit: failuresPerSubject },
    { subject: `again:${personId}`, limit: failuresPerPerson },
  ];
}

/**
 * Asks for the password again, e.g. at signing. `subject` names what it is for (`ceremony:<id>`): five failures in
 * fifteen minutes close it, twenty over everything close the person's re-authentication.
 * Refuses with `reauthentication_required` or `too_many_requests`.
 */
export async function verifyPassword(
  ctx: Pick<Context, "db" | "now">,
  personId: string,
  password: string,
  subject: string,
): Promise<Result<null>> {
  const attempts = await takeAttempts(ctx.db, againBudgets(personId, subject), ctx.now);
  if (!attempts.ok) return attempts;
  const matches = await passwordMatches(password, await findPasswordHash(ctx.db, personId));
  if (matches.ok && !matches.value) {
    return refuse("reauthentication_required", "The password is not right. Enter your own password again.");
  }
  await returnAttempts(ctx.db, attempts.value);
  return matches.ok ? accept(null) : matches;
}
