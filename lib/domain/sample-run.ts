import { untouchedRow } from "./item-transition";
import type { EvidenceRow, ItemRow, PersonRef, RunSnapshot, WaiverRow } from "./run";
import { readRun } from "./run-state";
import { signLeaf } from "./signature";
import { scopeIn, signoffScope } from "./signature-standing";
import type { DelegationRow, OverrideRow, SignatureRow } from "./signing-rows";
import type { Content, Item, Phase, TemplateDocument } from "./template";
import type { Gate } from "./template-gate";
import { indexDocument } from "./template-tree";

/** Builders for the rule tests: documents, rows and signatures with everything unsaid at its default. */
export const noon = "2026-11-20T12:00:00.000Z";

/** `minutes` after noon, ISO. */
export function at(minutes: number): string {
  return new Date(Date.parse(noon) + minutes * 60_000).toISOString();
}

export function item(key: string, more: Partial<Omit<Item, "kind" | "key">> = {}): Item {
  return { kind: "item", key, title: key, content: [], ...more };
}

export function gate(key: string, more: Partial<Omit<Gate, "kind" | "key">> = {}): Gate {
  return { kind: "gate", key, title: key, asks: "deploy", signoffs: [], ...more };
}

export function signoff(key: string, roles: string[] = [key], count = 1): Gate["signoffs"][number] {
  return { key, title: key, roles, count, wording: `I approve as ${key}.` };
}

export function phase(key: string, content: Content[], more: Partial<Omit<Phase, "kind" | "key">> = {}): Phase {
  return { kind: "phase", key, title: key, content, ...more };
}

export function documentOf(...phases: (Phase | Gate)[]): TemplateDocument {
  return { schema: 1, title: "Go-live", metadata: [], intro: [], phases };
}

export function row(key: string, more: Partial<ItemRow> = {}): ItemRow {
  return { ...untouchedRow(key), ...more };
}

/** Rows by key. */
export function rowsOf(...rows: ItemRow[]): Record<string, ItemRow> {
  return Object.fromEntries(rows.map((each) => [each.key, each]));
}

/** Every leaf passed. */
export function allPassed(document: TemplateDocument): Record<string, ItemRow> {
  return rowsOf(...indexDocument(document).leaves.map(({ key }) => row(key, { state: "passed", version: 2 })));
}

export function waiver(itemKey: string, more: Partial<WaiverRow> = {}): WaiverRow {
  return {
    id: `waiver-${itemKey}`,
    itemKey,
    kind: "waiver",
    reason: "accepted",
    askedById: "ana",
    askedAt: noon,
    ownerId: "ana",
    expiresAt: null,
    grantedById: "sec",
    grantedAt: noon,
    grantedFor: null,
    revokedAt: null,
    ...more,
  };
}

/** In force from noon for two hours, for the reasons given as subjects. */
export function override(gateKey: string, subjects: string[], more: Partial<OverrideRow> = {}): OverrideRow {
  return {
    id: `override-${gateKey}`,
    gateKey,
    reason: "the fix can't wait",
    endsAt: at(120),
    overridden: subjects.map((subject) => ({ code: "critical_open", subject, text: subject })),
    artefact: { version: "4.2.0" },
    environment: "production",
    sha256: "c".repeat(64),
    askedById: "lead",
    askedByName: "Lead",
    askedAs: "lead",
    askedMethod: "password",
    askedAt: at(-10),
    expiresAt: at(50),
    confirmedById: "ana",
    confirmedByName: "Ana",
    confirmedAs: "admin",
    confirmedMethod: "password",
    confirmedAt: at(-5),
    ended: null,
    endedById: null,
    endedAt: null,
    endReason: null,
    reviewedById: null,
    reviewedAt: null,
    reviewNote: null,
    ...more,
  };
}

export function evidence(itemKey: string, more: Partial<EvidenceRow> = {}): EvidenceRow {
  return {
    id: `evidence-${itemKey}`,
    itemKey,
    kind: "note",
    title: "proof",
    url: null,
    text: "seen",
    mime: null,
    size: null,
    sha256: "a".repeat(64),
    addedById: "ana",
    addedAt: noon,
    artefact: { version: "4.2.0" },
    result: null,
    expiresAt: null,
    redactedAt: null,
    ...more,
  };
}

/** Accepted, from `sec` to `ana`, for an hour from noon. */
export function delegation(role: string, more: Partial<DelegationRow> = {}): DelegationRow {
  return {
    id: `delegation-${role}`,
    role,
    fromId: "sec",
    toId: "ana",
    reason: "away",
    createdAt: noon,
    until: at(60),
    acceptedAt: noon,
    revokedAt: null,
    ...more,
  };
}

const names = ["ana", "bob", "cleo", "lead", "sec"];
const people: Record<string, PersonRef> = Object.fromEntries(
  names.map((id) => [id, { id, name: `${id.charAt(0).toUpperCase()}${id.slice(1)}`, email: `${id}@example.test` }]),
);

export function snapshotOf(document: TemplateDocument, more: Partial<RunSnapshot> = {}): RunSnapshot {
  return {
    run: {
      id: "run",
      workspaceId: "workspace",
      name: "payments 4.2.0",
      environment: "production",
      targetAt: null,
      originalTargetAt: null,
      timeZone: "UTC",
      artefact: { version: "4.2.0" },
      leadId: "lead",
      createdById: "lead",
      createdAt: at(-600),
      closedAt: null,
      rehearsal: false,
      timeScale: 1,
      rehearsed: null,
      roundTheClock: false,
      workingHours: null,
      attempt: 1,
      attemptAt: at(-600),
      outcome: null,
      answers: {},
      version: 1,
      seq: 0,
      templateId: "template",
      templateVersionId: "version",
      templateTitle: document.title,
      templateVersion: 1,
      templateDigest: "d".repeat(64),
    },
    document,
    items: {},
    evidence: [],
    confirmations: [],
    waivers: [],
    choices: [],
    needs: [],
    triggers: [],
    attempts: [],
    freezes: [],
    gates: [],
    signatures: [],
    overrides: [],
    rollCalls: [],
    nudges: [],
    occurrences: [],
    shifts: [],
    handovers: [],
    followUps: [],
    announcements: [],
    onCall: [],
    escalations: [],
    roster: [],
    delegations: [],
    people,
    ...more,
  };
}

/** A signature given on the snapshot as it stands at `signedAt`. */
export function signed(
  snapshot: RunSnapshot,
  more: Partial<SignatureRow> & { gateKey: string; signoffKey: string },
): SignatureRow {
  const signedAt = more.signedAt ?? noon;
  const state = readRun(snapshot, signedAt);
  const place = state.index.gateByKey.get(more.gateKey);
  const signoff = place?.gate.signoffs.find(({ key }) => key === more.signoffKey);
  const scope = place && (signoff ? signoffScope(state, place, signoff) : scopeIn(state, place, place.coverage));
  return {
    id: `signature-${more.signoffKey}-${more.personId ?? "sec"}-${signedAt}`,
    personId: "sec",
    printedName: "Sec",
    role: more.signoffKey,
    delegation: null,
    decision: "approve",
    comment: null,
    conditions: [],
    method: "password",
    sha256: "b".repeat(64),
    signedAt,
    withdrawnAt: null,
    scopeDigest: scope?.digest ?? "",
    leaves: scope?.covered.map(signLeaf) ?? [],
    ...more,
  };
}
