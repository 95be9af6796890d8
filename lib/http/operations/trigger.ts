import { z } from "zod";
import { alertGroupSchema } from "@/lib/domain/alert-map";
import { operation } from "../operation";
import { triggerRow } from "../schema/run";
import { nodeParams, reasonBody, words } from "../schema/words";
import { runParams } from "./realtime";

export const fireTrigger = operation({
  id: "fireTrigger",
  method: "POST",
  path: "/runs/:runId/triggers/:key/fire",
  summary: "Report that a rollback trigger's condition came true; also for a token with the triggers scope",
  access: "trigger.fire",
  params: nodeParams,
  body: z.strictObject({
    /** As it was read: `7.2 %` or 7.2. */
    measured: z.union([z.string().max(200), z.number().transform(String)]).optional(),
    reason: words.optional(),
  }),
  status: 200,
  response: triggerRow,
});

export const clearTrigger = operation({
  id: "clearTrigger",
  method: "POST",
  path: "/runs/:runId/triggers/:key/clear",
  summary: "Take a fired trigger back, with the reason why it is safe to go on; the lead's",
  access: "trigger.clear",
  params: nodeParams,
  body: reasonBody,
  status: 200,
  response: triggerRow,
});

export const receiveAlerts = operation({
  id: "receiveAlerts",
  method: "POST",
  path: "/runs/:runId/alerts",
  summary:
    "Alertmanager's webhook (version 4): fires the triggers its alerts name, notes those that end, answers what it could not map. For a token with the triggers scope",
  access: "trigger.fire",
  params: runParams,
  body: alertGroupSchema,
  status: 200,
  response: z.strictObject({
    fired: z.array(triggerRow),
    standing: z.array(z.string()),
    resolved: z.array(z.string()),
    unmapped: z.array(z.string()),
  }),
});

export const triggerOperations = [fireTrigger, clearTrigger, receiveAlerts];
