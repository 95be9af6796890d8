import { z } from "zod";
import { occurrenceOutcomes } from "@/lib/domain/go-live-rows";
import { mostShifts } from "@/lib/domain/rota";
import { nodeKeySchema } from "@/lib/domain/template-node";
import { webAddressSchema } from "@/lib/domain/web-address";
import { operation } from "../operation";
import {
  afterView,
  followUpRow,
  handoverRow,
  momentView,
  occurrenceRow,
  rescheduleView,
  shiftRow,
} from "../schema/after";
import { moment } from "../schema/page";
import { rowParams, words } from "../schema/words";
import { runParams } from "./realtime";

/** Mail address. */
const person = z.string().trim().min(1).max(254);

export const getAfter = operation({
  id: "getAfter",
  method: "GET",
  path: "/runs/:runId/after",
  summary:
    "What follows a go-live: each recurring check with its turns, who is on duty, rota, hand-overs, follow-ups, and what closing now would leave open",
  access: "run.read",
  params: runParams,
  status: 200,
  response: afterView,
});

export const recordOccurrences = operation({
  id: "recordOccurrences",
  method: "PUT",
  path: "/runs/:runId/occurrences",
  summary:
    "Record turns of recurring checks as done, failed or skipped, all or none; failed and skipped with a note. `version` is that of the record it was decided on, 0 without one",
  access: "item.tick",
  params: runParams,
  body: z.strictObject({
    turns: z
      .array(
        z.strictObject({
          key: nodeKeySchema,
          number: z.int().min(1).max(1_000_000),
          version: z.int().min(0).max(1_000_000).default(0),
        }),
      )
      .min(1)
      .max(200),
    outcome: z.enum(occurrenceOutcomes),
    note: words.optional(),
    measured: z.string().max(200).optional(),
  }),
  status: 200,
  response: z.object({ occurrences: z.array(occurrenceRow) }),
});

export const setRota = operation({
  id: "setRota",
  method: "PUT",
  path: "/runs/:runId/rota",
  summary:
    "Replace the rota: who has the checks from when to when, one person at a time. The lead's. With the `version` of the run it was decided on, another one is a conflict whose `current` has the rota as it stands",
  access: "rota.edit",
  params: runParams,
  body: z.strictObject({
    shifts: z.array(z.strictObject({ person, startsAt: moment, endsAt: moment })).max(mostShifts),
    version: z.int().positive().optional(),
  }),
  status: 200,
  response: z.object({ shifts: z.array(shiftRow), version: z.int() }),
});

export const handOverShift = operation({
  id: "handOverShift",
  method: "POST",
  path: "/runs/:runId/handovers",
  summary: "Hand the shift over to somebody, with the sheet as it stands and notes: whose shift it is, or the lead",
  access: "item.tick",
  params: runParams,
  body: z.strictObject({ to: person, notes: words.optional() }),
  status: 201,
  response: handoverRow,
});

export const acceptHandover = operation({
  id: "acceptHandover",
  method: "POST",
  path: "/runs/:runId/handovers/:id/accept",
  summary: "Take over what was handed to oneself: the rest of the shift is one's own from then on",
  access: "handover.answer",
  params: rowParams,
  body: z.strictObject({}),
  status: 200,
  response: z.object({ id: z.string(), acceptedAt: z.string() }),
});

const items = z.array(nodeKeySchema).min(1).max(500);
const followUps = { status: 200, response: z.object({ followUps: z.array(followUpRow) }), params: runParams } as const;

export const handOverFollowUps = operation({
  ...followUps,
  id: "handOverFollowUps",
  method: "POST",
  path: "/runs/:runId/follow-ups/hand-over",
  summary: "Hand follow-ups over: to a person, who has to accept, or to where they go on under a link",
  access: "item.tick",
  body: z.strictObject({
    items,
    to: person.optional(),
    link: webAddressSchema.optional(),
    note: words.optional(),
  }),
});

export const acceptFollowUps = operation({
  ...followUps,
  id: "acceptFollowUps",
  method: "POST",
  path: "/runs/:runId/follow-ups/accept",
  summary: "Take over follow-ups that were handed to oneself; also after the run was closed",
  access: "handover.answer",
  body: z.strictObject({ items }),
});

export const takeBackFollowUps = operation({
  ...followUps,
  id: "takeBackFollowUps",
  method: "POST",
  path: "/runs/:runId/follow-ups/take-back",
  summary: "Take follow-ups back into the run: their giver, the lead, or who they were handed to",
  access: "handover.answer",
  body: z.strictObject({ items }),
});

export const getWhen = operation({
  id: "getWhen",
  method: "GET",
  path: "/runs/:runId/when",
  summary:
    "Everything of a run that has a time, in order of it: target, gates, holds as planned, items, checks, shifts, freezes",
  access: "run.read",
  params: runParams,
  status: 200,
  response: z.object({ timeZone: z.string(), moments: z.array(momentView) }),
});

export const previewTarget = operation({
  id: "previewTarget",
  method: "GET",
  path: "/runs/:runId/target",
  summary:
    "What moving the target to `at` (left out: where it is) would move, what would be late by it, and what stays",
  access: "run.read",
  params: runParams,
  query: z.strictObject({ at: moment.optional() }),
  status: 200,
  response: rescheduleView,
});

export const afterOperations = [
  getAfter,
  recordOccurrences,
  setRota,
  handOverShift,
  acceptHandover,
  handOverFollowUps,
  acceptFollowUps,
  takeBackFollowUps,
  getWhen,
  previewTarget,
];
