import { createHmac, timingSafeEqual } from "node:crypto";
import { sessionDays } from "@/lib/domain/session-lifetime";
import { env } from "@/lib/env";

/** Attributes every cookie of ours shares; `secure` follows the address people use. */
export type CookieAttributes = { httpOnly: true; sameSite: "lax"; path: "/"; secure: boolean };

export function cookieAttributes(): CookieAttributes {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() };
}

/** `__Host-` binds a cookie to this very host, but browsers take it over TLS only. */
export function cookieName(name: string): string {
  return isSecure() ? `__Host-gonogo.${name}` : `gonogo.${name}`;
}

export const sessionCookie = () => cookieName("session");
/** Tells a browser that has signed in before from a stranger; opens nothing. */
export const deviceCookie = () => cookieName("device");
/** Which workspace this browser shows; set by our own pages, checked against the membership at every request. */
export const workspaceCookie = "gonogo.workspace";

/** An id with its seal; without GONOGO_SECRET nobody can make one up. `purpose` keeps one kind from passing as another. */
export function seal(purpose: string, id: string): string {
  return `${id}.${digest(purpose, id).toString("base64url")}`;
}

/** The id of a sealed value, or null when it was not sealed here for this purpose. */
export function unseal(purpose: string, value: string | undefined): string | null {
  const dot = value?.lastIndexOf(".") ?? -1;
  if (value === undefined || dot < 1) return null;
  const id = value.slice(0, dot);
  const given = Buffer.from(value.slice(dot + 1), "base64url");
  const expected = digest(purpose, id);
  return given.length === expected.length && timingSafeEqual(given, expected) ? id : null;
}

export const sealSession = (sessionId: string) => seal("session", sessionId);
export const unsealSession = (value: string | undefined) => unseal("session", value);

/** The Set-Cookie line that signs a browser in. */
export function sessionCookieLine(sessionId: string): string {
  return cookieLine(sessionCookie(), sealSession(sessionId), sessionDays * 86_400);
}

/** The Set-Cookie line that takes a cookie away. */
export function expiredCookieLine(name: string): string {
  return cookieLine(name, "", 0);
}

export function cookieLine(name: string, value: string, maxAgeSeconds: number): string {
  const secure = isSecure() ? "; Secure" : "";
  return `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`;
}

/** The cookies of a request; the first of two with one name wins, as browsers send the most specific first. */
export function readCookies(header: string | null): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of header?.split(";") ?? []) {
    const at = pair.indexOf("=");
    const name = pair.slice(0, at).trim();
    if (at > 0 && !cookies.has(name)) cookies.set(name, pair.slice(at + 1).trim());
  }
  return cookies;
}

function isSecure(): boolean {
  return env().GONOGO_URL.startsWith("https://");
}

function digest(purpose: string, id: string): Buffer {
  return createHmac("sha256", env().GONOGO_SECRET).update(`gonogo ${purpose}\n${id}`).digest();
}
