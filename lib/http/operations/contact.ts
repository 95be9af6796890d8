import { z } from "zod";
import { operation } from "../operation";
import { escalationRow, onCallRow } from "../schema/announcement";
import { moment } from "../schema/page";
import { rowParams } from "../schema/words";
import { runParams } from "./realtime";

export const getContacts = operation({
  id: "getContacts",
  method: "GET",
  path: "/runs/:runId/contacts",
  summary: "Whom to reach and how, who is on call now, whom a page would reach, and what was paged",
  access: "run.read",
  params: runParams,
  status: 200,
  response: z.object({
    contacts: z.array(
      z.object({
        name: z.string(),
        channel: z.string(),
        topic: z.string().nullable(),
        tier: z.int().nullable(),
        links: z.array(z.object({ kind: z.enum(["mail", "phone", "web"]), href: z.string(), text: z.string() })),
      }),
    ),
    onCall: z
      .object({
        id: z.string().nullable(),
        label: z.string(),
        people: z.array(z.string()),
        until: z.string().nullable(),
      })
      .nullable(),
    tiers: escalationRow.shape.tiers,
    escalations: z.array(escalationRow),
  }),
});

export const setOnCall = operation({
  id: "setOnCall",
  method: "POST",
  path: "/runs/:runId/on-call",
  summary:
    "Say who is on call from now on, or from a moment, in place of whoever was until then: a role, a contact of the checklist or a person; the lead's",
  access: "on_call.set",
  params: runParams,
  body: z.strictObject({
    role: z.string().min(1).max(120).optional(),
    contact: z.string().min(1).max(400).optional(),
    personId: z.uuid().optional(),
    startsAt: moment.optional(),
    endsAt: moment.nullable().default(null),
  }),
  status: 201,
  response: onCallRow,
});

export const endOnCall = operation({
  id: "endOnCall",
  method: "DELETE",
  path: "/runs/:runId/on-call/:id",
  summary: "End somebody's time on call; the lead's",
  access: "on_call.set",
  params: rowParams,
  status: 204,
});

export const startEscalation = operation({
  id: "startEscalation",
  method: "POST",
  path: "/runs/:runId/escalations",
  summary: "Page the first tier; the next one follows when nobody acknowledges in time",
  access: "escalation.start",
  params: runParams,
  body: z.strictObject({
    subject: z.string().trim().min(1).max(2000),
    /** Minutes without an answer after which the next tier is paged. */
    waitMinutes: z.int().min(1).max(1440).default(5),
  }),
  status: 201,
  response: escalationRow,
});

export const acknowledgeEscalation = operation({
  id: "acknowledgeEscalation",
  method: "POST",
  path: "/runs/:runId/escalations/:id/acknowledge",
  summary: "Say that somebody is at it: nobody else is paged",
  access: "escalation.acknowledge",
  params: rowParams,
  body: z.strictObject({}),
  status: 200,
  response: escalationRow,
});

export const acknowledgePage = operation({
  id: "acknowledgePage",
  method: "POST",
  path: "/acknowledgements",
  summary: "The same by the token of a page, for whoever was paged and for receivers of webhooks",
  access: "public",
  body: z.strictObject({ token: z.string().min(1).max(200) }),
  status: 200,
  response: z.object({ subject: z.string(), by: z.string(), at: z.string() }),
  credentials: ["token"],
});

export const contactOperations = [
  getContacts,
  setOnCall,
  endOnCall,
  startEscalation,
  acknowledgeEscalation,
  acknowledgePage,
];
