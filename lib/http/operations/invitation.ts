import { z } from "zod";
import { workspaceRoles } from "@/lib/domain/actor";
import { operation } from "../operation";
import { againCredentials, againFields } from "../schema/again";
import { page, pageQuery } from "../schema/page";
import { linkToken, newEmail, newPassword, personName, roleList } from "../schema/person";
import { codeInput, idParams, sessionView } from "./session";

const roles = z.array(z.enum(workspaceRoles));

export const listInvitations = operation({
  id: "listInvitations",
  method: "GET",
  path: "/invitations",
  summary: "Invitations that are still open, newest first",
  access: "people.invite",
  query: pageQuery,
  status: 200,
  response: page(
    z.object({
      id: z.string(),
      email: z.string(),
      roles,
      createdAt: z.string(),
      expiresAt: z.string(),
      invitedBy: z.object({ id: z.string(), name: z.string() }),
    }),
  ),
});

export const createInvitation = operation({
  id: "createInvitation",
  method: "POST",
  path: "/invitations",
  summary:
    "Invite an address; the link is in this answer, and sent there where mail is set up. It works once, for seven days. Inviting an owner or admin asks again who one is",
  access: "people.invite",
  body: z.strictObject({ email: newEmail, roles: roleList, ...againFields }),
  status: 201,
  response: z.object({
    id: z.string(),
    email: z.string(),
    roles,
    url: z.string(),
    expiresAt: z.string(),
    mailed: z.boolean(),
  }),
  secret: true,
  credentials: againCredentials,
});

export const revokeInvitation = operation({
  id: "revokeInvitation",
  method: "DELETE",
  path: "/invitations/:id",
  summary: "Revoke an open invitation",
  access: "people.invite",
  params: idParams,
  status: 204,
});

export const acceptInvitation = operation({
  id: "acceptInvitation",
  method: "POST",
  path: "/invitations/accept",
  summary: "Join by an invitation's token; who has an account sends its password. Sets the session cookie",
  access: "public",
  body: z.strictObject({ token: linkToken, name: personName, password: newPassword, code: codeInput.optional() }),
  status: 201,
  response: sessionView,
  credentials: ["token", "password", "code"],
});
