import { createHash, createHmac } from "node:crypto";
import { withClient } from "./postgres/roles.ts";

const alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** The code that guards the first visit, in four groups. It follows from the secret: a restart prints the same. */
export function setupCode(secret: string): string {
  const bytes = createHmac("sha256", secret).update("gonogo set-up code").digest().subarray(0, 16);
  const letters = [...bytes].map((byte) => alphabet[byte % alphabet.length]).join("");
  return letters.replace(/(.{4})(?=.)/g, "$1-");
}

/** SHA-256, hex, of the code as people may type it: in capitals, without dashes and spaces. */
export function setupCodeDigest(code: string): string {
  return createHash("sha256").update(code.toUpperCase().replaceAll(/[\s-]/g, "")).digest("hex");
}

/** On a database without people, stores the code's digest and gives the code; undefined once there is anybody. */
export async function offerSetupCode(ownerUrl: string, secret: string): Promise<string | undefined> {
  return withClient(ownerUrl, async (client) => {
    const people = await client.query("select 1 from person limit 1");
    if (people.rowCount) return undefined;
    const code = setupCode(secret);
    await client.query(
      `insert into instance_setting (key, value) values ('setup_code', $1)
       on conflict (key) do update set value = excluded.value`,
      [JSON.stringify({ sha256: setupCodeDigest(code) })],
    );
    return code;
  });
}
