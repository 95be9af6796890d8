/**
 * What a field of the run is to the signatures given on it. `material`: another value makes them stale. `guarded`:
 * whoever changes it moves a material field with it, or it stands in a digest that is one. `fixed`: nothing writes it
 * again. `not`: they don't notice.
 */
export type Matter = "material" | "guarded" | "fixed" | "not";

export const materialFields: Record<string, Record<string, Matter>> = {
  Run: {
    ...all("fixed", "id workspaceId createdById createdAt rehearsal timeScale rehearsed"),
    // What items ask, the covered leaves and the gate's rules each stand in a digest (`materialParts`).
    ...all("guarded", "templateVersionId"),
    // What was approved before a rollback is approved anew.
    ...all("material", "environment artefact attempt"),
    // What an answer rewords or leaves out stands in the digests of the leaves and of the gate.
    ...all("guarded", "answers"),
    // The name counts only where the checklist's words name it, the target not even there.
    // Closing ends the gate by itself. Who leads counts where a sign-off keeps the lead from it, as who ticked does.
    ...all(
      "not",
      "name targetAt originalTargetAt timeZone roundTheClock leadId closedAt attemptAt outcome seq headHash policyEpoch version summary summarySeq summaryUntil",
    ),
  },
  RunItem: {
    ...all("fixed", "runId key"),
    ...all("material", "revision"),
    ...all("guarded", "state reason"),
    ...all(
      "not",
      "version assigneeId dueAt blockedReason blockedById blockedSince blockedLink changedById changedAt comments",
    ),
  },
  // Authority is judged when somebody signs.
  RosterEntry: { ...all("fixed", "runId"), ...all("not", "role personId deputy position") },
  // Nor does what was handed on end what was signed with it meanwhile.
  Delegation: {
    ...all("fixed", "id runId role fromId toId reason createdAt until"),
    ...all("not", "acceptedAt revokedAt revokedById"),
  },
  Evidence: {
    ...all("fixed", "runId kind mime size blobKey addedById addedAt title artefact result"),
    ...all("material", "id itemKey sha256 expiresAt redactedAt"),
    ...all("guarded", "url text"),
  },
  // Leaving passed, which ends one, moves the item's revision.
  Confirmation: { ...all("fixed", "runId itemKey"), ...all("not", "personId at passedAt revision terms") },
  CheckReport: { ...all("fixed", "id runId name score sha256 report at byId tokenId"), ...all("not", "done") },
  CheckMapping: { ...all("fixed", "runId name"), ...all("not", "itemKey byId at") },
  Comment: { ...all("fixed", "id runId itemKey authorId body at") },
  Waiver: {
    ...all("fixed", "runId kind reason askedById askedAt ownerId"),
    ...all("material", "id itemKey expiresAt grantedAt revokedAt"),
    ...all("guarded", "grantedFor"),
    ...all("not", "grantedById revokedById"),
  },
  ChoiceRecord: { ...all("fixed", "runId"), ...all("material", "key option"), ...all("not", "reason byId at version") },
  RunAttempt: all("fixed", "runId number startedAt endedAt endedById outcome reason"),
  // In which order work is done, not what is done.
  RunNeed: { ...all("fixed", "runId key need"), ...all("not", "needed reason byId at") },
  // What is watched after going live, and by whom, stands in no gate.
  Occurrence: {
    ...all("fixed", "runId attempt itemKey number dueAt"),
    ...all("not", "outcome note measured byId at version"),
  },
  OccurrenceEscalation: all("fixed", "runId attempt itemKey number step personId at"),
  RotaShift: { ...all("fixed", "id runId"), ...all("not", "personId startsAt endsAt") },
  ShiftHandover: { ...all("fixed", "id runId fromId toId startsAt at notes sheet"), ...all("not", "acceptedAt") },
  FollowUpHandover: { ...all("fixed", "runId itemKey"), ...all("not", "toId link note byId at acceptedAt") },
  ReviewNote: {
    ...all("fixed", "id runId kind byId at"),
    ...all("not", "text ownerId dueAt doneAt doneById version forTemplate changedAt withdrawnAt"),
  },
  RunDay: { ...all("fixed", "runId day"), ...all("not", "verdict score late at") },
  // What was decided, and what fired, count beside the signatures.
  GateRecord: { ...all("fixed", "runId key"), ...all("not", "status version decidedById decidedAt reason frozen") },
  // An override never speaks for a signature; whether it is in force is judged beside them.
  GateOverride: {
    ...all(
      "fixed",
      "id runId gateKey reason endsAt overridden artefact environment statement sha256 scopeDigest leaves",
    ),
    ...all("fixed", "askedById askedByName askedAs createdAt"),
    ...all("not", "failures askedMethod askedProof askedAt expiresAt"),
    ...all("not", "confirmedById confirmedByName confirmedAs confirmedMethod confirmedProof confirmedAt"),
    ...all("not", "ended endedById endedAt endReason reviewedById reviewedAt reviewNote"),
  },
  // What was told, and who is called: nothing of what is decided on.
  Announcement: all("fixed", "id runId key share attempt title text channels audience sentById sentAt"),
  OnCallDuty: { ...all("fixed", "id runId role contact personId startsAt setById setAt"), ...all("not", "endsAt") },
  Escalation: {
    ...all("fixed", "id runId subject waitMinutes startedById startedAt"),
    ...all("not", "tiers tier nextAt acknowledgedAt acknowledgedBy acknowledgedById acknowledgedVia exhaustedAt"),
  },
  TriggerFiring: {
    ...all("fixed", "id runId key firedAt firedById reason"),
    ...all(
      "not",
      "measured clearedAt clearedById clearReason resolvedAt refiredAt refiredById reactionFrom tier reaction title",
    ),
  },
};

/**
 * What a field of the checklist is to the signatures over an item: of its own, and of what stands in it or above it.
 * Moving a run to another version and its answers change them, whatever else the run's rows say.
 */
export const materialParts: Record<"Item" | "Section" | "Content", Record<string, Matter>> = {
  Item: {
    ...all("material", "key title optional severity evidence age bound confirm reserved expectation hold recurs"),
    ...all("material", "checklist capture checks content when unmet"),
    ...all("fixed", "kind"),
    // Who does it, when, for how long and after what; what the source said of its state.
    ...all("not", "owner estimate needs due dated stated checked lines"),
  },
  // Of a section or phase: what its items take from it, and what they are read under.
  Section: {
    ...all("material", "title optional severity evidence age bound confirm reserved content when unmet"),
    // Contingency leaves the gate; before and during are steps in time.
    ...all("material", "stage"),
    ...all("fixed", "kind"),
    ...all("not", "key about owner estimate needs due dated stated lines"),
  },
  /** By kind, below an item. */
  Content: {
    ...all("material", "item note code criterion reference blank choice gate"),
    // Empty, it is no more than a heading; what stands in it is material by itself.
    ...all("not", "section contact announcement fact trigger"),
  },
};

/** The signatures themselves, how they come about, and who is looking on. */
export const signingActs = ["Ceremony", "Signature", "Presence", "RollCall", "Nudge"];

function all(matter: Matter, names: string): Record<string, Matter> {
  return Object.fromEntries(names.split(" ").map((name) => [name, matter]));
}
