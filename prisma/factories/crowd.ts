import { createHash, randomUUID } from "node:crypto";
import { sealSession, sessionCookie } from "@/lib/auth/cookie";
import { apiTokenPrefix, makeSecretToken } from "@/lib/auth/secret-token";
import { startRun } from "@/lib/data/run.write";
import { editRun } from "@/lib/data/run-edit.write";
import { type TokenScope, tokenScopes, type WorkspaceRole } from "@/lib/domain/actor";
import type { Principal } from "@/lib/domain/permission";
import { rollbackDocument } from "./document";
import { signedRow } from "./signature";
import { as, createRun, createTemplate, type PersonFixture, value, type World } from "./world";

/** Where an object stands, seen from the callers of the first workspace. */
export const relations = ["own", "other", "elsewhere", "unknown", "guessed", "deleted"] as const;
export type Relation = (typeof relations)[number];

/** Somebody who calls, and every principal of the permission table they are. */
export type Caller = {
  name: string;
  headers: Record<string, string>;
  workspace: readonly Principal[];
  /** In the `own` run only. */
  run: readonly Principal[];
  token: boolean;
};

/** One object of each kind, all of the same relation. */
export type Target = Record<
  | "runId"
  | "templateId"
  | "draftId"
  | "waiverId"
  | "signatureId"
  | "delegationId"
  | "conditionId"
  | "evidenceId"
  /** A piece of its own for who redacts: the other stays readable. */
  | "redactableId"
  | "sessionId"
  | "personId"
  | "invitationId"
  | "tokenId"
  | "passkeyId"
  | "noticeId"
  | "freezeId"
  | "viewId"
  | "messageId"
  | "escalationId",
  string
>;

export type Crowd = { callers: Caller[]; stranger: Caller; targets: Record<Relation, Target> };

/** One caller of every kind, and objects in every relation to them. */
export async function createCrowd(world: World): Promise<Crowd> {
  const { owner, admin, editor, member, lead, auditor, stranger } = world.people;
  const contributor = await joinWorkspace(world, "Cora", ["member"]);
  const spare = await joinWorkspace(world, "Sam", ["member"]);
  const otherLead = await joinWorkspace(world, "Otto", ["member"]);
  const templateId = await createTemplate(world, rollbackDocument);
  const own = await createRun(world, templateId, "Own");
  value(await editRun(as(world, lead), own, { roster: { contributor: [contributor.email] } }));
  const other = await runOf(world, otherLead, templateId);
  const elsewhereTemplate = await copyTemplate(world, templateId, stranger.workspaceId);
  const elsewhere = await runOf(world, stranger, elsewhereTemplate);
  const ownPeople = { asker: lead, signer: member, subject: otherLead };
  const ownTarget = await furnish(world, own, templateId, ownPeople);
  const targets = {
    own: ownTarget,
    other: await furnish(world, other, templateId, { asker: otherLead, signer: otherLead, subject: otherLead }),
    elsewhere: await furnish(world, elsewhere, elsewhereTemplate, {
      asker: stranger,
      signer: stranger,
      subject: stranger,
    }),
    unknown: unknownTarget(),
    guessed: guessed(ownTarget),
    deleted: await deletedTarget(world, await furnish(world, own, templateId, ownPeople)),
  };
  const person = async (who: PersonFixture, name: string, run: Principal[] = []): Promise<Caller> => ({
    name,
    headers: await sessionHeaders(world, who),
    workspace: who.roles,
    run,
    token: false,
  });
  const machine = async (scope: TokenScope): Promise<Caller> => ({
    name: `machine token with ${scope}`,
    headers: await tokenHeaders(world, owner, [scope]),
    workspace: [`scope:${scope}`],
    run: [],
    token: true,
  });
  return {
    callers: [
      await person(owner, "owner"),
      await person(admin, "admin"),
      await person(editor, "template editor"),
      await person(auditor, "auditor"),
      await person(spare, "member"),
      await person(lead, "lead", ["lead", "contributor"]),
      await person(contributor, "contributor", ["contributor"]),
      await person(member, "signer", ["signer", "contributor"]),
      {
        name: "personal token of the lead",
        headers: await tokenHeaders(world, lead, null),
        workspace: lead.roles,
        run: ["lead", "contributor"],
        token: true,
      },
      ...(await Promise.all(tokenScopes.map(machine))),
    ],
    stranger: await person(stranger, "stranger"),
    targets,
  };
}

async function joinWorkspace(world: World, name: string, roles: WorkspaceRole[]): Promise<PersonFixture> {
  const email = `${name.toLowerCase()}.${randomUUID().slice(0, 8)}@example.test`;
  const { workspaceId } = world;
  const { id } = await world.db.person.create({
    data: { email, name, memberships: { create: { workspaceId, roles } } },
  });
  return { id, name, email, workspaceId, roles };
}

async function runOf(world: World, lead: PersonFixture, templateId: string): Promise<string> {
  const run = await startRun(as(world, lead), { templateId, name: "Another", environment: "staging", targetAt: null });
  return value(run).id;
}

async function copyTemplate(world: World, templateId: string, workspaceId: string): Promise<string> {
  const version = await world.db.templateVersion.findFirstOrThrow({ where: { templateId } });
  const { id: _, templateId: __, document: content, counts, report, ...rest } = version;
  const copy = await world.db.template.create({
    data: { workspaceId, title: rest.title, createdById: rest.publishedById },
  });
  await world.db.templateVersion.create({
    data: { ...rest, templateId: copy.id, document: content ?? {}, counts: counts ?? {}, report: report ?? {} },
  });
  return copy.id;
}

type Cast = { asker: PersonFixture; signer: PersonFixture; subject: PersonFixture };

async function furnish(
  world: World,
  runId: string,
  templateId: string,
  { asker, signer, subject }: Cast,
): Promise<Target> {
  const { db } = world;
  const at = { runId, itemKey: "backup-taken" };
  const waiver = await db.waiver.create({
    data: { ...at, kind: "waiver", reason: "old disk", askedById: asker.id, ownerId: asker.id },
  });
  const note = { ...at, kind: "note", title: "Seen", text: "seen", sha256: "0".repeat(64), addedById: asker.id };
  const evidence = await db.evidence.create({ data: note });
  const redactable = await db.evidence.create({ data: note });
  const check = { name: "Sampled", result: "skip" };
  const told = { ...check, severity: null, detail: null, item: null, by: null, outcome: "unmapped", text: "No item" };
  await db.checkReport.create({
    data: {
      runId,
      name: "sample.sh",
      sha256: "0".repeat(64),
      report: { name: "sample.sh", checks: [check] },
      done: [told],
    },
  });
  const signature = await db.signature.create({
    data: {
      ...(await signedRow(db, runId, signer)),
      conditions: { create: { text: "Watch the disks", ownerId: asker.id } },
    },
    include: { conditions: true },
  });
  const delegation = await db.delegation.create({
    data: {
      runId,
      role: "Security Lead",
      fromId: signer.id,
      toId: signer.id,
      reason: "away",
      until: new Date("2099-01-01T00:00:00Z"),
    },
  });
  const invitation = await db.invitation.create({
    data: {
      workspaceId: subject.workspaceId,
      email: `${randomUUID()}@example.test`,
      roles: ["member"],
      tokenHash: digestOf(randomUUID()),
      invitedById: subject.id,
      expiresAt: new Date("2099-01-01T00:00:00Z"),
    },
  });
  const passkey = await db.passkey.create({
    data: {
      personId: subject.id,
      name: "Laptop",
      credentialId: randomUUID(),
      cose: new Uint8Array([1]),
      spki: new Uint8Array([1]),
      transports: [],
      backedUp: false,
    },
  });
  const notice = await db.adminNotice.create({
    data: {
      workspaceId: subject.workspaceId,
      kind: "ceremony_voided",
      personId: signer.id,
      runId,
      detail: "engineering",
    },
  });
  const freeze = await db.freezeWindow.create({
    data: {
      workspaceId: subject.workspaceId,
      startsAt: new Date("2098-01-01T00:00:00Z"),
      endsAt: new Date("2098-01-02T00:00:00Z"),
      reason: "far away",
      environments: [],
      createdById: subject.id,
    },
  });
  const view = await db.savedView.create({
    data: { workspaceId: subject.workspaceId, personId: subject.id, name: "Late", query: "late=1", shared: true },
  });
  const draft = await db.templateDraft.create({
    data: {
      workspaceId: subject.workspaceId,
      title: rollbackDocument.title,
      document: rollbackDocument,
      createdById: subject.id,
      savedById: subject.id,
    },
  });
  return {
    runId,
    templateId,
    draftId: draft.id,
    waiverId: waiver.id,
    evidenceId: evidence.id,
    redactableId: redactable.id,
    signatureId: signature.id,
    delegationId: delegation.id,
    conditionId: signature.conditions[0]?.id ?? "",
    sessionId: await createSession(world, subject),
    personId: subject.id,
    invitationId: invitation.id,
    tokenId: (await createToken(world, subject, null)).id,
    passkeyId: passkey.id,
    noticeId: notice.id,
    freezeId: freeze.id,
    viewId: view.id,
    messageId: await createMessage(world, runId, subject.workspaceId),
    escalationId: await createEscalation(world, runId, asker.id),
  };
}

async function createMessage({ db }: World, runId: string, workspaceId: string): Promise<string> {
  const { id } = await db.message.create({
    data: {
      workspaceId,
      runId,
      kind: "announcement",
      channel: "mail",
      recipient: "team@example.test",
      subject: "We deploy",
      body: "We deploy now.",
      bodySha256: digestOf("We deploy now."),
      key: randomUUID(),
      state: "failed",
      reason: "refused",
      createdAt: new Date(),
    },
  });
  return id;
}

async function createEscalation({ db }: World, runId: string, startedById: string): Promise<string> {
  const { id } = await db.escalation.create({
    data: { runId, subject: "It is slow", tiers: [], waitMinutes: 5, startedById, startedAt: new Date() },
  });
  return id;
}

function unknownTarget(): Target {
  const id = "01900000-0000-7000-8000-000000000000";
  return {
    runId: id,
    templateId: id,
    draftId: id,
    waiverId: id,
    signatureId: id,
    delegationId: id,
    conditionId: id,
    evidenceId: id,
    redactableId: id,
    sessionId: id,
    personId: id,
    invitationId: id,
    tokenId: id,
    passkeyId: id,
    noticeId: id,
    freezeId: id,
    viewId: id,
    messageId: id,
    escalationId: id,
  };
}

/** One digit away from what is there. */
function guessed(target: Target): Target {
  const next = (id: string) => id.replace(/.$/, (digit) => ((Number.parseInt(digit, 16) + 1) % 16).toString(16));
  return Object.fromEntries(Object.entries(target).map(([name, id]) => [name, next(id)])) as Target;
}

/** What was there and is taken away; what can't be taken away has an id nobody has. */
async function deletedTarget({ db }: World, target: Target): Promise<Target> {
  const gone = unknownTarget();
  const { sessionId, invitationId, tokenId, passkeyId, draftId } = target;
  const revokedAt = new Date();
  await db.session.update({ where: { id: sessionId }, data: { revokedAt } });
  await db.invitation.update({ where: { id: invitationId }, data: { revokedAt } });
  await db.apiToken.update({ where: { id: tokenId }, data: { revokedAt } });
  await db.passkey.update({ where: { id: passkeyId }, data: { removedAt: revokedAt } });
  await db.templateDraft.delete({ where: { id: draftId } });
  return { ...gone, sessionId, invitationId, tokenId, passkeyId, draftId };
}

async function createSession(world: World, { id }: PersonFixture): Promise<string> {
  const session = await world.db.session.create({
    data: { personId: id, expiresAt: new Date("2099-01-01T00:00:00Z") },
  });
  return session.id;
}

async function sessionHeaders(world: World, person: PersonFixture): Promise<Record<string, string>> {
  return {
    cookie: `${sessionCookie()}=${sealSession(await createSession(world, person))}`,
    "sec-fetch-site": "same-origin",
  };
}

async function createToken(world: World, person: PersonFixture, scopes: TokenScope[] | null) {
  const { secret, hash } = makeSecretToken(apiTokenPrefix);
  const { id } = await world.db.apiToken.create({
    data: {
      workspaceId: person.workspaceId,
      personId: scopes ? null : person.id,
      name: "crowd",
      prefix: secret.slice(0, 10),
      hash,
      scopes: scopes ?? [],
      createdById: person.id,
      expiresAt: new Date("2099-01-01T00:00:00Z"),
    },
  });
  return { id, secret };
}

/** What a request with a new token of theirs carries; `scopes` make it a machine's. */
export async function tokenHeaders(world: World, person: PersonFixture, scopes: TokenScope[] | null) {
  return { authorization: `Bearer ${(await createToken(world, person, scopes)).secret}` };
}

function digestOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash("sha256").update(text).digest());
}
