import { z } from "zod";
import { runMoveSchema } from "@/lib/domain/run-move-schema";
import { nodeKeySchema } from "@/lib/domain/template-node";
import { longestValue } from "@/lib/domain/variable";
import { operation } from "../operation";
import { itemRow } from "../schema/run";
import { words } from "../schema/words";
import { runParams } from "./realtime";

const number = z.int().positive().max(1_000_000);

export const previewMove = operation({
  id: "previewMove",
  method: "GET",
  path: "/runs/:runId/move",
  summary:
    "What moving the run to a newer version of its template adds, drops, resets and rewords, and which signatures and gates it touches; `to` is the newest when left out",
  access: "run.read",
  params: runParams,
  query: z.strictObject({ to: z.coerce.number().pipe(number).optional() }),
  status: 200,
  response: runMoveSchema,
});

export const moveRun = operation({
  id: "moveRun",
  method: "POST",
  path: "/runs/:runId/move",
  summary:
    "Move the run to a newer version of its template; `from` is the version it was decided on, `keep` names items whose state stands although they were reworded",
  access: "run.move",
  params: runParams,
  body: z.strictObject({
    from: number,
    to: number.optional(),
    reason: words.default(""),
    keep: z.array(nodeKeySchema).max(5_000).optional(),
    answers: z
      .record(z.string().max(64), z.string().max(longestValue))
      .refine((given) => Object.keys(given).length <= 200, { message: "At most 200 answers." })
      .optional(),
  }),
  status: 200,
  response: runMoveSchema,
});

export const listDroppedItems = operation({
  id: "listDroppedItems",
  method: "GET",
  path: "/runs/:runId/dropped",
  summary: "Items of older template versions that this run was moved away from, as they were left",
  access: "run.read",
  params: runParams,
  status: 200,
  response: z.object({
    items: z.array(z.object({ title: z.string(), droppedAt: z.string(), evidence: z.int(), item: itemRow })),
  }),
});

export const moveOperations = [previewMove, moveRun, listDroppedItems];
