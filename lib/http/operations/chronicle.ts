import { z } from "zod";
import { chronicleKinds } from "@/lib/domain/chronicle-kind";
import { reviewNoteKinds } from "@/lib/domain/review-note";
import { operation } from "../operation";
import { moment } from "../schema/page";
import { rowParams } from "../schema/words";
import { runParams } from "./realtime";

const took = z.object({ item: z.string(), title: z.string(), planned: z.number().nullable(), actual: z.number() });

const event = z.object({
  seq: z.int(),
  at: z.string(),
  kind: z.enum(chronicleKinds),
  action: z.string(),
  who: z.string().nullable(),
  title: z.string().nullable(),
  item: z.string().nullable(),
  detail: z.string().nullable(),
  text: z.string().nullable(),
  attempt: z.int(),
  planned: z.number().nullable(),
  actual: z.number().nullable(),
  skipped: z.array(z.enum(["hold", "order", "needs", "measured"])),
  traffic: z.number().nullable(),
});

const departure = z.object({
  what: z.enum([
    "hold",
    "order",
    "needs",
    "measured",
    "not_applicable",
    "occurrence",
    "waived",
    "overridden",
    "warned",
  ]),
  item: z.string().nullable(),
  title: z.string(),
  who: z.string().nullable(),
  why: z.string().nullable(),
  at: z.string().nullable(),
});

const reviewNote = z.object({
  id: z.string(),
  kind: z.enum(reviewNoteKinds),
  text: z.string(),
  byId: z.string(),
  byName: z.string().nullable(),
  at: z.string(),
  ownerId: z.string().nullable(),
  ownerName: z.string().nullable(),
  dueAt: z.string().nullable(),
  doneAt: z.string().nullable(),
  forTemplate: z.boolean(),
  changedAt: z.string().nullable(),
  version: z.int(),
});

const noteText = z.string().trim().min(1).max(2000);
const noteOwner = z.string().trim().min(1).max(254);
const version = z.int().positive();

export const getChronicle = operation({
  id: "getChronicle",
  method: "GET",
  path: "/runs/:runId/chronicle",
  summary:
    "What happened in the run, planned against actual: the last events before `before` (a `seq`), of one `kind` or all, oldest first; and its review: what slipped, took longest, was skipped, waived, overridden or warned. Minutes throughout",
  access: "history.read",
  params: runParams,
  query: z.strictObject({
    before: z.coerce.number().pipe(z.int().positive()).optional(),
    kind: z.enum(chronicleKinds).optional(),
    limit: z.coerce.number().pipe(z.int().positive().max(1_000)).optional(),
  }),
  status: 200,
  response: z.object({
    startedAt: z.string(),
    firstTargetAt: z.string().nullable(),
    targetAt: z.string().nullable(),
    liveAt: z.string().nullable(),
    closedAt: z.string().nullable(),
    attempts: z.int(),
    events: z.array(event),
    earlier: z.int(),
    kinds: z.partialRecord(z.enum(chronicleKinds), z.int()),
    untold: z.int(),
    review: z.object({
      slipped: z.array(took),
      longest: z.array(took),
      timed: z.int(),
      departures: z.array(departure),
    }),
    notes: z.array(reviewNote),
    untoldNotes: z.int(),
  }),
});

export const addReviewNote = operation({
  id: "addReviewNote",
  method: "POST",
  path: "/runs/:runId/review-notes",
  summary:
    "Write down what went well or badly, or what is to be done about it, by whom and until when; `forTemplate` proposes it as an item of the template",
  access: "review.note",
  params: runParams,
  body: z.strictObject({
    kind: z.enum(reviewNoteKinds),
    text: noteText,
    owner: noteOwner.optional(),
    dueAt: moment.optional(),
    forTemplate: z.boolean().optional(),
  }),
  status: 201,
  response: reviewNote,
});

export const finishReviewAction = operation({
  id: "finishReviewAction",
  method: "POST",
  path: "/runs/:runId/review-notes/:id/done",
  summary: "Say that an action item is done: its owner or the lead",
  access: "review.finish",
  params: rowParams,
  status: 200,
  response: reviewNote,
});

export const changeReviewNote = operation({
  id: "changeReviewNote",
  method: "PATCH",
  path: "/runs/:runId/review-notes/:id",
  summary: "Say a review note anew: its author or the lead, while it isn't done; the history keeps what it said",
  access: "review.change",
  params: rowParams,
  body: z.strictObject({
    text: noteText.optional(),
    owner: noteOwner.optional(),
    dueAt: moment.nullable().optional(),
    forTemplate: z.boolean().optional(),
    version,
  }),
  status: 200,
  response: reviewNote,
});

export const withdrawReviewNote = operation({
  id: "withdrawReviewNote",
  method: "DELETE",
  path: "/runs/:runId/review-notes/:id",
  summary:
    "Take a review note back: its author or the lead, while it isn't done; with `version` only if nobody changed it. The history keeps it",
  access: "review.change",
  params: rowParams,
  query: z.strictObject({ version: z.coerce.number().pipe(version).optional() }),
  status: 204,
});

export const chronicleOperations = [
  getChronicle,
  addReviewNote,
  finishReviewAction,
  changeReviewNote,
  withdrawReviewNote,
];
