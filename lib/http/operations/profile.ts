import { z } from "zod";
import { timeZoneSchema } from "@/lib/domain/working-hours";
import { operation } from "../operation";

export const changeProfile = operation({
  id: "changeProfile",
  method: "PATCH",
  path: "/profile",
  summary: "The zone one sees times in; null goes by the browser",
  access: "self",
  body: z.strictObject({ timeZone: timeZoneSchema.nullable() }),
  status: 200,
  response: z.object({ timeZone: z.string().nullable() }),
});
