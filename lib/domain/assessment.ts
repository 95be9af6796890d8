import type { ItemState } from "./item-state";
import type { ForecastRange } from "./pace";
import type { GateStatus } from "./run";
import type { Severity } from "./severity";
import type { Supposed } from "./supposed";
import type { WorkingHours } from "./working-hours";

/** `override`: nothing stands in the way, and only an override makes that so; never a GO. */
export const verdicts = ["go", "go_with_conditions", "override", "no_go"] as const;
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
  /** More than open: of an item, it was looked at and failed; of an earlier gate, something in it failed, is blocked or was rejected. */
  failed?: true | undefined;
  /** Of an item: reported blocked. */
  blocked?: true | undefined;
  /** Of a score: the weight satisfied, of the weight that counts; `failed` and `blocked` are keys of what is and has no reason of its own. */
  score?: { satisfied: number; of: number; failed?: string[] | undefined; blocked?: string[] | undefined } | undefined;
  signoff?: string | undefined;
  gate?: string | undefined;
  /** Its id, of a condition that is overdue. */
  condition?: string | undefined;
  /** Its id, of a freeze. */
  freeze?: string | undefined;
  /** Of a freeze: until when. */
  until?: string | undefined;
  choice?: string | undefined;
  trigger?: string | undefined;
  role?: string | undefined;
  personId?: string | undefined;
};

/** Somebody who doesn't take part any more (`takesPart`). */
export type Left = { id: string; name: string };

/** Whom a blocker is charged to: a person, else the role, else nobody. `left`: whoever held it and doesn't take part any more. */
export type Party =
  | { kind: "person"; id: string; name: string; role?: string | undefined }
  | { kind: "role"; role: string; left?: Left[] | undefined }
  | { kind: "nobody"; left?: Left[] | undefined };

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
  /** Where that is followed up. */
  blockedLink: string | null;
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
  /** Items reported blocked from outside: the moment holds if each is cleared by the time its turn comes. */
  blocked: number;
  /** What it is held against: the run's target, which is for going live; null for a gate that asks to close. */
  targetAt: string | null;
  /** Before it no work makes it GO: closing waits for the last check and follow-up to come. */
  notBefore: string | null;
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
  /** By whose override of an earlier gate this one may pass: no GO either, also once it has `ended`. Null where its own reasons stand against it. */
  earlierOverride: { id: string; gate: string; endsAt: string; ended: boolean } | null;
  /** When the verdict may change by time alone (expiry, due condition); ISO, or null. */
  validUntil: string | null;
  /** Only of a simulation: what it takes for granted. No pipeline is ever answered with one. */
  supposed?: Supposed | undefined;
};
