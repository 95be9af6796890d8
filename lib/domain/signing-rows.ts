import type { ReasonCode } from "./assessment";
import type { ItemState } from "./item-state";
import type { LeafTerms } from "./leaf-terms";
import type { Artefact } from "./run";
import type { SigningMethod } from "./signing-method";

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
  /** `leafDigest` of terms, evidence and waivers as they stood; without terms `firstLeafDigest`, of the title. */
  digest: string;
  state: ItemState;
  /** `id:sha256` of each valid piece of evidence: evidence added later improves, one that is gone makes stale. */
  evidence: string[];
  /** Ids of the waivers in force. */
  waivers: string[];
  /** What it asked. Signatures of older releases have none, and are compared by their titles for good. */
  terms?: LeafTerms | undefined;
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
