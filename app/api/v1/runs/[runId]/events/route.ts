import { actorOf } from "@/lib/auth/actor";
import { scopeRun } from "@/lib/data/run-scope.read";
import type { Credential } from "@/lib/domain/actor";
import { may } from "@/lib/domain/permission";
import { listenRun } from "@/lib/http/operations/realtime";
import { route } from "@/lib/http/route";
import { hub } from "@/lib/realtime/hub";

const headers = {
  "content-type": "text/event-stream; charset=utf-8",
  // no-transform keeps the server's own compression from holding events back.
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
};

export const GET = route(listenRun, async (ctx, { params, query, request }) => {
  const scope = await scopeRun(ctx, params.runId, "run.read");
  if (!scope.ok) return scope;
  // A copy: the request itself may be let go of once it is answered.
  const asked = new Request(request.url, { headers: new Headers(request.headers) });
  const stream = hub().open({
    runId: params.runId,
    after: resumeAfter(query.after, request.headers.get("last-event-id")),
    credential: `${ctx.actor.workspaceId} ${idOf(ctx.actor.credential)}`,
    recheck: async () => {
      const actor = await actorOf(asked);
      return actor !== null && actor.workspaceId === ctx.actor.workspaceId && may(actor, "run.read");
    },
  });
  return new Response(stream, { headers });
});

/** A browser that reconnects repeats the address it first asked for, so the later of the two is what it has. */
function resumeAfter(after: number | undefined, lastEventId: string | null): number | null {
  const last = lastEventId !== null && /^\d{1,15}$/.test(lastEventId) ? Number(lastEventId) : undefined;
  if (after === undefined) return last ?? null;
  return Math.max(after, last ?? 0);
}

function idOf(credential: Credential): string {
  if (credential.kind === "session") return credential.sessionId;
  return credential.kind === "system" ? "system" : credential.tokenId;
}
