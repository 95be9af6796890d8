import type { Transaction } from "./database";

export type Author = { id: string; name: string };

/** Names by id in one query; people are never deleted, so nobody is missing. */
export async function readAuthors(
  db: Pick<Transaction, "person">,
  ids: readonly string[],
): Promise<(id: string) => Author> {
  const people = await db.person.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  });
  const byId = new Map(people.map((person) => [person.id, person]));
  return (id) => byId.get(id) ?? { id, name: "Someone who left" };
}
