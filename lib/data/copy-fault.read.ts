import { z } from "zod";
import type { Database } from "./database";

export const copyFaultKey = "checkpoint_copies";

const faultsSchema = z.array(z.object({ place: z.string(), why: z.string(), since: z.iso.datetime() }));

/** Places that lack checkpoints, why the last try failed, and since when every try has. */
export type KnownCopyFault = z.infer<typeof faultsSchema>[number];

/** As the last round of any instance left it; empty when every place has what it should. */
export async function readCopyFaults(db: Pick<Database, "instanceSetting">): Promise<KnownCopyFault[]> {
  const row = await db.instanceSetting.findUnique({ where: { key: copyFaultKey } });
  return faultsSchema.safeParse(row?.value).data ?? [];
}
