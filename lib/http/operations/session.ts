import { z } from "zod";
import { workspaceRoles } from "@/lib/domain/actor";
import { operation } from "../operation";

/** Compared as text, never as an address: a malformed one is just an unknown one. */
export const emailInput = z.string().min(1).max(254);
/** What is typed at sign-in; only new passwords have a lower limit. */
export const passwordInput = z.string().min(1).max(1024);
/** Of an authenticator app, or a recovery code. */
export const codeInput = z.string().min(1).max(40);
export const idParams = z.strictObject({ id: z.uuid() });

const named = z.object({ id: z.string(), name: z.string() });

export const sessionView = z.object({
  person: z.object({ id: z.string(), name: z.string(), email: z.string() }).nullable(),
  workspace: named,
  roles: z.array(z.enum(workspaceRoles)),
  workspaces: z.array(named),
});

export const getSession = operation({
  id: "getSession",
  method: "GET",
  path: "/session",
  summary: "Who is calling, in which workspace, with which roles",
  access: "self",
  status: 200,
  response: sessionView,
});

export const createSession = operation({
  id: "createSession",
  method: "POST",
  path: "/session",
  summary: "Sign in; sets the session cookie. `second_factor_required` asks for `code` as well",
  access: "public",
  body: z.strictObject({ email: emailInput, password: passwordInput, code: codeInput.optional() }),
  status: 200,
  response: sessionView,
  credentials: ["password", "code"],
});

export const deleteSession = operation({
  id: "deleteSession",
  method: "DELETE",
  path: "/session",
  summary: "Sign out; the session ends at once",
  access: "self",
  status: 204,
});

export const listSessions = operation({
  id: "listSessions",
  method: "GET",
  path: "/sessions",
  summary: "The caller's open sessions",
  access: "self",
  status: 200,
  response: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        createdAt: z.string(),
        lastSeenAt: z.string(),
        userAgent: z.string().nullable(),
        address: z.string().nullable(),
        current: z.boolean(),
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
});

export const endSession = operation({
  id: "endSession",
  method: "DELETE",
  path: "/sessions/:id",
  summary: "End one of the caller's sessions",
  access: "self",
  params: idParams,
  status: 204,
});
