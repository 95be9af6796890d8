import { z } from "zod";
import { itemStateSchema } from "@/lib/domain/item-state";
import { nodeKeySchema } from "@/lib/domain/template-node";
import { webAddressSchema } from "@/lib/domain/web-address";
import { operation } from "../operation";
import { moment } from "../schema/page";
import { itemRow } from "../schema/run";
import { runParams } from "./realtime";

export const itemParams = runParams.extend({ itemKey: nodeKeySchema });

const words = z.string().trim().max(4000);

const changed = itemRow.extend({ title: z.string(), severity: z.string(), concurring: z.boolean() });

export const changeItem = operation({
  id: "changeItem",
  method: "PATCH",
  path: "/runs/:runId/items/:itemKey",
  summary: "Change an item's state, reason, assignee, due time or blocked flag; a parent moves its open leaves",
  access: "run.read",
  params: itemParams,
  body: z
    .strictObject({
      state: itemStateSchema.optional(),
      reason: words.optional(),
      assignee: z.string().trim().min(1).max(254).nullable().optional(),
      dueAt: moment.nullable().optional(),
      blocked: z.strictObject({ reason: words, link: webAddressSchema.nullable().optional() }).nullable().optional(),
      version: z.int().positive(),
    })
    .refine(({ version: _, ...change }) => Object.values(change).some((value) => value !== undefined), {
      message: "Name at least one of state, reason, assignee, dueAt, blocked.",
    }),
  status: 200,
  lateReplay: true,
  response: changed.extend({ items: z.array(itemRow) }),
});

export const itemOperations = [changeItem];
