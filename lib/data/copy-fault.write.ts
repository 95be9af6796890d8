import type { CopyFault } from "@/lib/storage/checkpoint-copy";
import { copyFaultKey, readCopyFaults } from "./copy-fault.read";
import type { Database } from "./database";

/** Keeps what one round found: a place that has caught up is forgotten, one that still fails keeps its first time. */
export async function noteCopyFaults(db: Database, now: Date, faults: readonly CopyFault[]): Promise<void> {
  const before = await readCopyFaults(db);
  if (faults.length === 0 && before.length === 0) return;
  const value = faults.map(({ place, why }) => ({
    place,
    why,
    since: before.find((one) => one.place === place)?.since ?? now.toISOString(),
  }));
  await db.instanceSetting.upsert({
    where: { key: copyFaultKey },
    create: { key: copyFaultKey, value },
    update: { value },
  });
}
