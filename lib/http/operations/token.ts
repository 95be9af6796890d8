import { z } from "zod";
import { tokenScopes } from "@/lib/domain/actor";
import { operation } from "../operation";
import { againCredentials, againFields } from "../schema/again";
import { page, pageQuery } from "../schema/page";
import { idParams } from "./session";

const stored = {
  id: z.string(),
  name: z.string(),
  kind: z.enum(["personal", "machine"]),
  scopes: z.array(z.enum(tokenScopes)),
  prefix: z.string(),
  expiresAt: z.string(),
};

export const listTokens = operation({
  id: "listTokens",
  method: "GET",
  path: "/tokens",
  summary: "One's own tokens, and for admins the workspace's machine tokens",
  access: "token.own",
  query: pageQuery,
  status: 200,
  response: page(
    z.object({
      ...stored,
      createdAt: z.string(),
      createdBy: z.object({ id: z.string(), name: z.string() }),
      lastUsedAt: z.string().nullable(),
    }),
  ),
});

export const createToken = operation({
  id: "createToken",
  method: "POST",
  path: "/tokens",
  summary: "Make an API token, proving who one is; its secret is in this answer only",
  access: "token.own",
  body: z.strictObject({
    name: z.string().trim().min(1).max(120),
    kind: z.enum(["personal", "machine"]).default("personal"),
    scopes: z.array(z.enum(tokenScopes)).max(tokenScopes.length).optional(),
    expiresInDays: z.int().min(1).max(366).default(90),
    ...againFields,
  }),
  status: 201,
  response: z.object({ ...stored, secret: z.string() }),
  secret: true,
  credentials: againCredentials,
});

export const revokeToken = operation({
  id: "revokeToken",
  method: "DELETE",
  path: "/tokens/:id",
  summary: "Revoke a token; it opens nothing from the next request on",
  access: "token.own",
  params: idParams,
  status: 204,
});
