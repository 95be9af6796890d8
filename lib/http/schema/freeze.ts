import { z } from "zod";
import type { FreezeWindow } from "@/lib/domain/freeze";

export const freezeWindowSchema: z.ZodType<FreezeWindow> = z.strictObject({
  id: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  reason: z.string(),
  environments: z.array(z.string()),
});
