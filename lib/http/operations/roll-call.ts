import { z } from "zod";
import { longestStationMinutes } from "@/lib/domain/roll-call";
import { operation } from "../operation";
import { nudgeRow, rollCallRow } from "../schema/roll-call";
import { nodeParams, rowParams } from "../schema/words";
import { runParams } from "./realtime";

export const openRollCall = operation({
  id: "openRollCall",
  method: "POST",
  path: "/runs/:runId/gates/:key/roll-calls",
  summary: "Open a timed roll call of a gate; its stations are asked in order. The lead's",
  access: "gate.declare",
  params: nodeParams,
  body: z.strictObject({
    minutes: z.number().min(0.5).max(longestStationMinutes),
    per: z.enum(["station", "total"]).default("station"),
  }),
  status: 201,
  response: rollCallRow,
});

export const closeRollCall = operation({
  id: "closeRollCall",
  method: "POST",
  path: "/runs/:runId/roll-calls/:id/close",
  summary: "Close a roll call; its minutes go into the history. The lead's",
  access: "gate.declare",
  params: rowParams,
  body: z.strictObject({}),
  status: 200,
  response: rollCallRow,
});

export const getRollCallMinutes = operation({
  id: "getRollCallMinutes",
  method: "GET",
  path: "/runs/:runId/roll-calls/:id/minutes",
  summary: "The minutes of a roll call as Markdown: who was asked when, answered what, when",
  access: "run.read",
  params: rowParams,
  produces: ["text/markdown"],
  status: 200,
  response: z.object({ markdown: z.string() }),
});

export const nudgeSigners = operation({
  id: "nudgeSigners",
  method: "POST",
  path: "/runs/:runId/signoffs/:key/nudge",
  summary: "Remind whoever a sign-off waits for, on their screens; once in five minutes. The lead's",
  access: "gate.declare",
  params: nodeParams,
  body: z.strictObject({}),
  status: 201,
  response: nudgeRow,
});

export const nudgePerson = operation({
  id: "nudgePerson",
  method: "POST",
  path: "/runs/:runId/people/:personId/nudge",
  summary: "Remind somebody of the work they hold up, on their screens and by mail; once in five minutes. The lead's",
  access: "gate.declare",
  params: runParams.extend({ personId: z.uuid() }),
  body: z.strictObject({}),
  status: 201,
  response: nudgeRow,
});

export const seeNudge = operation({
  id: "seeNudge",
  method: "POST",
  path: "/runs/:runId/nudges/:id/seen",
  summary: "Take a reminder off one's own screens",
  access: "run.read",
  params: rowParams,
  body: z.strictObject({}),
  status: 204,
  quiet: true,
});

export const rollCallOperations = [
  openRollCall,
  closeRollCall,
  getRollCallMinutes,
  nudgeSigners,
  nudgePerson,
  seeNudge,
];
