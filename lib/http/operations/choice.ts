import { z } from "zod";
import { nodeKeySchema } from "@/lib/domain/template-node";
import { operation } from "../operation";
import { choiceRow } from "../schema/run";
import { nodeParams, words } from "../schema/words";

export const recordChoice = operation({
  id: "recordChoice",
  method: "PUT",
  path: "/runs/:runId/choices/:key",
  summary: "Take an option of a choice, or another one instead, with the reason; the lead's",
  access: "choice.record",
  params: nodeParams,
  body: z.strictObject({ option: nodeKeySchema, reason: words.default("") }),
  status: 200,
  response: choiceRow,
});

export const choiceOperations = [recordChoice];
