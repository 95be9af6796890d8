import type { AuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { database } from "@/lib/data/database";
import { findSessionActor } from "@/lib/data/session.read";
import { endSession } from "@/lib/data/session.write";
import { sessionDays } from "@/lib/domain/session-lifetime";
import { env } from "@/lib/env";
import { clientOf } from "./client";
import {
  cookieAttributes,
  cookieName,
  deviceCookie,
  readCookies,
  sealSession,
  sessionCookie,
  unsealSession,
} from "./cookie";
import { signIn } from "./sign-in";

const anyWorkspace = { named: null, preferred: null };

/**
 * next-auth's settings: its token is our sealed session id and nothing else, so the cookie it sets and the one of
 * POST /api/v1/session are the same, and our row decides at every request whether either still counts.
 */
export function authOptions(): AuthOptions {
  return {
    secret: env().GONOGO_SECRET,
    session: { strategy: "jwt", maxAge: sessionDays * 86_400 },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in" },
    cookies: {
      sessionToken: { name: sessionCookie(), options: cookieAttributes() },
      csrfToken: { name: cookieName("csrf"), options: cookieAttributes() },
      callbackUrl: { name: cookieName("callback"), options: cookieAttributes() },
    },
    providers: [
      Credentials({
        name: "Password",
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: async (credentials, request) => {
          const { email = "", password = "" } = credentials ?? {};
          if (email.length > 254 || password.length > 1024) return null;
          const headers = new Headers(plainHeaders(request.headers));
          const device = readCookies(headers.get("cookie")).get(deviceCookie());
          const ctx = { db: database(), now: new Date() };
          const signedIn = await signIn(ctx, { email, password }, { ...clientOf(headers), device });
          return signedIn.ok ? { id: signedIn.value.sessionId } : null;
        },
      }),
    ],
    jwt: {
      encode: ({ token }) => (token?.sub ? sealSession(token.sub) : ""),
      decode: ({ token }) => {
        const sessionId = unsealSession(token);
        return sessionId === null ? null : { sub: sessionId };
      },
    },
    callbacks: {
      redirect: ({ url, baseUrl }) => ownUrl(url, baseUrl),
      session: async ({ session, token }) => {
        const found = token.sub && (await findSessionActor(database(), token.sub, anyWorkspace, new Date()));
        const person = found ? found.actor.person : null;
        return person ? { ...session, user: { name: person.name, email: person.email } } : { expires: session.expires };
      },
    },
    events: {
      signOut: async ({ token }) => {
        const ctx = { db: database(), now: new Date() };
        const found = token?.sub && (await findSessionActor(ctx.db, token.sub, anyWorkspace, ctx.now));
        if (found) await endSession({ ...ctx, actor: found.actor }, token.sub ?? "");
      },
    },
  };
}

/** Only addresses of our own: whoever signs in is never sent to another site. */
function ownUrl(url: string, baseUrl: string): string {
  const target = URL.parse(url, baseUrl);
  return target?.origin === new URL(baseUrl).origin ? target.href : baseUrl;
}

function plainHeaders(headers: Record<string, unknown> | undefined): [string, string][] {
  return Object.entries(headers ?? {}).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value] satisfies [string, string]] : [],
  );
}
