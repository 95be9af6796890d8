import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { Context } from "./context";
import { transact } from "./transact";

export type Profile = { timeZone: string | null };

/** How the caller sees times; `null` goes by their browser. */
export async function changeProfile(ctx: Context, input: Profile): Promise<Result<Profile>> {
  return transact(ctx, async (tx) => {
    const { person, credential } = ctx.actor;
    if (!person || credential.kind !== "session") return refuse("forbidden", "Sign in to change how you see times.");
    const { timeZone } = input;
    await tx.person.update({ where: { id: person.id }, data: { timeZone } });
    return accept({ timeZone });
  });
}
