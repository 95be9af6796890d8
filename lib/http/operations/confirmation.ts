import { z } from "zod";
import { nodeKeySchema } from "@/lib/domain/template-node";
import { operation } from "../operation";
import { confirmationRow, itemRow } from "../schema/run";
import { itemParams } from "./item";
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

export const confirmItem = operation({
  id: "confirmItem",
  method: "POST",
  path: "/runs/:runId/items/:itemKey/confirmation",
  summary: "Confirm, as somebody else than who set it, an item that asks for a second person",
  access: "item.tick",
  params: itemParams,
  body: z.strictObject({ version: z.int().positive() }),
  status: 200,
  response: confirmationRow,
});

export const confirmationOperations = [confirmTicked, confirmItem];
