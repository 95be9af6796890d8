import { z } from "zod";
import { operation } from "../operation";
import { freezeWindowSchema } from "../schema/freeze";
import { moment, page, pageQuery } from "../schema/page";
import { idParams } from "./session";

const freeze = z.intersection(freezeWindowSchema, z.object({ version: z.int(), createdBy: z.string() }));
const fields = {
  startsAt: moment,
  endsAt: moment,
  reason: z.string().trim().min(1).max(300),
  /** None = every environment. */
  environments: z.array(z.string().trim().min(1).max(60)).max(20),
};

export const listFreezes = operation({
  id: "listFreezes",
  method: "GET",
  path: "/freezes",
  summary: "Times in which nothing is deployed, the next first: those that end after `from`, else those not over yet",
  access: "run.read",
  query: pageQuery.extend({ from: moment.optional() }),
  status: 200,
  response: page(freeze),
});

export const makeFreeze = operation({
  id: "makeFreeze",
  method: "POST",
  path: "/freezes",
  summary: "Freeze environments for a time: their runs get no GO in it. Without `environments`, all of them",
  access: "freeze.edit",
  body: z.strictObject({ ...fields, environments: fields.environments.default([]) }),
  status: 201,
  response: freeze,
});

export const changeFreeze = operation({
  id: "changeFreeze",
  method: "PATCH",
  path: "/freezes/:id",
  summary: "Move a freeze, or change its reason or environments",
  access: "freeze.edit",
  params: idParams,
  body: z
    .strictObject({ ...fields, version: z.int().positive() })
    .partial()
    .required({ version: true }),
  status: 200,
  response: freeze,
});

export const removeFreeze = operation({
  id: "removeFreeze",
  method: "DELETE",
  path: "/freezes/:id",
  summary: "Take a freeze away",
  access: "freeze.edit",
  params: idParams,
  status: 204,
});

export const freezeOperations = [listFreezes, makeFreeze, changeFreeze, removeFreeze];
