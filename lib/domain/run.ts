import type { z } from "zod";
import type { artefactSchema } from "./artefact";
import type { AskedTerms } from "./asked-terms";
import type { Verdict } from "./assessment";
import type { CheckResult } from "./check-report";
import type { EvidenceKind } from "./evidence-demand";
import type { FreezeWindow } from "./freeze";
import type {
  AnnouncementRow,
  AttemptOutcome,
  AttemptRow,
  EscalationRow,
  FollowUpRow,
  HandoverRow,
  OccurrenceRow,
  OnCallRow,
  ShiftRow,
} from "./go-live-rows";
import type { ItemState } from "./item-state";
import type { Rehearsed } from "./rehearsed";
import type { ConfirmationRow } from "./second-person";
import type { DelegationRow, NudgeRow, OverrideRow, RollCallRow, SignatureRow } from "./signing-rows";
import type { TemplateDocument } from "./template";
import type { Trigger } from "./template-leaves";
import type { WorkingHours } from "./working-hours";
export type Artefact = z.infer<typeof artefactSchema>;

/** Times are ISO 8601 UTC strings throughout, ids are opaque strings. */
export type PersonRef = { id: string; name: string; email: string };

/** `idle` is named for what they did and held, and asked for nothing: they don't take part (`takesPart`). */
export type RunPerson = PersonRef & { idle?: true | undefined };

/**
 * Who fills which role in this run; a deputy counts when judging authority but is charged last. `idle` as of the person:
 * they fill nothing until they are back.
 */
export type RosterEntry = { role: string; personId: string; deputy: boolean; idle?: true | undefined };

/** The mutable row of one item. `version` guards writes; `revision` moves only with what a signature covers. */
export type ItemRow = {
  key: string;
  state: ItemState;
  reason: string | null;
  version: number;
  revision: number;
  assigneeId: string | null;
  dueAt: string | null;
  /** `link`: where what it waits for is followed up, a ticket for instance. */
  blocked: { reason: string; byId: string; since: string; link?: string | null } | null;
  changedById: string | null;
  changedAt: string | null;
  comments: number;
};

export type EvidenceRow = {
  id: string;
  itemKey: string;
  kind: EvidenceKind;
  title: string;
  url: string | null;
  text: string | null;
  mime: string | null;
  size: number | null;
  sha256: string;
  /** Null: a pipeline, by its token. */
  addedById: string | null;
  addedAt: string;
  /** What the run deployed when it was attached. */
  artefact: Artefact | null;
  /** Of a check's report. */
  result: CheckResult | null;
  expiresAt: string | null;
  redactedAt: string | null;
};

/** `not_applicable` is how a critical or high item leaves the score; granted like a waiver. */
export type WaiverRow = {
  id: string;
  itemKey: string;
  kind: "waiver" | "not_applicable";
  reason: string;
  askedById: string;
  askedAt: string;
  ownerId: string;
  expiresAt: string | null;
  grantedById: string | null;
  grantedAt: string | null;
  /** The item as it was at the grant, and what it asked; null or without terms in rows of older releases. */
  grantedFor: { state: ItemState; blocked: boolean; revision: number; terms?: AskedTerms | undefined } | null;
  revokedAt: string | null;
};

export type ChoiceRow = { key: string; option: string; reason: string; byId: string; at: string; version: number };

/** A need the lead added in this run, or took away; those of the template have no row. */
export type NeedRow = { key: string; need: string; needed: boolean; reason: string | null; byId: string; at: string };

export type TriggerRow = {
  key: string;
  firedAt: string;
  firedById: string | null;
  measured: string | null;
  clearedAt: string | null;
  clearReason: string | null;
  /** When a monitor saw it end; it stands all the same until the lead clears it. */
  resolvedAt?: string | null | undefined;
  /** When it last came true again after that; what was measured is of then. */
  refiredAt?: string | null | undefined;
  /** Since when its time to react runs, if not since it fired. */
  reactionFrom?: string | null | undefined;
  /** As what it fired; none in rows of older releases. */
  tier?: Trigger["tier"] | null | undefined;
  /** Minutes. */
  reaction?: number | null | undefined;
  title?: string | null | undefined;
};

export const gateStatuses = ["pending", "polling", "go", "no_go", "override"] as const;
export type GateStatus = (typeof gateStatuses)[number];

export type GateRow = {
  key: string;
  status: GateStatus;
  decidedById: string | null;
  decidedAt: string | null;
  reason: string | null;
  /** The readiness that GO froze; null until then. */
  frozen: {
    verdict: Verdict;
    score: number;
    conditions: number;
    /** What GO was given for; a run that names another artefact or environment since is a mismatch. */
    artefact?: Artefact | null | undefined;
    environment?: string | undefined;
    /** Of its rules, what it covered and the choices made there; another one since takes GO back. */
    scopeDigest?: string | undefined;
  } | null;
  /** Only of a simulation: taken for decided, and for holding. */
  supposed?: true | undefined;
};

export type RunHead = {
  id: string;
  workspaceId: string;
  name: string;
  environment: string;
  targetAt: string | null;
  /** The target it had first; null while it was never moved. */
  originalTargetAt: string | null;
  /** Days and dates of this run go by its clocks: its own zone, else the workspace's, else UTC. */
  timeZone: string;
  artefact: Artefact | null;
  leadId: string;
  createdById: string;
  createdAt: string;
  closedAt: string | null;
  /** Nothing in it is real: it is marked on every page, and its gates answer no pipeline with GO. */
  rehearsal: boolean;
  /** Holds and reaction times last this many times less; 1 unless it is a rehearsal. */
  timeScale: number;
  /** What the rehearsal took, which its estimates are. */
  rehearsed: Rehearsed | null;
  /** Its forecast doesn't mind the workspace's working hours. */
  roundTheClock: boolean;
  /** The workspace's, when they hold for this run; null = work goes on round the clock. */
  workingHours: WorkingHours | null;
  /** Counts from 1; a second one begins after a rollback. */
  attempt: number;
  attemptAt: string;
  /** How the attempt ended, when it did not succeed. */
  outcome: AttemptOutcome | null;
  /** What was answered at the start or since, by variable. */
  answers: Record<string, string>;
  /** Guards edits of the run itself and of its rota; what happens within it doesn't move it. */
  version: number;
  /** Number of the last audit entry; the cursor of the event stream. */
  seq: number;
  templateId: string;
  templateVersionId: string;
  templateTitle: string;
  templateVersion: number;
  /** SHA-256 of the document's canonical JSON, hex. */
  templateDigest: string;
};

/** Everything the rules look at, read in one snapshot: the only input of readiness besides the time. */
export type RunSnapshot = {
  run: RunHead;
  /** The version's document with the run's variables filled in and its needs stated (`runDocument`). */
  document: TemplateDocument;
  /** By item key; an item without a row is open at version 1. */
  items: Record<string, ItemRow>;
  evidence: EvidenceRow[];
  /** The latest of each item. */
  confirmations: ConfirmationRow[];
  waivers: WaiverRow[];
  choices: ChoiceRow[];
  needs: NeedRow[];
  triggers: TriggerRow[];
  attempts: AttemptRow[];
  /** Of the workspace, not removed, in order; for other environments as well. */
  freezes: FreezeWindow[];
  gates: GateRow[];
  signatures: SignatureRow[];
  /** Asked for, confirmed and over alike, by time; drafts nobody signed are not here. */
  overrides: OverrideRow[];
  rollCalls: RollCallRow[];
  nudges: NudgeRow[];
  /** Of the attempt under way. */
  occurrences: OccurrenceRow[];
  shifts: ShiftRow[];
  handovers: HandoverRow[];
  followUps: FollowUpRow[];
  announcements: AnnouncementRow[];
  onCall: OnCallRow[];
  escalations: EscalationRow[];
  roster: RosterEntry[];
  delegations: DelegationRow[];
  people: Record<string, RunPerson>;
};
