import { z } from "zod";
import { operation } from "../operation";
import { again, againCredentials } from "../schema/again";

/** A path of ours to come back to; never another site's. */
const ownPath = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[^\\\p{Cc}\s]*$/u, "A path on this site, beginning with one slash.");

export const ssoDirection = z.object({ url: z.string() });

export const beginSso = operation({
  id: "beginSso",
  method: "POST",
  path: "/session/sso",
  summary: "Where to send the browser for single sign-on; sets the cookie its answer is bound to",
  access: "public",
  body: z.strictObject({ next: ownPath.default("/") }),
  status: 201,
  response: ssoDirection,
});

export const finishSso = operation({
  id: "finishSso",
  method: "GET",
  path: "/session/sso/return",
  summary:
    "Where the sign-in service sends the browser back to; leads on to a page, with the session cookie or the reason",
  access: "public",
  query: z.record(z.string(), z.string().max(4096)),
  produces: ["text/html"],
  status: 200,
});

export const connectSso = operation({
  id: "connectSso",
  method: "POST",
  path: "/factors/sso",
  summary: "Connect one's account to single sign-on, with the password: where to send the browser",
  access: "self",
  body: again,
  status: 201,
  response: ssoDirection,
  secret: true,
  credentials: againCredentials,
});

export const disconnectSso = operation({
  id: "disconnectSso",
  method: "POST",
  path: "/factors/sso/remove",
  summary: "Disconnect one's account from single sign-on, with the password",
  access: "self",
  body: again,
  status: 204,
  credentials: againCredentials,
});

export const ssoOperations = [beginSso, finishSso, connectSso, disconnectSso];
