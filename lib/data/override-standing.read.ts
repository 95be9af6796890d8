import { may } from "@/lib/domain/permission";
import { plainText } from "@/lib/domain/plain-text";
import { indexDocument } from "@/lib/domain/template-tree";
import type { Context } from "./context";
import { publishedVersion } from "./template-document.read";

export type StandingOverride = {
  id: string;
  runId: string;
  run: string;
  gate: string;
  endsAt: string;
  inForce: boolean;
};

const most = 10;

/** Overrides of the workspace that are in force, or ended and not reviewed yet; of rehearsals none. The newest first. */
export async function readStandingOverrides(ctx: Context): Promise<StandingOverride[]> {
  if (!may(ctx.actor, "run.read")) return [];
  const rows = await ctx.db.gateOverride.findMany({
    where: {
      run: { workspaceId: ctx.actor.workspaceId, rehearsal: false },
      confirmedAt: { not: null },
      OR: [{ reviewedAt: null }, { endedAt: null, endsAt: { gt: ctx.now } }],
    },
    orderBy: [{ confirmedAt: "desc" }, { id: "desc" }],
    take: most,
    select: {
      id: true,
      runId: true,
      gateKey: true,
      endsAt: true,
      endedAt: true,
      run: { select: { name: true, templateVersionId: true } },
    },
  });
  return Promise.all(
    rows.map(async ({ id, runId, gateKey, endsAt, endedAt, run }) => {
      const { gateByKey } = indexDocument((await publishedVersion(ctx.db, run.templateVersionId)).document);
      return {
        id,
        runId,
        run: run.name,
        gate: plainText(gateByKey.get(gateKey)?.gate.title ?? gateKey),
        endsAt: (endedAt ?? endsAt).toISOString(),
        inForce: endedAt === null && endsAt > ctx.now,
      };
    }),
  );
}
