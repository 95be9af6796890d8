import { z } from "zod";
import { subjectKinds } from "@/lib/domain/audit-body";
import { nodeKeySchema } from "@/lib/domain/template-node";
import { moment } from "./page";

/** What narrows a history: who, what kind of thing, which item, from when and until before when. */
export const historyFilter = {
  person: z.uuid().optional(),
  kind: z.enum(subjectKinds).optional(),
  item: nodeKeySchema.optional(),
  from: moment.optional(),
  to: moment.optional(),
};

export const historyFormat = z.enum(["csv", "json"]).default("csv");
