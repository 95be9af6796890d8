import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { RunSnapshot } from "./run";
import {
  allPassed,
  at,
  delegation,
  documentOf,
  evidence,
  gate,
  item,
  noon,
  phase,
  row,
  signed,
  signoff,
  snapshotOf,
  waiver,
} from "./sample-run";
import { policyDigest } from "./signature";
import { signatureStanding } from "./signature-standing";
import { type Signoff, signoffSchema } from "./template-gate";

/**
 * What a field of the run is to the signatures given on it. `material`: another value makes them stale. `guarded`:
 * whoever changes it moves a material field with it, or it stands in a digest that is one. `fixed`: nothing writes it
 * again. `not`: they don't notice.
 */
type Matter = "material" | "guarded" | "fixed" | "not";

const declared: Record<string, Record<string, Matter>> = {
  Run: {
    ...all("fixed", "id workspaceId createdById createdAt rehearsal timeScale rehearsed"),
    // The words, the covered leaves and the gate's rules each stand in a digest.
    ...all("guarded", "templateVersionId"),
    // What was approved before a rollback is approved anew.
    ...all("material", "environment artefact attempt"),
    // What an answer rewords or leaves out stands in the digests of the leaves and of the gate.
    ...all("guarded", "answers"),
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
    ...all("not", "version assigneeId dueAt blockedReason blockedById blockedSince changedById changedAt comments"),
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
  Confirmation: { ...all("fixed", "runId itemKey"), ...all("not", "personId at passedAt") },
  CheckReport: { ...all("fixed", "id runId name score sha256 report at byId tokenId"), ...all("not", "done") },
  CheckMapping: { ...all("fixed", "runId name"), ...all("not", "itemKey byId at") },
  Comment: { ...all("fixed", "id runId itemKey authorId body at") },
  Waiver: {
    ...all("fixed", "runId kind reason askedById askedAt ownerId"),
    ...all("material", "id itemKey expiresAt grantedAt revokedAt"),
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
    ...all("fixed", "id runId subject tiers waitMinutes startedById startedAt"),
    ...all("not", "tier nextAt acknowledgedAt acknowledgedBy acknowledgedById acknowledgedVia exhaustedAt"),
  },
  TriggerFiring: {
    ...all("fixed", "id runId key firedAt firedById measured reason"),
    ...all("not", "clearedAt clearedById clearReason resolvedAt"),
  },
};

/** The signatures themselves, how they come about, and who is looking on. */
const acts = ["Ceremony", "Signature", "Presence", "RollCall", "Nudge"];

function all(matter: Matter, names: string): Record<string, Matter> {
  return Object.fromEntries(names.split(" ").map((name) => [name, matter]));
}

/** Scalar fields by model, of the models that belong to a run. */
function modelsOfRun(): Record<string, string[]> {
  const schema = readFileSync(path.resolve(import.meta.dirname, "../../prisma/schema.prisma"), "utf8");
  const models = [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, name = "", body = ""]) => ({
    name,
    body,
  }));
  const names = new Set(models.map(({ name }) => name));
  const ofRun = models.filter(({ name, body }) => name === "Run" || /^\s+run\s+Run\s/m.test(body));
  return Object.fromEntries(
    ofRun.map(({ name, body }) => {
      const fields = [...body.matchAll(/^ {2}(\w+)\s+(\w+)/gm)].filter(([, , type = ""]) => !names.has(type));
      return [name, fields.map(([, field = ""]) => field)];
    }),
  );
}

const models = modelsOfRun();

it.each(Object.entries(models).filter(([name]) => !acts.includes(name)))(
  "every field of %s is declared material to signatures or not",
  (name, fields) => {
    expect(Object.keys(declared[name] ?? {}).sort()).toEqual([...fields].sort());
  },
);

it("finds the models", () => {
  expect(Object.keys(models).sort()).toEqual([...Object.keys(declared), ...acts].sort());
});

const document = documentOf(
  phase("before", [
    item("backup", { severity: "critical" }),
    {
      kind: "choice",
      key: "how",
      title: "How",
      options: [
        { key: "helm", title: "Helm", items: ["chart"] },
        { key: "kustomize", title: "Kustomize", items: ["overlay"] },
      ],
    },
    item("chart"),
    item("overlay"),
  ]),
  gate("deploy", { signoffs: [signoff("Security")] }),
);
const start = snapshotOf(document, {
  items: { ...allPassed(document), backup: row("backup", { state: "warned", reason: "late", revision: 1 }) },
  evidence: [evidence("chart")],
  waivers: [waiver("backup")],
  choices: [{ key: "how", option: "helm", reason: "usual", byId: "bob", at: noon, version: 1 }],
  roster: [{ role: "Security", personId: "sec", deputy: false }],
  delegations: [delegation("Security")],
});
const signature = signed(start, { gateKey: "deploy", signoffKey: "Security" });

/** The first row of each model, as the snapshot has it. */
const places: Record<string, (snapshot: RunSnapshot) => object | undefined> = {
  Run: ({ run }) => run,
  RunItem: ({ items }) => items.backup,
  RosterEntry: ({ roster }) => roster[0],
  Delegation: ({ delegations }) => delegations[0],
  Evidence: ({ evidence: rows }) => rows[0],
  Waiver: ({ waivers }) => waivers[0],
  ChoiceRecord: ({ choices }) => choices[0],
};

const others: Record<string, unknown> = {
  artefact: { version: "9" },
  attempt: 2,
  itemKey: "overlay",
  expiresAt: at(-1),
  redactedAt: noon,
  revokedAt: noon,
  grantedAt: null,
  option: "kustomize",
  revision: 2,
  deputy: true,
  targetAt: at(60),
  assigneeId: "bob",
  dueAt: at(60),
  changedAt: at(60),
  version: 9,
  comments: 9,
  seq: 9,
};

const cases = Object.entries(places).flatMap(([model, place]) =>
  Object.entries(declared[model] ?? {})
    .filter(([field, matter]) => (matter === "material" || matter === "not") && field in (place(start) ?? {}))
    .map(([field, matter]) => ({ model, field, matter })),
);

describe("the rules hold to it", () => {
  it("for most of the fields", () => {
    expect(cases.filter(({ matter }) => matter === "material").length).toBe(16);
    expect(cases.filter(({ matter }) => matter === "not").length).toBeGreaterThan(15);
  });

  it.each(cases)("$model.$field is $matter", ({ model, field, matter }) => {
    expect(signatureStanding(signature, start, noon).standing).toBe("counts");
    const changed = structuredClone(start);
    Object.assign(places[model]?.(changed) ?? {}, { [field]: field in others ? others[field] : "other" });
    expect(signatureStanding(signature, changed, noon).standing).toBe(matter === "material" ? "stale" : "counts");
  });
});

/** Of a sign-off: whatever is another rule is another decision, wherever its source stands. */
const rules: Record<keyof Signoff, { matter: "material" | "not"; other: Partial<Signoff> }> = {
  key: { matter: "material", other: { key: "other" } },
  title: { matter: "material", other: { title: "Other" } },
  roles: { matter: "material", other: { roles: ["Other"] } },
  count: { matter: "material", other: { count: 2 } },
  wording: { matter: "material", other: { wording: "Other." } },
  after: { matter: "material", other: { after: ["other"] } },
  covers: { matter: "material", other: { covers: ["before"] } },
  not: { matter: "material", other: { not: ["lead"] } },
  lines: { matter: "not", other: { lines: [1, 2] } },
};

describe("every field of a sign-off is declared", () => {
  it("by name", () => {
    expect(Object.keys(rules).sort()).toEqual(Object.keys(signoffSchema.shape).sort());
  });

  it.each(Object.entries(rules))("%s", (_, { matter, other }) => {
    const plain = signoff("Security");
    const digest = (more: Partial<Signoff>) => policyDigest(gate("deploy", { signoffs: [{ ...plain, ...more }] }));
    expect(digest(other) !== digest({})).toBe(matter === "material");
  });
});
