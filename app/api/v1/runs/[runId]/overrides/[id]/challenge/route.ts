import { challengeToSign } from "@/lib/auth/passkey";
import { readOverride } from "@/lib/data/override.read";
import { challengeOverride as operation } from "@/lib/http/operations/override";
import { route } from "@/lib/http/route";

export const POST = route(operation, async (ctx, { params }) => {
  const shown = await readOverride(ctx, params.runId, params.id, "gate.override");
  return shown.ok ? challengeToSign(ctx, shown.value.sha256) : shown;
});
