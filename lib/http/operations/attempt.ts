import { z } from "zod";
import { attemptOutcomes } from "@/lib/domain/go-live-rows";
import { stepsViewSchema } from "@/lib/domain/steps-view";
import { operation } from "../operation";
import { reasonBody } from "../schema/words";
import { runParams } from "./realtime";

const steering = {
  method: "POST",
  access: "run.steer",
  params: runParams,
  body: reasonBody,
  status: 200,
  response: z.strictObject({ id: z.string(), number: z.int(), outcome: z.enum(attemptOutcomes).nullable() }),
} as const;

export const recordRollback = operation({
  ...steering,
  id: "recordRollback",
  path: "/runs/:runId/roll-back",
  summary: "Record that the deployment was taken back; its gates give no GO until a new attempt begins. The lead's",
});

export const beginAgain = operation({
  ...steering,
  id: "beginAgain",
  path: "/runs/:runId/attempts",
  summary: "Begin a new attempt after a rollback: its steps are open again, its gates are decided anew. The lead's",
});

export const abortRun = operation({
  ...steering,
  id: "abortRun",
  path: "/runs/:runId/abort",
  summary: "Give the deployment up for good; the run is closed. The lead's",
});

export const getSteps = operation({
  id: "getSteps",
  method: "GET",
  path: "/runs/:runId/steps",
  summary: "What is done one after the other: the current step, the next one, holds and the share of traffic",
  access: "run.read",
  params: runParams,
  status: 200,
  response: stepsViewSchema,
});

export const attemptOperations = [getSteps, recordRollback, beginAgain, abortRun];
