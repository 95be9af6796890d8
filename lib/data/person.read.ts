import type { Database } from "./database";

export type Account = { id: string; passwordHash: string | null; disabled: boolean; known: boolean };

/** People who signed in from an address keep a sign-in budget of their own there for this many days. */
const knownAddressDays = 90;

/** Mail addresses are compared without case and outer space. */
export function normaliseEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** What sign-in needs to know about an account, in one query whether it exists or not; `known` = signed in from here before. */
export async function findAccount(
  db: Pick<Database, "$queryRaw">,
  email: string,
  address: string,
  now: Date,
): Promise<Account | null> {
  const since = new Date(now.getTime() - knownAddressDays * 86_400_000);
  const [account] = await db.$queryRaw<Account[]>`
    select p.id, p.password_hash as "passwordHash", p.disabled_at is not null as disabled,
      exists (select 1 from session s where s.person_id = p.id and s.address = ${address} and s.created_at > ${since}) as known
    from person p where p.email = ${email}`;
  return account ?? null;
}
