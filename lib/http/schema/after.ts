import { z } from "zod";
import { followUpStatuses } from "@/lib/domain/follow-ups";
import { occurrenceOutcomes } from "@/lib/domain/go-live-rows";
import { handoverSheetSchema } from "@/lib/domain/handover-sheet";
import { momentKinds } from "@/lib/domain/moments";
import { escalationSteps, occurrenceStates } from "@/lib/domain/recurring-checks";
import { lives } from "@/lib/domain/run-life";

const time = z.string();
const maybeTime = z.string().nullable();

export const occurrenceRow = z.object({
  itemKey: z.string(),
  number: z.int(),
  outcome: z.enum(occurrenceOutcomes),
  note: z.string().nullable(),
  measured: z.string().nullable(),
  byId: z.string(),
  at: time,
  version: z.int(),
});

export const shiftRow = z.object({ id: z.string(), personId: z.string(), startsAt: time, endsAt: time });

export const handoverRow = z.object({
  id: z.string(),
  fromId: z.string(),
  toId: z.string(),
  startsAt: time,
  at: time,
  notes: z.string(),
  sheet: handoverSheetSchema,
  acceptedAt: maybeTime,
});

export const followUpRow = z.object({
  itemKey: z.string(),
  toId: z.string().nullable(),
  link: z.string().nullable(),
  note: z.string().nullable(),
  byId: z.string(),
  at: time,
  acceptedAt: maybeTime,
});

/** A person, else the role, else nobody: in words, with the id where it is a person. */
const party = z.object({ id: z.string().nullable(), name: z.string() });

export const occurrenceView = z.object({
  key: z.string(),
  number: z.int(),
  title: z.string(),
  part: z.string(),
  state: z.enum(occurrenceStates),
  opensAt: time,
  dueAt: time,
  overdueAt: time,
  missedAt: time,
  owner: party,
  /** Whom it is up to now. */
  charged: party,
  step: z.enum(escalationSteps).nullable(),
  row: occurrenceRow.nullable(),
});

export const leftOpenView = z.object({
  kind: z.enum(["gate", "follow_up", "check_missed", "check_to_come"]),
  text: z.string(),
  titles: z.array(z.string()),
});

export const afterView = z.object({
  now: time,
  life: z.enum(lives),
  timeZone: z.string(),
  /** When it went live; null while it hasn't. */
  liveAt: maybeTime,
  onDuty: party.nullable(),
  nextOnDuty: z.object({ who: party, at: time }).nullable(),
  checks: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      every: z.string(),
      everyMinutes: z.number(),
      /** `assumed`: the checklist doesn't say when it ends. */
      ends: z.object({ at: time, assumed: z.boolean() }).nullable(),
      turns: z.array(occurrenceView),
    }),
  ),
  shifts: z.array(shiftRow),
  handovers: z.array(handoverRow),
  /** Of the shift under way, since the last hand-over. */
  sheet: handoverSheetSchema.nullable(),
  followUps: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      part: z.string(),
      status: z.enum(followUpStatuses),
      dueAt: time,
      owner: party,
      row: followUpRow.nullable(),
    }),
  ),
  /** What closing the run now would leave behind. */
  leftOpen: z.array(leftOpenView),
});

export const momentView = z.object({
  kind: z.enum(momentKinds),
  id: z.string(),
  key: z.string(),
  title: z.string(),
  at: time,
  endsAt: maybeTime,
  who: party.nullable(),
  status: z.enum(["done", "late", "open"]),
});

const moved = z.object({ key: z.string(), title: z.string(), from: maybeTime, to: time, late: z.boolean() });

export const rescheduleView = z.object({
  from: maybeTime,
  to: time,
  moves: z.array(moved),
  becomesLate: z.array(moved),
  stays: z.array(z.object({ key: z.string(), title: z.string(), at: time, why: z.enum(["hand", "live"]) })),
});
