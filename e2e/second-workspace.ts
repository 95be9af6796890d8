import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { owner, type Person, signIn } from "./team";

const stranger = { workspace: "Elsewhere", name: "Wanda Elsewhere", email: "wanda@elsewhere.test" };

/**
 * Somebody who owns another workspace of the same server. No screen makes a second workspace, so the database does; the
 * password is the owner's.
 */
export async function signInStranger(baseURL: string): Promise<Person> {
  const client = new Client({ connectionString: process.env.JOURNEY_DATABASE_OWNER_URL });
  await client.connect();
  try {
    const known = await client.query("select 1 from person where email = $1", [stranger.email]);
    if (known.rowCount === 0) {
      const [workspace, person] = [randomUUID(), randomUUID()];
      await client.query("insert into workspace (id, name) values ($1, $2)", [workspace, stranger.workspace]);
      await client.query(
        "insert into person (id, email, name, password_hash) select $1, $2, $3, password_hash from person where email = $4",
        [person, stranger.email, stranger.name, owner.email],
      );
      await client.query("insert into membership (workspace_id, person_id, roles) values ($1, $2, '{owner}')", [
        workspace,
        person,
      ]);
    }
  } finally {
    await client.end();
  }
  return signIn(baseURL, stranger.name, stranger.email);
}
