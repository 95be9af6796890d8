import { z } from "zod";
import { operation } from "../operation";
import { historyFilter, historyFormat } from "../schema/history";
import { page, pageQuery } from "../schema/page";
import { auditRow } from "./audit";
import { runParams } from "./realtime";

const { item: _, ...acrossRuns } = historyFilter;

export const listHistory = operation({
  id: "listHistory",
  method: "GET",
  path: "/audit",
  summary:
    "What happened in the workspace across its runs, the newest first; admins and auditors also read what happened to people, roles and templates (`runs=false`: only that)",
  access: "history.read",
  query: pageQuery.extend({ ...acrossRuns, runs: z.stringbool().optional() }),
  status: 200,
  response: page(
    auditRow.extend({ run: z.object({ id: z.string(), name: z.string() }).nullable(), title: z.string().nullable() }),
  ),
});

export const exportHistory = operation({
  id: "exportHistory",
  method: "GET",
  path: "/audit/export",
  summary: "The same as one file, CSV or JSON, every entry of it",
  access: "history.export",
  query: z.strictObject({ ...acrossRuns, runs: z.stringbool().optional(), format: historyFormat }),
  produces: ["text/csv"],
  status: 200,
});

export const exportRunHistory = operation({
  id: "exportRunHistory",
  method: "GET",
  path: "/runs/:runId/audit/export",
  summary: "The run's history as one file, CSV or JSON, narrowed like the list",
  access: "history.export",
  params: runParams,
  query: z.strictObject({ ...historyFilter, format: historyFormat }),
  produces: ["text/csv"],
  status: 200,
});

export const historyOperations = [listHistory, exportHistory, exportRunHistory];
