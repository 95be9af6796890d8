import type { Action } from "@/lib/domain/permission";
import type { Caller, Relation, Target } from "./crowd";
import { smallDocument } from "./document";

/** How to ask for an operation so that nothing but permission can refuse it. */
export type Sample = {
  params: (target: Target) => Record<string, string>;
  body?: (target: Target) => unknown;
  /** What the call really asks, where that depends on its body. */
  action?: Action;
  /** A rule beyond the table's cell. */
  allows?: (caller: Caller, relation: Relation) => boolean;
  /** Names its object in the body. */
  aims?: true;
  /** Changes who may what, or ends the object: only its refusals are asked. */
  ends?: true;
};

const none = () => ({});
const run = ({ runId }: Target) => ({ runId });
const item = ({ runId }: Target) => ({ runId, itemKey: "backup-taken" });
const key =
  (name: string) =>
  ({ runId }: Target) => ({ runId, key: name });
const reason = () => ({ reason: "because of the test" });

const delegation = ({ runId, delegationId }: Target) => ({ runId, id: delegationId });
const unknownRow = ({ runId }: Target) => ({ runId, id: crypto.randomUUID() });

const waiver = ({ runId, waiverId }: Target) => ({ runId, id: waiverId });

/** In `own`, the lead asked for the waiver and owns the condition, and the signer gave the signature; elsewhere others did. */
const isSigner = ({ name }: Caller, relation: Relation) => name === "signer" && relation === "own";
const isLead = ({ run }: Caller, relation: Relation) => relation === "own" && run.includes("lead");
/** In `other`, nobody else signs at that gate: an admin who didn't ask stands in. */
const grants = (caller: Caller, relation: Relation) =>
  isSigner(caller, relation) || (relation === "other" && ["owner", "admin"].includes(caller.name));

/** One's own factors, by a session alone. */
const signedIn = ({ token }: Caller) => !token;

/** Across runs being lead or signer of one of them isn't enough. */
const takesHistory: ReadonlySet<string> = new Set(["owner", "admin", "auditor"]);

/** Only people are present. */
const isSomebody = ({ name }: Caller) => !name.startsWith("machine");

/** Stands against no run of a test. */
const farAway = { startsAt: "2098-01-01T00:00:00Z", endsAt: "2098-01-02T00:00:00Z", reason: "far away" };

/** What no browser made: refused as an answer, after it was let in as a call. */
const registration = {
  id: "AA",
  rawId: "AA",
  type: "public-key",
  response: { clientDataJSON: "AA", attestationObject: "AA" },
};

/** One for each operation that needs somebody, by its id. */
export const samples: Record<string, Sample> = {
  getSession: { params: none },
  deleteSession: { params: none, ends: true },
  listSessions: { params: none, allows: ({ token }) => !token },
  endSession: { params: ({ sessionId }) => ({ id: sessionId }), ends: true },
  changePassword: { params: none, body: () => ({ current: "wrong one", next: "another long password" }), ends: true },
  getFactors: { params: none, allows: signedIn },
  // Of who has no passkey: refused as an answer.
  challengeAgain: { params: none, allows: signedIn },
  beginTotp: { params: none, allows: signedIn },
  confirmTotp: { params: none, body: () => ({ code: "wrong" }), allows: signedIn },
  removeTotp: { params: none, ends: true, allows: signedIn },
  renewRecoveryCodes: { params: none, allows: signedIn },
  beginPasskey: { params: none, allows: signedIn },
  addPasskey: {
    params: none,
    body: () => ({ challenge: crypto.randomUUID(), name: "Key", response: registration }),
    allows: signedIn,
  },
  renamePasskey: {
    params: ({ passkeyId }) => ({ id: passkeyId }),
    body: () => ({ name: "Theirs" }),
    ends: true,
    allows: () => false,
  },
  removePasskey: { params: ({ passkeyId }) => ({ id: passkeyId }), ends: true, allows: () => false },
  // Nothing is set up to connect to: refused as an answer.
  connectSso: { params: none, allows: signedIn },
  disconnectSso: { params: none, ends: true, allows: signedIn },
  getWorkspace: { params: none },
  changeWorkspace: { params: none, body: () => ({ signingRequires: "password" }) },
  listAdminNotices: { params: none },
  markNoticeSeen: { params: ({ noticeId }) => ({ id: noticeId }) },
  listPeople: { params: none },
  changePerson: { params: ({ personId }) => ({ id: personId }), body: () => ({ roles: ["member"] }) },
  // Without the caller's own password: refused as an answer.
  resetFactors: { params: ({ personId }) => ({ id: personId }), ends: true },
  acknowledgeReset: { params: none, allows: signedIn },
  listInvitations: { params: none },
  createInvitation: { params: none, body: () => ({ email: `${crypto.randomUUID()}@example.test`, roles: ["member"] }) },
  revokeInvitation: { params: ({ invitationId }) => ({ id: invitationId }), ends: true },
  listTokens: { params: none },
  createToken: { params: none, body: () => ({ name: "sample", kind: "personal" }) },
  revokeToken: { params: ({ tokenId }) => ({ id: tokenId }), ends: true, allows: () => false },
  importTemplate: { params: none, body: () => ({ markdown: "# Sample\n\n- [ ] One thing\n" }) },
  listTemplates: { params: none },
  getTemplate: { params: ({ templateId }) => ({ templateId }) },
  retireTemplate: { params: ({ templateId }) => ({ templateId }), ends: true },
  unretireTemplate: { params: ({ templateId }) => ({ templateId }), body: () => ({}) },
  renameTemplate: { params: ({ templateId }) => ({ templateId }), body: () => ({ title: "Sample" }) },
  listDrafts: { params: none },
  createDraft: { params: none, body: () => ({ input: { markdown: "# Sample\n\n- [ ] One thing\n" } }) },
  getDraft: { params: ({ draftId }) => ({ draftId }) },
  saveDraft: { params: ({ draftId }) => ({ draftId }), body: () => ({ document: smallDocument, version: 1 }) },
  discardDraft: { params: ({ draftId }) => ({ draftId }), ends: true },
  startRun: {
    params: none,
    aims: true,
    body: ({ templateId }) => ({ templateId, name: "Sample", environment: "staging", targetAt: null }),
  },
  listRuns: { params: none },
  getRun: { params: run },
  editRun: { params: run, body: () => ({ name: "Renamed" }) },
  getRunSnapshot: { params: run },
  previewMove: { params: run },
  moveRun: { params: run, body: () => ({ from: 1, ...reason() }) },
  listDroppedItems: { params: run },
  changeItem: { params: item, action: "item.tick", body: () => ({ state: "in_progress", version: 1 }) },
  getItem: { params: item },
  confirmTicked: { params: run, action: "item.tick" },
  confirmItem: { params: item, body: () => ({ version: 1 }) },
  reportChecks: { params: run, body: () => ({ checks: [{ name: "Sampled", result: "skip" }] }) },
  listReports: { params: run },
  mapCheck: { params: run, body: () => ({ name: "Sampled", item: "notes-written" }) },
  addEvidence: { params: item, body: () => ({ kind: "note", text: "seen" }) },
  getEvidenceContent: { params: ({ runId, evidenceId }) => ({ runId, evidenceId }) },
  redactEvidence: { params: ({ runId, redactableId }) => ({ runId, evidenceId: redactableId }), body: reason },
  addComment: { params: item, body: () => ({ body: "A word." }) },
  askWaiver: { params: item, body: reason },
  challengeWaiver: { params: waiver, body: () => ({ act: "grant" }), allows: grants },
  grantWaiver: { params: waiver, body: () => ({ password: "wrong one" }), allows: grants },
  revokeWaiver: {
    params: waiver,
    body: reason,
    allows: (caller, relation) => grants(caller, relation) || isLead(caller, relation),
  },
  recordChoice: { params: key("way-back"), body: () => ({ option: "undo", ...reason() }) },
  changeNeed: { params: key("notes-written"), body: () => ({ need: "backup-taken" }) },
  getAfter: { params: run },
  getChronicle: { params: run },
  addReviewNote: { params: run, body: () => ({ kind: "well", text: "The roll-out took half the time" }) },
  // No such action item: refused as an answer, after it was let in as a call.
  finishReviewAction: { params: unknownRow },
  changeReviewNote: { params: unknownRow, body: () => ({ text: "Better said", version: 1 }) },
  withdrawReviewNote: { params: unknownRow },
  // Of a run that isn't over: refused as an answer.
  getImprovements: { params: run },
  improveTemplate: {
    params: run,
    body: () => ({ take: [{ id: "estimate backup-taken" }], on: { baseVersion: 1, draftVersion: null } }),
  },
  // None of these rows is there: refused as an answer, after it was let in as a call.
  recordOccurrences: { params: run, body: () => ({ turns: [{ key: "notes-written", number: 1 }], outcome: "done" }) },
  setRota: { params: run, body: () => ({ shifts: [] }) },
  handOverShift: { params: run, body: () => ({ to: "nobody@example.test" }) },
  acceptHandover: { params: unknownRow, ends: true },
  handOverFollowUps: { params: run, body: () => ({ items: ["notes-written"], link: "https://example.test/1" }) },
  acceptFollowUps: { params: run, body: () => ({ items: ["notes-written"] }) },
  takeBackFollowUps: { params: run, body: () => ({ items: ["notes-written"] }) },
  getWhen: { params: run },
  previewTarget: { params: run },
  getReadiness: { params: run },
  askGate: { params: run },
  declareGo: { params: key("go-live"), body: reason },
  declareNoGo: { params: key("go-live"), body: reason },
  reopenGate: { params: key("go-live"), body: reason },
  draftOverride: {
    params: key("go-live"),
    body: () => ({ ...reason(), endsAt: new Date(Date.now() + 3_600_000).toISOString() }),
  },
  // One that was never asked for: missing to those who may as well.
  getOverride: { params: unknownRow, ends: true },
  challengeOverride: { params: unknownRow, ends: true },
  signOverride: { params: unknownRow, body: () => ({ statement: "0".repeat(64), password: "wrong one" }), ends: true },
  endOverride: { params: unknownRow, body: reason, ends: true },
  reviewOverride: { params: unknownRow, body: () => ({ note: "a note" }), ends: true },
  openRollCall: { params: key("go-live"), body: () => ({ minutes: 2 }) },
  closeRollCall: { params: unknownRow, ends: true },
  getRollCallMinutes: { params: unknownRow, ends: true },
  nudgeSigners: { params: key("engineering") },
  nudgePerson: { params: (target) => ({ ...run(target), personId: target.personId }), ends: true },
  seeNudge: { params: unknownRow, ends: true },
  closeRun: { params: run, body: reason, ends: true },
  getSteps: { params: run },
  recordRollback: { params: run, body: reason },
  beginAgain: { params: run, body: reason },
  abortRun: { params: run, body: reason, ends: true },
  openCeremony: { params: key("engineering"), body: () => ({ decision: "approve", method: "password" }) },
  beginCeremonySignIn: {
    ends: true,
    params: ({ runId }) => ({ runId, key: "engineering", id: crypto.randomUUID() }),
  },
  signStatement: {
    // A ceremony that was never opened: missing to the signer as well.
    ends: true,
    params: key("engineering"),
    body: () => ({ ceremony: crypto.randomUUID(), statement: "0".repeat(64), password: "wrong one" }),
  },
  withdrawSignature: {
    params: ({ runId, signatureId }) => ({ runId, id: signatureId }),
    body: reason,
    allows: isSigner,
  },
  delegateRole: {
    params: run,
    // Nobody of the workspace: refused as an answer, after it was let in as a call.
    body: () => ({ role: "Engineering Lead", to: "nobody@example.test", until: "2099-01-01T00:00:00Z", ...reason() }),
  },
  acceptDelegation: { params: delegation, ends: true, allows: isSigner },
  revokeDelegation: {
    params: delegation,
    body: reason,
    allows: (caller, relation) => isSigner(caller, relation) || (isLead(caller, relation) && !caller.token),
  },
  markConditionDone: { params: ({ runId, conditionId }) => ({ runId, id: conditionId }), allows: isLead },
  fireTrigger: { params: key("error-rate"), body: () => ({ measured: "7 %" }) },
  receiveAlerts: {
    params: run,
    body: () => ({ version: "4", alerts: [{ status: "firing", labels: { alertname: "Sampled" } }] }),
  },
  clearTrigger: { params: key("error-rate"), body: reason },
  listAudit: { params: run },
  exportRunHistory: { params: run },
  listHistory: { params: none },
  exportHistory: { params: none, allows: ({ workspace }) => workspace.some((role) => takesHistory.has(role)) },
  getDossier: { params: run },
  getDossierPdf: { params: run },
  listenRun: { params: run },
  announcePresence: { params: run, body: () => ({ connection: "sample-window", itemKey: null }), allows: isSomebody },
  getDashboard: { params: none },
  getRunSummary: { params: run },
  exportDashboard: { params: none },
  visitDashboard: { params: none },
  getWork: { params: none, allows: isSomebody },
  getPastRuns: { params: none },
  getContacts: { params: run },
  setOnCall: { params: run, body: () => ({ role: "contributor" }) },
  endOnCall: { params: unknownRow, ends: true },
  startEscalation: { params: run, body: () => ({ subject: "It is slow" }) },
  acknowledgeEscalation: { params: ({ runId, escalationId }) => ({ runId, id: escalationId }) },
  listAnnouncements: { params: run },
  sendAnnouncement: { params: run, body: () => ({ title: "We deploy", text: "Now.", channels: ["copy"] }) },
  getMessaging: { params: none },
  changeMessaging: { params: none, body: () => ({}) },
  getWebhookSecret: { params: none },
  // Nothing is set up: refused as an answer.
  testMessaging: { params: none, body: () => ({ channel: "chat" }) },
  listMessages: { params: none },
  retryMessage: { params: ({ messageId }) => ({ id: messageId }) },
  listFreezes: { params: none },
  makeFreeze: { params: none, body: () => farAway },
  changeFreeze: { params: ({ freezeId }) => ({ id: freezeId }), body: () => ({ reason: "later", version: 1 }) },
  removeFreeze: { params: ({ freezeId }) => ({ id: freezeId }), ends: true },
  listFeeds: { params: none },
  makeFeed: { params: none, body: () => ({ runId: null }) },
  revokeFeed: { params: ({ sessionId }) => ({ id: sessionId }), ends: true },
  changeProfile: { params: none, body: () => ({ timeZone: null }), allows: signedIn },
  listViews: { params: none },
  saveView: { params: none, body: () => ({ name: "Late", query: "late=1", shared: false }) },
  removeView: {
    params: ({ viewId }) => ({ id: viewId }),
    ends: true,
    // Somebody else's, shared with everybody.
    allows: ({ token, workspace }) => !token && workspace.some((role) => role === "owner" || role === "admin"),
  },
};
