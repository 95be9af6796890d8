import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { database } from "@/lib/data/database";
import { findSessionActor, type WorkspaceChoice } from "@/lib/data/session.read";
import { touchSession } from "@/lib/data/session.write";
import { isSetUp } from "@/lib/data/setup.read";
import { findTokenActor } from "@/lib/data/token.read";
import { touchToken } from "@/lib/data/token.write";
import type { Actor } from "@/lib/domain/actor";
import { readCookies, sessionCookie, unsealSession, workspaceCookie } from "./cookie";
import { apiTokenPrefix, hashSecretToken } from "./secret-token";

const workspaceHeader = "x-gonogo-workspace";
const minuteMilliseconds = 60_000;

/**
 * Who sends this request, with roles read now. A bearer token decides alone: a bad one doesn't fall back to the cookie.
 * Null = nobody we know, or somebody who isn't in the workspace they name.
 */
export async function actorOf(request: Request): Promise<Actor | null> {
  const named = request.headers.get(workspaceHeader);
  const authorization = request.headers.get("authorization");
  if (authorization !== null) return tokenActor(authorization, named);
  const jar = readCookies(request.headers.get("cookie"));
  return sessionActor(jar.get(sessionCookie()), { named, preferred: jar.get(workspaceCookie) ?? null });
}

/** The same for a Server Component; asked once per page, however many components ask. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  return sessionActor(jar.get(sessionCookie())?.value, {
    named: sent.get(workspaceHeader),
    preferred: jar.get(workspaceCookie)?.value ?? null,
  });
});

/** The actor of a page, or a redirect: to set-up while nobody exists, else to sign-in and back to `path`. */
export async function requirePageActor(path = "/"): Promise<Actor> {
  const actor = await currentActor();
  if (actor) return actor;
  if (!(await isSetUp(database()))) redirect("/setup");
  redirect(path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`);
}

async function sessionActor(cookie: string | undefined, choice: WorkspaceChoice): Promise<Actor | null> {
  const sessionId = unsealSession(cookie);
  if (sessionId === null) return null;
  const now = new Date();
  const found = await findSessionActor(database(), sessionId, choice, now);
  if (!found) return null;
  if (isOlderThanMinute(found.lastSeenAt, now)) await touchSession(database(), sessionId, now);
  return found.actor;
}

async function tokenActor(authorization: string, named: string | null): Promise<Actor | null> {
  const secret = /^bearer\s+(\S+)$/i.exec(authorization)?.[1];
  if (!secret?.startsWith(apiTokenPrefix)) return null;
  const now = new Date();
  const hash = hashSecretToken(secret);
  const found = await findTokenActor(database(), hash, now);
  if (!found || (named !== null && named !== found.actor.workspaceId)) return null;
  if (isOlderThanMinute(found.lastUsedAt, now)) await touchToken(database(), hash, now);
  return found.actor;
}

function isOlderThanMinute(at: Date | null, now: Date): boolean {
  return at === null || now.getTime() - at.getTime() > minuteMilliseconds;
}
