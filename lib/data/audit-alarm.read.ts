import { z } from "zod";
import type { Database } from "./database";

export const watchKey = "audit_watch";

const watchSchema = z.object({
  /** Where the next look begins: after this chain, or within it after the last entry verified, with its hash (hex). */
  cursor: z.object({ chain: z.string(), entry: z.object({ seq: z.int(), hash: z.string() }).nullable() }).nullable(),
  /** Faults found and not seen mended since, by the chain they are in; "" for the database as a whole. */
  faults: z.record(z.string(), z.object({ text: z.string(), workspace: z.string().nullable() })),
  /** ISO; when the first of the faults was found. */
  since: z.string().nullable(),
  checkedAt: z.string(),
});
export type Watch = z.infer<typeof watchSchema>;

/** What is wrong with the history, for screens, `/readyz` and `/metrics`. */
export type AuditAlarm = { faults: string[]; since: string | null; checkedAt: string | null };

/** As the last look of any instance left it; for one workspace only what concerns it. */
export async function readAlarm(db: Database, workspaceId?: string): Promise<AuditAlarm> {
  const watch = await readWatch(db);
  const faults = Object.values(watch?.faults ?? {}).filter(
    ({ workspace }) => workspaceId === undefined || workspace === null || workspace === workspaceId,
  );
  return {
    faults: faults.map(({ text }) => text),
    since: watch?.since ?? null,
    checkedAt: watch?.checkedAt ?? null,
  };
}

/** Where the looks at the history stand; null before the first one. */
export async function readWatch(db: Database): Promise<Watch | null> {
  const row = await db.instanceSetting.findUnique({ where: { key: watchKey } });
  return watchSchema.safeParse(row?.value).data ?? null;
}
