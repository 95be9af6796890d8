import type { Database } from "./database";

/** True once anybody exists; until then the set-up page is all there is. */
export async function isSetUp(db: Pick<Database, "person">): Promise<boolean> {
  return (await db.person.findFirst({ select: { id: true } })) !== null;
}
