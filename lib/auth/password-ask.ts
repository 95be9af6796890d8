import { createHash } from "node:crypto";
import type { AnonymousContext } from "@/lib/data/context";
import { enqueue } from "@/lib/data/job.write";
import { hasPassword } from "@/lib/data/password.read";
import { queueResetMail } from "@/lib/data/password-mail.write";
import { takeAttempts } from "@/lib/data/sign-in-limit.write";
import { normaliseEmail } from "@/lib/domain/email";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { mailSender } from "@/lib/env";
import { addressSubject, type Place } from "./client";
import { makePasswordReset } from "./password-link";

/** One mail to an address in this time, however often it is asked for. */
const onceInMs = 5 * 60_000;

/**
 * Asks for a link by mail. The same is done and answered whoever the address belongs to, if to anybody: who that is,
 * is looked up by the job.
 */
export async function askPasswordReset(ctx: AnonymousContext, address: string, place: Place): Promise<Result<null>> {
  if (mailSender() === null) {
    return refuse("conflict", "This server sends no mail. Whoever runs it prints a reset link.");
  }
  const email = normaliseEmail(address);
  const budgets = [
    { subject: `reset ${addressSubject(place.address)}`, limit: 20 },
    { subject: "reset by anybody", limit: 500 },
  ];
  const attempts = await takeAttempts(ctx.db, budgets, ctx.now);
  if (!attempts.ok) return attempts;
  const turn = Math.floor(ctx.now.getTime() / onceInMs);
  const key = createHash("sha256").update(`${email} ${turn}`).digest("hex");
  await enqueue(ctx.db, { name: "password.mail", key, at: ctx.now, payload: { email } });
  return accept(null);
}

/**
 * Sends whoever has the address a link; nobody gets nothing. Nor does who has no password: a mailbox must not open what
 * the provider of single sign-on keeps.
 */
export async function mailPasswordReset(ctx: AnonymousContext, email: string): Promise<void> {
  if (!(await hasPassword(ctx.db, email))) return;
  const link = await makePasswordReset(ctx, email);
  if (link.ok) await queueResetMail(ctx, email, link.value);
}
