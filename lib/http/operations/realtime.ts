import { z } from "zod";
import { operation } from "../operation";

export const runParams = z.strictObject({ runId: z.uuid() });

export const listenRun = operation({
  id: "listenRun",
  method: "GET",
  path: "/runs/:runId/events",
  summary: "Follow a run as server-sent events; resumes after `after` or Last-Event-ID, whichever is later",
  access: "run.read",
  params: runParams,
  query: z.strictObject({ after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional() }),
  produces: ["text/event-stream"],
  status: 200,
});

export const announcePresence = operation({
  id: "announcePresence",
  method: "POST",
  path: "/runs/:runId/presence",
  summary: "Say that this window has the run open, and which item; counts for 30 seconds",
  access: "run.read",
  params: runParams,
  body: z.strictObject({
    connection: z.string().regex(/^[\w-]{8,64}$/),
    itemKey: z.string().min(1).max(96).nullable().default(null),
  }),
  status: 204,
  quiet: true,
});

export const realtimeOperations = [listenRun, announcePresence];
