import { z } from "zod";
import { nodeKeySchema } from "@/lib/domain/template";
import { operation } from "../operation";
import { itemRow } from "../schema/run";
import { runParams } from "./realtime";

export const confirmTicked = operation({
  id: "confirmTicked",
  method: "POST",
  path: "/runs/:runId/confirmations",
  summary: "Stand for items that were ticked in the source: those named, else all that are still open",
  access: "item.tick",
  params: runParams,
  body: z.strictObject({ keys: z.array(nodeKeySchema).min(1).max(2000).optional() }),
  status: 200,
  response: z.object({ items: z.array(itemRow) }),
});

export const confirmationOperations = [confirmTicked];
