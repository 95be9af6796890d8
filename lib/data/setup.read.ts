import { z } from "zod";
import type { Database } from "./database";

/** True once anybody exists; until then the set-up page is all there is. */
export async function isSetUp(db: Pick<Database, "person">): Promise<boolean> {
  return (await db.person.findFirst({ select: { id: true } })) !== null;
}

/** The digest of the one-time code, hex; null when none was stored. */
export async function findSetupCodeDigest(db: Pick<Database, "instanceSetting">): Promise<string | null> {
  const setting = await db.instanceSetting.findUnique({ where: { key: "setup_code" } });
  const parsed = z.object({ sha256: z.string() }).safeParse(setting?.value);
  return parsed.success ? parsed.data.sha256 : null;
}
