import { z } from "zod";
import { rankedBlockerSchema, runSummarySchema } from "@/lib/domain/dashboard";
import { operation } from "../operation";

export const getDashboard = operation({
  id: "getDashboard",
  method: "GET",
  path: "/dashboard",
  summary: "Readiness across open runs, and who holds up what across all of them",
  access: "run.read",
  status: 200,
  response: z.object({
    asOf: z.string(),
    headline: z.string(),
    runs: z.array(runSummarySchema),
    blockers: z.array(rankedBlockerSchema),
  }),
});

export const dashboardOperations = [getDashboard];
