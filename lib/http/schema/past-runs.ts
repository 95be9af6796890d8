import { z } from "zod";
import type { PastRuns } from "@/lib/domain/past-runs";
import { severitySchema } from "@/lib/domain/severity";

const named = z.object({ id: z.string(), name: z.string() });

export const pastRunsSchema: z.ZodType<PastRuns> = z.object({
  template: z.object({ id: z.string(), title: z.string() }).nullable(),
  templates: z.array(z.object({ id: z.string(), title: z.string(), runs: z.int() })),
  runs: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      environment: z.string(),
      templateTitle: z.string(),
      targetAt: z.string().nullable(),
      goAt: z.string().nullable(),
      closedAt: z.string(),
      outcome: z.enum(["closed", "rolled_back", "aborted"]),
      lateMinutes: z.int().nullable(),
    }),
  ),
  slips: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      severity: severitySchema,
      runs: z.int(),
      failed: z.int(),
      late: z.int(),
      waived: z.int(),
    }),
  ),
  debt: z.array(
    z.object({
      id: z.string(),
      run: named,
      closed: z.boolean(),
      item: z.object({ key: z.string(), title: z.string() }),
      reason: z.string(),
      owner: named,
      grantedAt: z.string(),
      expiresAt: z.string().nullable(),
      expired: z.boolean(),
    }),
  ),
});
