import { z } from "zod";
import { verdicts } from "@/lib/domain/assessment";
import { rankedBlockerSchema, runSummarySchema } from "@/lib/domain/dashboard";
import { dashboardSorts } from "@/lib/domain/dashboard-filter";
import { rankedRoleSchema } from "@/lib/domain/dashboard-roles";
import { workKinds } from "@/lib/domain/my-work";
import { runDaySchema } from "@/lib/domain/run-trend";
import { severitySchema } from "@/lib/domain/severity";
import { operation } from "../operation";
import { pastRunsSchema } from "../schema/past-runs";
import { runParams } from "./realtime";

const filter = {
  q: z.string().max(100).optional(),
  verdict: z.enum(verdicts).optional(),
  environment: z.string().max(100).optional(),
  late: z.stringbool().optional(),
  rehearsals: z.enum(["only", "hide"]).optional(),
  sort: z.enum(dashboardSorts).optional(),
};

export const getDashboard = operation({
  id: "getDashboard",
  method: "GET",
  path: "/dashboard",
  summary:
    "Readiness across open runs, those the filter leaves; headline, counts and who holds up what are of all that are real",
  access: "run.read",
  query: z.strictObject({ ...filter, limit: z.coerce.number().int().min(1).max(500).optional() }),
  status: 200,
  response: z.object({
    asOf: z.string(),
    headline: z.string(),
    counts: z.record(z.enum(verdicts), z.int()),
    matching: z.int(),
    total: z.int(),
    environments: z.array(z.string()),
    runs: z.array(runSummarySchema),
    trends: z.record(z.string(), runDaySchema),
    blockers: z.array(rankedBlockerSchema),
    roles: z.array(rankedRoleSchema),
    /** E-mail addresses of the people among the first blockers, by their id. */
    addresses: z.record(z.string(), z.string()),
    /** When the same people were last nudged, by the ids of run and person with a space between. */
    nudged: z.record(z.string(), z.string()),
  }),
});

export const exportDashboard = operation({
  id: "exportDashboard",
  method: "GET",
  path: "/dashboard/export",
  summary: "The open runs the filter leaves as a CSV file",
  access: "run.read",
  query: z.strictObject(filter),
  produces: ["text/csv"],
  status: 200,
});

export const visitDashboard = operation({
  id: "visitDashboard",
  method: "POST",
  path: "/dashboard/visit",
  summary: "What changed since one's last visit, which ends after an hour without looking; keeps what is seen now",
  access: "view.own",
  body: z.strictObject({}),
  status: 200,
  response: z.object({
    since: z.string().nullable(),
    changes: z.array(
      z.object({
        kind: z.enum(["turned", "decided", "signed", "blocked", "started", "alarm", "frozen"]),
        tone: z.enum(["go", "no", "hold", "plain"]),
        text: z.string(),
        href: z.string(),
        at: z.string().nullable(),
      }),
    ),
    more: z.int(),
  }),
});

const workLine = z.object({
  kind: z.enum(workKinds),
  run: z.object({
    id: z.string(),
    name: z.string(),
    environment: z.string(),
    targetAt: z.string().nullable(),
    rehearsal: z.boolean(),
  }),
  key: z.string(),
  title: z.string(),
  severity: severitySchema.nullable(),
  minutes: z.int().nullable(),
  behindMinutes: z.int(),
  beginBy: z.string().nullable(),
  dueAt: z.string().nullable(),
  others: z.array(z.string()),
  link: z.string().nullable(),
  left: z.string().nullable(),
});

export const getWork = operation({
  id: "getWork",
  method: "GET",
  path: "/work",
  summary: "What one can do now across runs in the best order, what is to be signed, what waits, and conditions owed",
  access: "run.read",
  status: 200,
  response: z.object({
    asOf: z.string(),
    runs: z.int(),
    more: z.int(),
    now: z.array(workLine),
    sign: z.array(workLine),
    conditions: z.array(workLine),
    later: z.array(workLine),
    free: z.array(workLine),
  }),
});

export const getPastRuns = operation({
  id: "getPastRuns",
  method: "GET",
  path: "/past-runs",
  summary: "Closed runs planned against actual, items that slip again and again, and accepted risks in force by age",
  access: "run.read",
  query: z.strictObject({ template: z.uuid().optional() }),
  status: 200,
  response: pastRunsSchema,
});

export const getRunSummary = operation({
  id: "getRunSummary",
  method: "GET",
  path: "/runs/:runId/summary",
  summary: "One run as a row of the dashboard: verdict, readiness by severity, forecast, whom it waits for",
  access: "run.read",
  params: runParams,
  status: 200,
  response: runSummarySchema,
});

export const dashboardOperations = [getRunSummary, getDashboard, exportDashboard, visitDashboard, getWork, getPastRuns];
