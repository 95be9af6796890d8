import type { z } from "zod";
import type { artefactSchema } from "./artefact";
import type { CheckResult } from "./check-report";
import type { ConfirmationRow, EvidenceKind } from "./evidence-demand";
import type { FreezeWindow } from "./freeze";
import type { HandoverSheet } from "./handover-sheet";
import type { ItemState } from "./item-state";
import type { MessageState } from "./message";
import type { ForecastRange } from "./pace";
import type { Severity } from "./severity";
import type { SigningMethod } from "./signing-method";
import type { Supposed } from "./supposed";
import type { TemplateDocument } from "./template";
import type { WorkingHours } from "./working-hours";

export type Artefact = z.infer<typeof artefactSchema>;

/** Times are ISO 8601 UTC strings throughout, ids are opaque strings. */
export type PersonRef = { id: string; name: string; email: string };

/** Who fills which role in this run; a deputy counts when judging authority but is charged last. */
export type RosterEntry = { role: string; personId: string; deputy: boolean };

/** The mutable row of one item. `version` guards writes; `revision` moves only with what a signature covers. */
export type ItemRow = {
  key: string;
  state: ItemState;
  reason: string | null;
  version: number;
  revision: number;
  assigneeId: string | null;
  dueAt: string | null;
  blocked: { reason: string; byId: string; since: string } | null;
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
  } | null;
};

/** One thing that stood against a gate when it was overridden; `subject` is what an override knows it by. */
export type Overridden = { code: ReasonCode; subject: string; text: string };
export type OverrideCapacity = "lead" | "admin";
export const overrideEnds = ["declined", "withdrawn", "revoked", "superseded", "voided"] as const;

/** Lead and admin together let a gate pass although it is NO-GO, until `endsAt`; counts once the second has confirmed it. */
export type OverrideRow = {
  id: string;
  gateKey: string;
  reason: string;
  endsAt: string;
  overridden: Overridden[];
  /** What may be deployed under it. */
  artefact: Artefact | null;
  environment: string;
  sha256: string;
  askedById: string;
  askedByName: string;
  askedAs: OverrideCapacity;
  askedMethod: SigningMethod;
  askedAt: string;
  /** A request nobody confirmed until then is over. */
  expiresAt: string;
  confirmedById: string | null;
  confirmedByName: string | null;
  confirmedAs: OverrideCapacity | null;
  confirmedMethod: SigningMethod | null;
  confirmedAt: string | null;
  ended: (typeof overrideEnds)[number] | null;
  endedById: string | null;
  endedAt: string | null;
  endReason: string | null;
  reviewedById: string | null;
  reviewedAt: string | null;
  reviewNote: string | null;
};

export type RollCallAnswer = "go" | "go_if" | "no_go";

/** A sign-off as it was when the roll call was opened. */
export type RollCallStation = {
  key: string;
  title: string;
  roles: string[];
  count: number;
  /** Names of those who may give it. */
  asked: string[];
  /** The answer it had already; it is not asked then. */
  stood: RollCallAnswer | null;
};

export type RollCallRow = {
  id: string;
  gateKey: string;
  openedById: string;
  openedAt: string;
  secondsEach: number;
  stations: RollCallStation[];
  closedById: string | null;
  closedAt: string | null;
};

/** Somebody asked again: for a signature, or `personId` for the work they hold up. */
export type NudgeRow = {
  id: string;
  gateKey: string;
  signoffKey: string | null;
  personId: string | null;
  byId: string;
  at: string;
};

export type Decision = "approve" | "approve_with_conditions" | "reject";

export type ConditionRow = {
  id: string;
  text: string;
  ownerId: string | null;
  dueAt: string | null;
  doneAt: string | null;
};

/** What a signature was bound to: each covered leaf at signing. */
export type SignedLeaf = {
  key: string;
  revision: number;
  /** `leafDigest` of title, evidence and waivers as they stood. */
  digest: string;
  state: ItemState;
  /** `id:sha256` of each valid piece of evidence: evidence added later improves, one that is gone makes stale. */
  evidence: string[];
  /** Ids of the waivers in force. */
  waivers: string[];
};

/** A role handed on for one run; it lets sign only once accepted, until `until`, while `fromId` fills the role. */
export type DelegationRow = {
  id: string;
  role: string;
  fromId: string;
  toId: string;
  reason: string;
  createdAt: string;
  until: string;
  acceptedAt: string | null;
  revokedAt: string | null;
};

/** Whose authority a delegate signed with, as it was at signing. */
export type SignedFor = { id: string; fromId: string; fromName: string; until: string };

export type SignatureRow = {
  id: string;
  gateKey: string;
  signoffKey: string;
  personId: string;
  printedName: string;
  role: string;
  delegation: SignedFor | null;
  decision: Decision;
  comment: string | null;
  conditions: ConditionRow[];
  method: SigningMethod;
  sha256: string;
  signedAt: string;
  withdrawnAt: string | null;
  /** Digest of artefact, policy and coverage at signing. */
  scopeDigest: string;
  /** In a snapshot empty where a later act of the same person stands for them: only the latest is compared. */
  leaves: SignedLeaf[];
};

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
};

/** A page that goes from tier to tier until somebody acknowledges. */
export type EscalationRow = {
  id: string;
  subject: string;
  tiers: EscalationTier[];
  waitMinutes: number;
  /** Index of the tier paged last. */
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
  people: Record<string, PersonRef>;
};

export const verdicts = ["go", "go_with_conditions", "no_go"] as const;
export type Verdict = (typeof verdicts)[number];

export const reasonCodes = [
  "critical_open",
  "high_open",
  "score_below",
  "evidence_missing",
  "evidence_expired",
  "choice_open",
  "signoff_missing",
  "signoff_rejected",
  "signoff_stale",
  "condition_overdue",
  "trigger_fired",
  "second_person_missing",
  "earlier_gate_open",
  "artefact_mismatch",
  "frozen",
  "run_closed",
  "rehearsal",
  "nothing_covered",
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** Why not: one typed reason, with what clears it. `text` is a sentence for people, never parsed. */
export type Reason = {
  code: ReasonCode;
  text: string;
  item?: string | undefined;
  signoff?: string | undefined;
  gate?: string | undefined;
  /** Of a freeze: until when. */
  until?: string | undefined;
  choice?: string | undefined;
  trigger?: string | undefined;
  role?: string | undefined;
  personId?: string | undefined;
};

/** Whom a blocker is charged to: a person, else the role, else nobody. */
export type Party =
  | { kind: "person"; id: string; name: string; role?: string | undefined }
  | { kind: "role"; role: string }
  | { kind: "nobody" };

/** One step of a chain: an item, and who holds it. */
export type ChainStep = { key: string; title: string; who: string };

export type BlockerItem = {
  key: string;
  title: string;
  severity: Severity;
  state: ItemState;
  minutes: number;
  downstreamMinutes: number;
  since: string;
  /** Reported blocked by something outside: the reason. */
  blocked: string | null;
  /** What waits for it, one behind the other along the longest chain. */
  chain: ChainStep[];
};

export type Blocker = {
  who: Party;
  /** Minutes of gating work that wait for what this party holds, the held work included. */
  weightMinutes: number;
  since: string;
  items: BlockerItem[];
  /** Sign-offs ready to be given by this party. */
  signoffs: { key: string; title: string; gate: string }[];
  /** Choices to take and triggers to clear, as sentences. */
  others: string[];
};

export type Forecast = {
  /** Earliest GO if work starts now and everybody works one item at a time, within `hours`; null when already GO or unknowable. */
  earliestGoAt: string | null;
  remainingMinutes: number;
  /** Minutes of work from now to the end of the last piece, without nights and days off. */
  spanMinutes: number;
  /** When work goes on; null = round the clock. */
  hours: WorkingHours | null;
  criticalPath: { key: string; title: string; minutes: number; owner: string }[];
  /** Items without an estimate, and the minutes assumed for each. */
  assumed: { items: number; minutesEach: number };
  /** Positive = minutes after the target. */
  lateByMinutes: number | null;
  /** By the pace of past runs, where somebody asked for it and enough were timed. */
  range?: ForecastRange | null | undefined;
};

export type NextAction = {
  kind: "item" | "signoff" | "choice" | "trigger" | "declare";
  key: string;
  title: string;
  who: Party;
  minutes: number | null;
};

/** Exact integers; `score` elsewhere is floor(1000 * satisfied / applicable) / 10. */
export type Formula = {
  satisfied: number;
  applicable: number;
  /** Weight of satisfied leaves that a command's output or a check bears out; the rest is asserted. */
  verified: number;
  bySeverity: Record<Severity, { satisfied: number; applicable: number; weight: number; open: number; total: number }>;
  text: string;
};

/** The points of one phase or section: what its leaves add to both sums. */
export type SectionSums = {
  key: string;
  title: string;
  satisfied: number;
  applicable: number;
  open: number;
  total: number;
};

export type SignoffStanding = {
  key: string;
  title: string;
  roles: string[];
  wording: string;
  count: number;
  /** Who may give it: the roster's people and their delegates, less those kept from it. */
  signers: string[];
  /** Who fills a role of it and still may not approve, with why. */
  kept: { personId: string; why: string }[];
  /** Who signs, in which order and for what, in words. */
  policy: string;
  /** Titles of the sign-offs that come first and are not given. */
  waitsFor: string[];
  /** Titles of the parts it covers; empty = all that its gate covers. */
  parts: string[];
  /** How many items it covers now. */
  covers: number;
  status: "waiting" | "approved" | "conditional" | "rejected" | "stale";
  /** True once no other reason stands in its coverage and those that come first have signed. */
  ready: boolean;
  /** The latest signature that is not withdrawn, per person. */
  signatures: {
    id: string;
    standing: "counts" | "stale" | "rejects";
    changed: { key: string; title: string; why: string }[];
    improved: string[];
  }[];
};

export type Readiness = {
  gate: string;
  gateTitle: string;
  status: GateStatus;
  verdict: Verdict;
  /** 0 to 100 with one decimal, floored. */
  score: number;
  required: number;
  reasons: Reason[];
  conditions: { text: string; item?: string | undefined; signature?: string | undefined }[];
  blockers: Blocker[];
  /** Parties who hold something that isn't actionable yet, with whom it waits for. */
  waiting: { who: Party; on: Party[]; text: string }[];
  forecast: Forecast;
  nextAction: NextAction | null;
  formula: Formula;
  /** The same sums by section. */
  sections: SectionSums[];
  signoffs: SignoffStanding[];
  /** The override in force. `holds` = nothing stands against the gate but what it overrides. */
  override: { id: string; endsAt: string; holds: boolean } | null;
  /** When the verdict may change by time alone (expiry, due condition); ISO, or null. */
  validUntil: string | null;
  /** Only of a simulation: what it takes for granted. No pipeline is ever answered with one. */
  supposed?: Supposed | undefined;
};
