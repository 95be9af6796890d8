import { announcePresence } from "@/lib/data/presence.write";
import { announcePresence as operation } from "@/lib/http/operations/realtime";
import { route } from "@/lib/http/route";
import { hub } from "@/lib/realtime/hub";

export const POST = route(operation, async (ctx, { params, body }) => {
  const result = await announcePresence(ctx, params.runId, body);
  if (result.ok) hub().ringPresence(params.runId);
  return result;
});
