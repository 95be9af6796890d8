import { z } from "zod";
import { nodeKeySchema } from "@/lib/domain/template-node";
import { operation } from "../operation";
import { needRow } from "../schema/run";
import { nodeParams, words } from "../schema/words";

export const changeNeed = operation({
  id: "changeNeed",
  method: "PUT",
  path: "/runs/:runId/needs/:key",
  summary:
    "Say that an item, section or phase of this run needs another one (or a gate) first, or no longer does, with the reason; a circle is refused and shown. The lead's",
  access: "needs.edit",
  params: nodeParams,
  body: z.strictObject({ need: nodeKeySchema, needed: z.boolean().default(true), reason: words.optional() }),
  status: 200,
  response: z.object({ needs: z.array(needRow) }),
});

export const needOperations = [changeNeed];
