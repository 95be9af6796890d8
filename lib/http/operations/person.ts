import { z } from "zod";
import { workspaceRoles } from "@/lib/domain/actor";
import { operation } from "../operation";
import { again, againCredentials, againFields } from "../schema/again";
import { page, pageQuery } from "../schema/page";
import { roleList } from "../schema/person";
import { idParams } from "./session";

const person = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  roles: z.array(z.enum(workspaceRoles)),
  disabledAt: z.string().nullable(),
  lastSeenAt: z.string().nullable(),
});

export const listPeople = operation({
  id: "listPeople",
  method: "GET",
  path: "/people",
  summary: "The people of the workspace by name",
  access: "workspace.read",
  query: pageQuery,
  status: 200,
  response: page(person),
});

export const resetFactors = operation({
  id: "resetFactors",
  method: "POST",
  path: "/people/:id/factors/reset",
  summary:
    "Take a lost second factor off somebody's account, proving who one is: ends their sessions, and they are told",
  access: "people.reset_factors",
  params: idParams,
  body: again,
  status: 204,
  credentials: againCredentials,
});

export const changePerson = operation({
  id: "changePerson",
  method: "PATCH",
  path: "/people/:id",
  summary:
    "Change somebody's roles, disable or enable them; holds from their next request on. Giving owner or admin asks again who one is",
  access: "people.change_roles",
  params: idParams,
  body: z
    .strictObject({ roles: roleList.optional(), disabled: z.boolean().optional(), ...againFields })
    .refine(({ roles, disabled }) => roles !== undefined || disabled !== undefined, "Send roles or disabled."),
  status: 200,
  response: person,
  credentials: againCredentials,
});
