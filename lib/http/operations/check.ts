import { z } from "zod";
import { checkReportSchema, reportRowSchema } from "@/lib/domain/check-report";
import { nodeKeySchema } from "@/lib/domain/template-node";
import { operation } from "../operation";
import { runParams } from "./realtime";

export const reportChecks = operation({
  id: "reportChecks",
  method: "POST",
  path: "/runs/:runId/checks",
  summary: "Take the report of a validation script: its checks set their items, a worse result reopens them",
  access: "checks.report",
  params: runParams,
  body: checkReportSchema,
  status: 200,
  response: reportRowSchema,
});

export const listReports = operation({
  id: "listReports",
  method: "GET",
  path: "/runs/:runId/checks",
  summary: "The newest reports of a run with what each of their checks did",
  access: "run.read",
  params: runParams,
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
  status: 200,
  response: z.object({ items: z.array(reportRowSchema) }),
});

export const mapCheck = operation({
  id: "mapCheck",
  method: "POST",
  path: "/runs/:runId/checks/mappings",
  summary: "Say which item a check is about, in this run, and take over what its newest report found",
  access: "item.tick",
  params: runParams,
  body: z.strictObject({ name: z.string().trim().min(1).max(200), item: nodeKeySchema }),
  status: 200,
  response: reportRowSchema,
});

export const checkOperations = [reportChecks, listReports, mapCheck];
