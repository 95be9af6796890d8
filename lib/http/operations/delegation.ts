import { z } from "zod";
import { operation } from "../operation";
import { moment } from "../schema/page";
import { delegationRow } from "../schema/run";
import { reasonBody, rowParams, words } from "../schema/words";

export const delegateRole = operation({
  id: "delegateRole",
  method: "POST",
  path: "/runs/:runId/delegations",
  summary: "Hand one's signing role on to a member for this run, until a time; counts once accepted. Never by token",
  access: "delegation.give",
  params: z.strictObject({ runId: z.uuid() }),
  body: z.strictObject({
    role: z.string().trim().min(1).max(120),
    /** Mail address. */
    to: z.string().trim().min(1).max(254),
    reason: words.default(""),
    until: moment,
  }),
  status: 201,
  response: delegationRow,
});

export const acceptDelegation = operation({
  id: "acceptDelegation",
  method: "POST",
  path: "/runs/:runId/delegations/:id/accept",
  summary: "Accept what was delegated to oneself. Never by token",
  access: "delegation.answer",
  params: rowParams,
  body: z.strictObject({}),
  status: 200,
  response: delegationRow,
});

export const revokeDelegation = operation({
  id: "revokeDelegation",
  method: "POST",
  path: "/runs/:runId/delegations/:id/revoke",
  summary: "End a delegation: its giver, its delegate or the lead. Never by token",
  access: "delegation.answer",
  params: rowParams,
  body: reasonBody,
  status: 200,
  response: delegationRow,
});

export const delegationOperations = [delegateRole, acceptDelegation, revokeDelegation];
