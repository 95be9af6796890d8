import { listAdminNotices } from "@/lib/data/admin-notice.read";
import { markNoticeSeen } from "@/lib/data/admin-notice.write";
import { previewTarget, readAfter, readWhen } from "@/lib/data/after.read";
import { readAnnouncements } from "@/lib/data/announcement.read";
import { sendAnnouncement } from "@/lib/data/announcement.write";
import { abortRun, beginAgain, recordRollback } from "@/lib/data/attempt.write";
import { listAudit } from "@/lib/data/audit.read";
import { listFeeds } from "@/lib/data/calendar-feed.read";
import { makeFeed, revokeFeed } from "@/lib/data/calendar-feed.write";
import { openCeremony } from "@/lib/data/ceremony.write";
import { findCeremonyForSso } from "@/lib/data/ceremony-sso.write";
import { listReports } from "@/lib/data/check-report.read";
import { mapCheck, reportChecks } from "@/lib/data/check-report.write";
import { recordChoice } from "@/lib/data/choice.write";
import { readChronicle } from "@/lib/data/chronicle.read";
import { addComment } from "@/lib/data/comment.write";
import { markConditionDone } from "@/lib/data/condition.write";
import { confirmTicked } from "@/lib/data/confirmation.write";
import { readContacts } from "@/lib/data/contact.read";
import type { Context } from "@/lib/data/context";
import { readDashboard, readOpenSummaries } from "@/lib/data/dashboard.read";
import { visitDashboard } from "@/lib/data/dashboard-visit.write";
import { acceptDelegation, delegateRole, revokeDelegation } from "@/lib/data/delegation.write";
import { readDossier } from "@/lib/data/dossier.read";
import { startEscalation } from "@/lib/data/escalation.write";
import { acknowledgeEscalation } from "@/lib/data/escalation-acknowledge.write";
import { mayAttach, readEvidenceContent } from "@/lib/data/evidence.read";
import { addEvidence } from "@/lib/data/evidence.write";
import { redactEvidence } from "@/lib/data/evidence-redact.write";
import { resetFactors } from "@/lib/data/factor-reset.write";
import { acceptFollowUps, handOverFollowUps, takeBackFollowUps } from "@/lib/data/follow-up.write";
import { listFreezes } from "@/lib/data/freeze.read";
import { changeFreeze, makeFreeze, removeFreeze } from "@/lib/data/freeze.write";
import { readGateAnswer, readReadiness } from "@/lib/data/gate.read";
import { declareGo, declareNoGo, reopenGate } from "@/lib/data/gate.write";
import { acceptHandover, handOverShift } from "@/lib/data/handover.write";
import { listHistory, listRunHistory } from "@/lib/data/history.read";
import { readImprovements } from "@/lib/data/improvement.read";
import { improveTemplate } from "@/lib/data/improvement.write";
import { listInvitations } from "@/lib/data/invitation.read";
import { createInvitation, revokeInvitation } from "@/lib/data/invitation.write";
import { changeItem } from "@/lib/data/item.write";
import { changeBelow } from "@/lib/data/item-below.write";
import { readItemDetail } from "@/lib/data/item-detail.read";
import { readDroppedItems } from "@/lib/data/item-dropped.read";
import { changeMember } from "@/lib/data/membership.write";
import { listMessages } from "@/lib/data/message.read";
import { retryMessage, testMessaging } from "@/lib/data/message.write";
import { readMessaging, readWebhookSecret } from "@/lib/data/message-setting.read";
import { changeMessaging } from "@/lib/data/message-setting.write";
import { readMyWork } from "@/lib/data/my-work.read";
import { changeNeed } from "@/lib/data/need.write";
import { nudgePerson, nudgeSigners } from "@/lib/data/nudge.write";
import { recordOccurrences } from "@/lib/data/occurrence.write";
import { endOnCall, setOnCall } from "@/lib/data/on-call.write";
import { draftOverride } from "@/lib/data/override.write";
import { readPace } from "@/lib/data/pace.read";
import { readPastRuns } from "@/lib/data/past-runs.read";
import { listPeople } from "@/lib/data/person.read";
import { announcePresence } from "@/lib/data/presence.write";
import { changeProfile } from "@/lib/data/profile.write";
import { readRehearsed } from "@/lib/data/rehearsed.read";
import { addReviewNote, finishReviewAction } from "@/lib/data/review-note.write";
import { changeReviewNote, withdrawReviewNote } from "@/lib/data/review-note-change.write";
import { openRollCall } from "@/lib/data/roll-call.write";
import { setRota } from "@/lib/data/rota.write";
import { readRun, readRunScreen } from "@/lib/data/run.read";
import { startRun } from "@/lib/data/run.write";
import { closeRun } from "@/lib/data/run-close.write";
import { editRun } from "@/lib/data/run-edit.write";
import { listRuns } from "@/lib/data/run-list.read";
import { previewMove } from "@/lib/data/run-move.read";
import { moveRunTo } from "@/lib/data/run-move.write";
import { listViews } from "@/lib/data/saved-view.read";
import { removeView, saveView } from "@/lib/data/saved-view.write";
import { confirmItem } from "@/lib/data/second-person.write";
import { listSessions } from "@/lib/data/session.read";
import { endSession } from "@/lib/data/session.write";
import { signStatement, withdrawSignature } from "@/lib/data/signature.write";
import { readSteps } from "@/lib/data/steps.read";
import { listTemplates, readTemplate } from "@/lib/data/template.read";
import { importTemplate, previewTemplate } from "@/lib/data/template.write";
import { listDrafts, readDraft } from "@/lib/data/template-draft.read";
import { createDraft, saveDraft } from "@/lib/data/template-draft.write";
import { discardDraft } from "@/lib/data/template-draft-end.write";
import { renameTemplate } from "@/lib/data/template-rename.write";
import { retireTemplate, unretireTemplate } from "@/lib/data/template-retire.write";
import { listTokens } from "@/lib/data/token.read";
import { revokeToken } from "@/lib/data/token.write";
import { clearTrigger, fireTrigger, receiveAlerts } from "@/lib/data/trigger.write";
import { askWaiver, grantWaiver, revokeWaiver } from "@/lib/data/waiver.write";
import { readWaiverChallenge } from "@/lib/data/waiver-proof.read";
import { readWall } from "@/lib/data/wall.read";
import { readWorkspaceSettings } from "@/lib/data/workspace-setting.read";
import { changeWorkspace } from "@/lib/data/workspace-setting.write";
import { accept, refuse } from "@/lib/domain/refusal";
import type { Target } from "./crowd";
import { smallDocument } from "./document";
import { byPassword } from "./world";

type Ask = (ctx: Context, target: Target) => Promise<unknown>;

const because = { reason: "because of the test" };
const page = { limit: 5 };
const farAway = {
  startsAt: "2098-01-01T00:00:00Z",
  endsAt: "2098-01-02T00:00:00Z",
  environments: [],
  reason: "far away",
};
const item = "backup-taken";
const markdown = "# Sample\n\n- [ ] One thing\n";
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
/** Wrong at the last step: whoever got there was let in. */
const wrongProof = byPassword(async () => refuse("reauthentication_required", "This is not your password."));

/** Functions of lib/data that are told who asks, each with the call of the API whose rule it must keep by itself. */
export const directCalls: Record<string, readonly [operation: string, ask: Ask]> = {
  abortRun: ["abortRun", (ctx, { runId }) => abortRun(ctx, runId, because)],
  acceptDelegation: ["acceptDelegation", (ctx, { runId, delegationId }) => acceptDelegation(ctx, runId, delegationId)],
  acceptFollowUps: ["acceptFollowUps", (ctx, { runId }) => acceptFollowUps(ctx, runId, ["notes-written"])],
  acceptHandover: ["acceptHandover", (ctx, { runId }) => acceptHandover(ctx, runId, crypto.randomUUID())],
  handOverFollowUps: [
    "handOverFollowUps",
    (ctx, { runId }) => handOverFollowUps(ctx, runId, { items: ["notes-written"], link: "https://example.test/1" }),
  ],
  handOverShift: ["handOverShift", (ctx, { runId }) => handOverShift(ctx, runId, { to: "nobody@example.test" })],
  takeBackFollowUps: ["takeBackFollowUps", (ctx, { runId }) => takeBackFollowUps(ctx, runId, ["notes-written"])],
  recordOccurrences: [
    "recordOccurrences",
    (ctx, { runId }) =>
      recordOccurrences(ctx, runId, { turns: [{ key: "notes-written", number: 1, version: 0 }], outcome: "done" }),
  ],
  setRota: ["setRota", (ctx, { runId }) => setRota(ctx, runId, { shifts: [] })],
  readAfter: ["getAfter", (ctx, { runId }) => readAfter(ctx, runId)],
  addReviewNote: [
    "addReviewNote",
    (ctx, { runId }) => addReviewNote(ctx, runId, { kind: "well", text: "The roll-out took half the time" }),
  ],
  finishReviewAction: [
    "finishReviewAction",
    (ctx, { runId, conditionId }) => finishReviewAction(ctx, runId, conditionId),
  ],
  changeReviewNote: [
    "changeReviewNote",
    (ctx, { runId, conditionId }) => changeReviewNote(ctx, runId, conditionId, { text: "Better said", version: 1 }),
  ],
  withdrawReviewNote: [
    "withdrawReviewNote",
    (ctx, { runId, conditionId }) => withdrawReviewNote(ctx, runId, conditionId, 1),
  ],
  readImprovements: ["getImprovements", (ctx, { runId }) => readImprovements(ctx, runId)],
  improveTemplate: [
    "improveTemplate",
    (ctx, { runId }) =>
      improveTemplate(ctx, runId, {
        take: [{ id: "estimate backup-taken" }],
        on: { baseVersion: 1, draftVersion: null },
      }),
  ],
  readChronicle: ["getChronicle", (ctx, { runId }) => readChronicle(ctx, runId)],
  readWhen: ["getWhen", (ctx, { runId }) => readWhen(ctx, runId)],
  previewTarget: ["previewTarget", (ctx, { runId }) => previewTarget(ctx, runId)],
  listFeeds: ["listFeeds", (ctx) => listFeeds(ctx)],
  makeFeed: [
    "makeFeed",
    (ctx) => makeFeed(ctx, { runId: null, tokenHash: crypto.getRandomValues(new Uint8Array(32)) }),
  ],
  revokeFeed: ["revokeFeed", (ctx, { sessionId }) => revokeFeed(ctx, sessionId)],
  changeProfile: ["changeProfile", (ctx) => changeProfile(ctx, { timeZone: null })],
  addComment: ["addComment", (ctx, { runId }) => addComment(ctx, runId, item, "A word.")],
  addEvidence: [
    "addEvidence",
    (ctx, { runId }) => addEvidence(ctx, runId, item, { kind: "note", title: "Seen", text: "seen" }),
  ],
  announcePresence: [
    "announcePresence",
    (ctx, { runId }) => announcePresence(ctx, runId, { connection: "direct-window", itemKey: null }),
  ],
  askWaiver: ["askWaiver", (ctx, { runId }) => askWaiver(ctx, runId, item, { kind: "waiver", ...because })],
  beginAgain: ["beginAgain", (ctx, { runId }) => beginAgain(ctx, runId, because)],
  changeBelow: ["changeItem", (ctx, { runId }) => changeBelow(ctx, runId, item, { state: "in_progress" }, 1)],
  changeFreeze: ["changeFreeze", (ctx, { freezeId }) => changeFreeze(ctx, freezeId, { reason: "later", version: 1 })],
  changeItem: ["changeItem", (ctx, { runId }) => changeItem(ctx, runId, item, { state: "in_progress", version: 1 })],
  changeMember: ["changePerson", (ctx, { personId }) => changeMember(ctx, personId, { roles: ["member"] })],
  changeNeed: [
    "changeNeed",
    (ctx, { runId }) => changeNeed(ctx, runId, { key: "notes-written", need: "backup-taken", needed: true }),
  ],
  changeMessaging: ["changeMessaging", (ctx) => changeMessaging(ctx, {})],
  changeWorkspace: ["changeWorkspace", (ctx) => changeWorkspace(ctx, { signingRequires: "password" })],
  clearTrigger: ["clearTrigger", (ctx, { runId }) => clearTrigger(ctx, runId, "error-rate", because)],
  closeRun: ["closeRun", (ctx, { runId }) => closeRun(ctx, runId, because)],
  confirmItem: ["confirmItem", (ctx, { runId }) => confirmItem(ctx, runId, item, { version: 1 })],
  confirmTicked: ["confirmTicked", (ctx, { runId }) => confirmTicked(ctx, runId, {})],
  createDraft: ["createDraft", (ctx) => createDraft(ctx, { input: { markdown } })],
  createInvitation: [
    "createInvitation",
    (ctx) =>
      createInvitation(ctx, {
        email: `${crypto.randomUUID()}@example.test`,
        roles: ["member"],
        tokenHash: crypto.getRandomValues(new Uint8Array(32)),
        url: "http://localhost/invite/sample",
      }),
  ],
  declareGo: ["declareGo", (ctx, { runId }) => declareGo(ctx, runId, "go-live", because)],
  declareNoGo: ["declareNoGo", (ctx, { runId }) => declareNoGo(ctx, runId, "go-live", because)],
  delegateRole: [
    "delegateRole",
    (ctx, { runId }) =>
      delegateRole(ctx, runId, { role: "Engineering Lead", to: "nobody@example.test", until: inAnHour(), ...because }),
  ],
  discardDraft: ["discardDraft", (ctx, { draftId }) => discardDraft(ctx, draftId)],
  draftOverride: [
    "draftOverride",
    (ctx, { runId }) => draftOverride(ctx, runId, "go-live", { ...because, endsAt: inAnHour() }),
  ],
  editRun: ["editRun", (ctx, { runId }) => editRun(ctx, runId, { name: "Renamed" })],
  endSession: ["endSession", (ctx, { sessionId }) => endSession(ctx, sessionId)],
  findCeremonyForSso: [
    "beginCeremonySignIn",
    (ctx, { runId }) => findCeremonyForSso(ctx, { runId, key: "engineering", id: crypto.randomUUID() }),
  ],
  receiveAlerts: [
    "receiveAlerts",
    (ctx, { runId }) =>
      receiveAlerts(ctx, runId, [{ status: "firing", labels: { alertname: "Sampled" }, annotations: {} }]),
  ],
  fireTrigger: ["fireTrigger", (ctx, { runId }) => fireTrigger(ctx, runId, "error-rate", { measured: "7 %" })],
  grantWaiver: ["grantWaiver", (ctx, { runId, waiverId }) => grantWaiver(ctx, runId, waiverId, wrongProof)],
  importTemplate: ["importTemplate", (ctx) => importTemplate(ctx, { markdown })],
  listAdminNotices: ["listAdminNotices", (ctx) => listAdminNotices(ctx)],
  listAudit: ["listAudit", (ctx, { runId }) => listAudit(ctx, runId, { after: 0, limit: 5 })],
  listDrafts: ["listDrafts", (ctx) => listDrafts(ctx, page)],
  listMessages: ["listMessages", (ctx) => listMessages(ctx, page)],
  listFreezes: ["listFreezes", (ctx) => listFreezes(ctx, page)],
  listHistory: ["listHistory", (ctx) => listHistory(ctx, {}, page)],
  listInvitations: ["listInvitations", (ctx) => listInvitations(ctx, page)],
  listPeople: ["listPeople", (ctx) => listPeople(ctx, page)],
  listReports: ["listReports", (ctx, { runId }) => listReports(ctx, runId, page)],
  listRunHistory: ["exportRunHistory", (ctx, { runId }) => listRunHistory(ctx, runId, {}, page)],
  listRuns: ["listRuns", (ctx) => listRuns(ctx, page)],
  listSessions: ["listSessions", (ctx) => listSessions(ctx)],
  listTemplates: ["listTemplates", (ctx) => listTemplates(ctx, page)],
  listTokens: ["listTokens", (ctx) => listTokens(ctx, page)],
  listViews: ["listViews", (ctx) => listViews(ctx, page)],
  makeFreeze: ["makeFreeze", (ctx) => makeFreeze(ctx, farAway)],
  mapCheck: ["mapCheck", (ctx, { runId }) => mapCheck(ctx, runId, { name: "Sampled", item: "notes-written" })],
  markConditionDone: ["markConditionDone", (ctx, { runId, conditionId }) => markConditionDone(ctx, runId, conditionId)],
  markNoticeSeen: ["markNoticeSeen", (ctx, { noticeId }) => markNoticeSeen(ctx, noticeId)],
  mayAttach: ["addEvidence", (ctx, { runId }) => mayAttach(ctx, runId, item)],
  moveRunTo: ["moveRun", (ctx, { runId }) => moveRunTo(ctx, runId, { from: 1, ...because })],
  nudgePerson: ["nudgePerson", (ctx, { runId, personId }) => nudgePerson(ctx, runId, personId)],
  nudgeSigners: ["nudgeSigners", (ctx, { runId }) => nudgeSigners(ctx, runId, "engineering")],
  openCeremony: [
    "openCeremony",
    (ctx, { runId }) =>
      openCeremony(ctx, runId, "engineering", { decision: "approve", conditions: [], method: "password" }),
  ],
  openRollCall: [
    "openRollCall",
    (ctx, { runId }) => openRollCall(ctx, runId, "go-live", { minutes: 2, per: "station" }),
  ],
  previewMove: ["previewMove", (ctx, { runId }) => previewMove(ctx, runId, {})],
  previewTemplate: ["importTemplate", (ctx) => previewTemplate(ctx, { markdown })],
  readDashboard: ["getDashboard", (ctx) => readDashboard(ctx)],
  readDossier: ["getDossier", (ctx, { runId }) => readDossier(ctx, runId)],
  readDraft: ["getDraft", (ctx, { draftId }) => readDraft(ctx, draftId)],
  readDroppedItems: ["listDroppedItems", (ctx, { runId }) => readDroppedItems(ctx, runId)],
  readEvidenceContent: [
    "getEvidenceContent",
    (ctx, { runId, evidenceId }) => readEvidenceContent(ctx, runId, evidenceId),
  ],
  readGateAnswer: ["askGate", (ctx, { runId }) => readGateAnswer(ctx, runId)],
  readItemDetail: ["getItem", (ctx, { runId }) => readItemDetail(ctx, runId, item)],
  acknowledgeEscalation: [
    "acknowledgeEscalation",
    (ctx, { runId, escalationId }) => acknowledgeEscalation(ctx, runId, escalationId),
  ],
  endOnCall: ["endOnCall", (ctx, { runId }) => endOnCall(ctx, runId, crypto.randomUUID())],
  readContacts: ["getContacts", (ctx, { runId }) => readContacts(ctx, runId)],
  setOnCall: ["setOnCall", (ctx, { runId }) => setOnCall(ctx, runId, { role: "contributor", endsAt: null })],
  startEscalation: [
    "startEscalation",
    (ctx, { runId }) => startEscalation(ctx, runId, { subject: "It is slow", waitMinutes: 5 }),
  ],
  readAnnouncements: ["listAnnouncements", (ctx, { runId }) => readAnnouncements(ctx, runId)],
  sendAnnouncement: [
    "sendAnnouncement",
    (ctx, { runId }) =>
      sendAnnouncement(ctx, runId, {
        key: "",
        share: null,
        title: "We deploy",
        text: "Now.",
        channels: ["copy"],
        people: [],
        addresses: [],
        incomplete: false,
      }),
  ],
  readMessaging: ["getMessaging", (ctx) => readMessaging(ctx)],
  readWebhookSecret: ["getWebhookSecret", (ctx) => readWebhookSecret(ctx)],
  retryMessage: ["retryMessage", (ctx, { messageId }) => retryMessage(ctx, messageId)],
  testMessaging: ["testMessaging", (ctx) => testMessaging(ctx, "chat")],
  readMyWork: ["getWork", (ctx) => readMyWork(ctx)],
  readOpenSummaries: ["getDashboard", (ctx) => readOpenSummaries(ctx)],
  readPace: ["getReadiness", (ctx, { runId }) => readPace(ctx, runId)],
  readPastRuns: ["getPastRuns", (ctx) => readPastRuns(ctx)],
  readReadiness: ["getReadiness", (ctx, { runId }) => readReadiness(ctx, runId)],
  readRun: ["getRun", (ctx, { runId }) => readRun(ctx, runId)],
  readRehearsed: ["getTemplate", (ctx, { templateId }) => readRehearsed(ctx, templateId, 1)],
  readRunScreen: ["getRunSnapshot", (ctx, { runId }) => readRunScreen(ctx, runId)],
  readSteps: ["getSteps", (ctx, { runId }) => readSteps(ctx, runId)],
  readTemplate: ["getTemplate", (ctx, { templateId }) => readTemplate(ctx, templateId)],
  readWaiverChallenge: [
    "challengeWaiver",
    (ctx, { runId, waiverId }) => readWaiverChallenge(ctx, runId, waiverId, "grant"),
  ],
  readWall: ["getRunSummary", (ctx, { runId }) => readWall(ctx, runId)],
  readWorkspaceSettings: ["getWorkspace", (ctx) => readWorkspaceSettings(ctx)],
  recordChoice: [
    "recordChoice",
    (ctx, { runId }) => recordChoice(ctx, runId, "way-back", { option: "undo", ...because }),
  ],
  recordRollback: ["recordRollback", (ctx, { runId }) => recordRollback(ctx, runId, because)],
  redactEvidence: [
    "redactEvidence",
    (ctx, { runId, redactableId }) => redactEvidence(ctx, runId, redactableId, because, noStorage),
  ],
  removeFreeze: ["removeFreeze", (ctx, { freezeId }) => removeFreeze(ctx, freezeId)],
  removeView: ["removeView", (ctx, { viewId }) => removeView(ctx, viewId)],
  renameTemplate: ["renameTemplate", (ctx, { templateId }) => renameTemplate(ctx, templateId, { title: "Sample" })],
  reopenGate: ["reopenGate", (ctx, { runId }) => reopenGate(ctx, runId, "go-live", because)],
  reportChecks: [
    "reportChecks",
    (ctx, { runId }) => reportChecks(ctx, runId, { name: "sample.sh", checks: [{ name: "Sampled", result: "skip" }] }),
  ],
  resetFactors: ["resetFactors", (ctx, { personId }) => resetFactors(ctx, personId, async () => accept(null))],
  retireTemplate: ["retireTemplate", (ctx, { templateId }) => retireTemplate(ctx, templateId)],
  revokeDelegation: [
    "revokeDelegation",
    (ctx, { runId, delegationId }) => revokeDelegation(ctx, runId, delegationId, because),
  ],
  revokeInvitation: ["revokeInvitation", (ctx, { invitationId }) => revokeInvitation(ctx, invitationId)],
  revokeToken: ["revokeToken", (ctx, { tokenId }) => revokeToken(ctx, tokenId)],
  revokeWaiver: ["revokeWaiver", (ctx, { runId, waiverId }) => revokeWaiver(ctx, runId, waiverId, because, wrongProof)],
  saveDraft: ["saveDraft", (ctx, { draftId }) => saveDraft(ctx, draftId, { document: smallDocument }, 1)],
  saveView: ["saveView", (ctx) => saveView(ctx, { name: "Late", query: "late=1", shared: false })],
  signStatement: [
    "signStatement",
    (ctx, { runId }) =>
      signStatement(
        ctx,
        runId,
        "engineering",
        { ceremony: crypto.randomUUID(), statement: "0".repeat(64) },
        wrongProof.prove,
      ),
  ],
  startRun: [
    "startRun",
    (ctx, { templateId }) => startRun(ctx, { templateId, name: "Sample", environment: "staging", targetAt: null }),
  ],
  unretireTemplate: ["unretireTemplate", (ctx, { templateId }) => unretireTemplate(ctx, templateId)],
  visitDashboard: ["visitDashboard", (ctx) => visitDashboard(ctx)],
  withdrawSignature: [
    "withdrawSignature",
    (ctx, { runId, signatureId }) => withdrawSignature(ctx, runId, signatureId, because),
  ],
};

const noStorage = {
  put: async () => null,
  open: async () => null,
  delete: async () => undefined,
};

/** Those that aren't called so, each with why. */
export const notDirect: Record<string, string> = {
  acceptInvitation: "needs nobody but the invitation's token",
  acknowledgeReset: "of whoever asks alone",
  actingAs: "makes another context, for the sample",
  arriveBySso: "needs nobody but what the provider said",
  readCalendar: "needs nobody but the secret address",
  changeRun: "what every change of a run goes through",
  closeRollCall: "needs one that is open: roll-call.test.ts",
  commandLineContext: "of the command line, on the machine",
  countFailure: "counts, after lib/auth has refused",
  countOverrideFailure: "counts, after lib/auth has refused",
  createFirstOwner: "needs nobody: refuses once there is one",
  createPasswordReset: "of the command line, on the machine, and of a job",
  queueResetMail: "of a job",
  acknowledgeByToken: "told by the token of a page",
  acknowledgeByWebhook: "told by the answer of a webhook's receiver",
  escalate: "of a job: does nothing for anybody but the system",
  callRollback: "of a job: does nothing for anybody but the system",
  createToken: "kinds differ by their scope: token.test.ts",
  createTokenFor: "of the command line, on the machine",
  draftHeadOf: "reads beside a template that was read in scope",
  endOverride: "needs one in force: override.test.ts",
  failCeremony: "of whoever asks alone",
  findRehearsed: "asked inside startRun and readRehearsed",
  importBuiltIns: "imports by importTemplate",
  isProvenBySso: "asked inside signStatement",
  linkIdentity: "of whoever asks alone",
  loadDemo: "of the command line, on the machine",
  loadSample: "plays by the other functions",
  playSample: "plays by the other functions",
  proveCeremony: "of whoever asks alone",
  proveWaiver: "asked inside grantWaiver and revokeWaiver",
  readActionsOwed: "of whoever asks alone, within readMyWork",
  readDraftOf: "the draft of a template: readDraft",
  readFactorReset: "of whoever asks alone",
  readFactors: "of whoever asks alone",
  readHistoryPeople: "names of the workspace's people, no more than listPeople gives",
  readHistoryPerson: "one of them",
  readMyNudges: "of whoever asks alone",
  readStandingOverrides: "of the workspace of whoever asks; none to who may not see runs: override.write.test.ts",
  readOverride: "needs one that was asked for: override.test.ts",
  readRollCallMinutes: "needs one that was held: roll-call.test.ts",
  readRunSource: "reads beside a run that was read in scope",
  readSessionView: "of whoever asks alone",
  redeemPasswordReset: "needs nobody but the link's token",
  acknowledgeLoss: "of the command line, on the machine",
  resetFactorsOf: "of the command line, on the machine",
  reviewOverride: "needs one in force: override.test.ts",
  seeNudge: "needs one: nudge.test.ts",
  signOverride: "needs one that was asked for: override.test.ts",
  startPasskeySession: "needs nobody: lib/auth has checked the passkey",
  startSession: "needs nobody: lib/auth has checked the password",
  startSsoSession: "needs nobody: lib/auth has checked the provider's word",
  unlinkIdentity: "of the person lib/auth has asked again",
  addPasskey: "of the person lib/auth has asked again",
  confirmTotp: "of the person lib/auth has asked again",
  removePasskey: "of the person lib/auth has asked again",
  removeTotp: "of the person lib/auth has asked again",
  countTokens: "of whoever asks alone: password.test.ts",
  renamePasskey: "of whoever asks alone: factor.test.ts",
  replacePassword: "of whoever asks alone",
  replaceRecoveryCodes: "of the person lib/auth has asked again",
  startTotp: "of the person lib/auth has asked again",
};
