import { z } from "zod";
import { artefactInputSchema } from "@/lib/domain/artefact";
import { runSummarySchema } from "@/lib/domain/dashboard";
import { timeScales } from "@/lib/domain/hold";
import { runViewSchema } from "@/lib/domain/run-view-schema";
import { longestValue } from "@/lib/domain/variable";
import { timeZoneSchema } from "@/lib/domain/working-hours";
import { operation } from "../operation";
import { flag, moment, page, pageQuery } from "../schema/page";
import { present, runSnapshot, runStanding } from "../schema/run";
import { runParams } from "./realtime";

const runName = z.string().trim().min(1).max(200);
const environment = z.string().trim().min(1).max(80);
/** `{role: [email, …]}`; the first fills the role, the others are deputies. */
const roster = z
  .record(z.string().trim().min(1).max(120), z.array(z.string().trim().min(1).max(254)).max(50))
  .refine((roles) => Object.keys(roles).length <= 100, { message: "At most 100 roles." });

/** By variable of the template, e.g. `{"service": "checkout"}`. */
const answers = z
  .record(z.string().max(64), z.string().max(longestValue))
  .refine((given) => Object.keys(given).length <= 200, { message: "At most 200 answers." });

export const startRun = operation({
  id: "startRun",
  method: "POST",
  path: "/runs",
  summary: "Start a run of a template version; whoever starts it is its lead",
  access: "run.start",
  body: z.strictObject({
    templateId: z.uuid(),
    version: z.int().positive().max(1_000_000).optional(),
    name: runName,
    environment,
    targetAt: moment.nullable().default(null),
    artefact: artefactInputSchema.optional(),
    answers: answers.optional(),
    roster: roster.optional(),
    /** Forecast without the workspace's working hours. */
    roundTheClock: z.boolean().optional(),
    /** Nothing in it is real; never changed afterwards. */
    rehearsal: z.boolean().optional(),
    /** Of a rehearsal: how many times faster its holds and reaction times pass. */
    timeScale: z.union(timeScales.map((scale) => z.literal(scale))).optional(),
    /** `false` leaves the template's estimates; else a real run is estimated as the last rehearsal took. */
    rehearsedEstimates: z.boolean().optional(),
  }),
  status: 201,
  response: runViewSchema,
});

export const listRuns = operation({
  id: "listRuns",
  method: "GET",
  path: "/runs",
  summary: "Runs with verdict and readiness, the next target first; closed=1 lists the closed ones",
  access: "run.read",
  query: pageQuery.extend({ closed: flag }),
  status: 200,
  response: page(runSummarySchema),
});

export const getRun = operation({
  id: "getRun",
  method: "GET",
  path: "/runs/:runId",
  summary:
    "A run as a tree of phases, sections and items; asked for text/markdown, the source document with its boxes ticked, who signed and the status on top; with filled=1 in our dialect, variables filled in",
  access: "run.read",
  params: runParams,
  query: z.strictObject({ filled: flag }),
  produces: ["text/markdown"],
  status: 200,
  response: runViewSchema,
});

export const editRun = operation({
  id: "editRun",
  method: "PATCH",
  path: "/runs/:runId",
  summary:
    "Change a run's name, environment, target, artefact, answers, lead, roster, time zone or whether work goes on round the clock; roles and answers named are replaced",
  access: "run.edit",
  params: runParams,
  body: z.strictObject({
    name: runName.optional(),
    environment: environment.optional(),
    targetAt: moment.nullable().optional(),
    artefact: artefactInputSchema.nullable().optional(),
    roundTheClock: z.boolean().optional(),
    /** IANA name, e.g. Europe/Berlin; null takes that of the workspace. */
    timeZone: timeZoneSchema.nullable().optional(),
    answers: answers.optional(),
    lead: z.string().trim().min(1).max(254).optional(),
    roster: roster.optional(),
    version: z.int().positive().optional(),
  }),
  status: 200,
  response: runViewSchema,
});

export const getRunSnapshot = operation({
  id: "getRunSnapshot",
  method: "GET",
  path: "/runs/:runId/snapshot",
  summary: "Everything the rules look at in one piece, the caller's standing, and who is here",
  access: "run.read",
  params: runParams,
  status: 200,
  response: z.object({ snapshot: runSnapshot, you: runStanding, present: z.array(present) }),
});

export const runOperations = [startRun, listRuns, getRun, editRun, getRunSnapshot];
