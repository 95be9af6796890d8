import type { HandoverSheet } from "./handover-sheet";
import type { MessageState } from "./message";

/** An announcement that was sent, or copied to be sent by hand. */
export type AnnouncementRow = {
  id: string;
  /** Empty = written in the run. */
  key: string;
  share: number | null;
  attempt: number;
  title: string;
  channels: string[];
  sentById: string;
  sentAt: string;
  /** Its messages by state. */
  delivery: Partial<Record<MessageState, number>>;
};

/** Who is on call from then on: a role of the roster, a contact of the checklist, or a person. */
export type OnCallRow = {
  id: string;
  role: string | null;
  contact: string | null;
  personId: string | null;
  startsAt: string;
  endsAt: string | null;
  setById: string;
};

export type EscalationTier = {
  tier: number;
  /** Without an address somebody has to call them; `reach` is what the checklist says. */
  people: { name: string; to: string | null; reach: string }[];
  /** Whether a message could leave at its turn; missing before that. */
  paged?: boolean | undefined;
};

/** A page that goes from tier to tier until somebody acknowledges. */
export type EscalationRow = {
  id: string;
  subject: string;
  tiers: EscalationTier[];
  waitMinutes: number;
  /** Index of the tier paged or passed over last. */
  tier: number;
  startedById: string;
  startedAt: string;
  nextAt: string | null;
  acknowledgedAt: string | null;
  acknowledgedBy: string | null;
  acknowledgedVia: "session" | "link" | "webhook" | null;
  exhaustedAt: string | null;
};

export const attemptOutcomes = ["rolled_back", "aborted"] as const;
export type AttemptOutcome = (typeof attemptOutcomes)[number];

/** An attempt that ended; the one under way is in the run's head. */
export type AttemptRow = {
  number: number;
  startedAt: string;
  endedAt: string;
  endedById: string;
  outcome: AttemptOutcome;
  reason: string;
};

export const occurrenceOutcomes = ["done", "failed", "skipped"] as const;
export type OccurrenceOutcome = (typeof occurrenceOutcomes)[number];

/** What somebody did at one turn of a recurring check; what nobody did has no row. */
export type OccurrenceRow = {
  itemKey: string;
  number: number;
  outcome: OccurrenceOutcome;
  note: string | null;
  measured: string | null;
  byId: string;
  at: string;
  version: number;
};

export type ShiftRow = { id: string; personId: string; startsAt: string; endsAt: string };

/** What a shift leaves behind, as it stood when it was handed over. */
export type HandoverRow = {
  id: string;
  fromId: string;
  toId: string;
  startsAt: string;
  at: string;
  notes: string;
  sheet: HandoverSheet;
  acceptedAt: string | null;
};

/** A follow-up that goes on outside this run: with somebody who took it over, or under a link. */
export type FollowUpRow = {
  itemKey: string;
  toId: string | null;
  link: string | null;
  note: string | null;
  byId: string;
  at: string;
  acceptedAt: string | null;
};
