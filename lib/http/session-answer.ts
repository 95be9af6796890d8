import { cookieLine, deviceCookie, expiredCookieLine, sessionCookie, sessionCookieLine } from "@/lib/auth/cookie";
import type { AnonymousContext } from "@/lib/data/context";
import { readSessionView } from "@/lib/data/session.read";
import type { StartedSession } from "@/lib/data/session.write";
import { problemResponse } from "./problem";

export const yearSeconds = 365 * 86_400;

/** The session body with the cookies that keep it. */
export async function sessionAnswer(
  ctx: AnonymousContext,
  started: StartedSession & { deviceSeal?: string },
  status: 200 | 201,
): Promise<Response> {
  const view = await readSessionView({ ...ctx, actor: started.actor });
  if (!view.ok) return problemResponse(view);
  const answer = Response.json(view.value, { status, headers: { "cache-control": "no-store" } });
  answer.headers.append("set-cookie", sessionCookieLine(started.sessionId));
  if (started.deviceSeal) {
    answer.headers.append("set-cookie", cookieLine(deviceCookie(), started.deviceSeal, yearSeconds));
  }
  return answer;
}

/** 204 that takes the session cookie away. */
export function signedOutAnswer(): Response {
  const answer = new Response(null, { status: 204 });
  answer.headers.append("set-cookie", expiredCookieLine(sessionCookie()));
  return answer;
}
