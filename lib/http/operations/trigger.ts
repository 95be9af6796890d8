import { z } from "zod";
import { operation } from "../operation";
import { triggerRow } from "../schema/run";
import { nodeParams, reasonBody, words } from "../schema/words";

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

export const triggerOperations = [fireTrigger, clearTrigger];
