import type { WorkspaceRole } from "@/lib/domain/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { auditWorkspace } from "./audit.write";
import { importBuiltIns } from "./built-in.write";
import type { AnonymousContext, Context } from "./context";
import type { Transaction } from "./database";
import { type Cast, playSample } from "./sample-run.write";
import { transact } from "./transact";

type SamplePerson = { part: keyof Cast | "auditor"; name: string; email: string; roles: WorkspaceRole[] };

/** Who lives in the sample workspace. */
export const samplePeople: readonly SamplePerson[] = [
  { part: "owner", name: "Olivia Brandt", email: "owner@example.test", roles: ["owner", "member"] },
  { part: "lead", name: "Leo Santos", email: "lead@example.test", roles: ["member", "template_editor"] },
  { part: "member", name: "Mara Lindqvist", email: "member@example.test", roles: ["member"] },
  { part: "auditor", name: "Aiden Clarke", email: "auditor@example.test", roles: ["auditor"] },
];

const workspaceName = "Sample workspace";

/**
 * The demo: workspace, people who sign in with one password, templates and runs. Safe to repeat: what is there stays,
 * only the password is set again. Refuses where anybody else lives.
 */
export async function loadDemo(ctx: AnonymousContext, passwordHash: string): Promise<Result<null>> {
  const emails = samplePeople.map(({ email }) => email);
  const owner = await transact(ctx, async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('set-up', 0))`;
    if ((await tx.person.count({ where: { email: { notIn: emails } } })) > 0) {
      return refuse("already_set_up", "People live in this database already, so the sample workspace stays out of it.");
    }
    const workspaceId = await sampleWorkspace(tx, ctx.now);
    const ids = await settle(tx, workspaceId, samplePeople, passwordHash, ctx.now);
    await tx.instanceSetting.deleteMany({ where: { key: "setup_code" } });
    return accept({ workspaceId, id: ids.get("owner") ?? "" });
  });
  if (!owner.ok) return owner;
  const { workspaceId, id } = owner.value;
  const [self] = samplePeople;
  if (!self) throw new Error("the sample has no owner");
  return loadSample({
    db: ctx.db,
    now: ctx.now,
    actor: {
      workspaceId,
      person: { id, name: self.name, email: self.email },
      roles: self.roles,
      credential: { kind: "session", sessionId: "sample" },
    },
  });
}

/**
 * Built-in templates and runs in different states in the caller's workspace, made by the same functions people's own
 * changes go through. The caller plays the owner; the others can't sign in unless they have a password. Safe to repeat.
 */
export async function loadSample(ctx: Context): Promise<Result<null>> {
  const { person, workspaceId } = ctx.actor;
  if (!person) return refuse("forbidden", "Only a person loads the sample.");
  const others = samplePeople.filter(({ part }) => part !== "owner");
  const ids = await transact({ db: ctx.db, now: ctx.now }, async (tx) =>
    accept(await settle(tx, workspaceId, others, null, ctx.now)),
  );
  if (!ids.ok) return ids;
  const templates = await importBuiltIns(ctx);
  if (!templates.ok) return templates;
  const played = (part: keyof Cast) => {
    const { name, email } = samplePeople.find((each) => each.part === part) ?? { name: part, email: part };
    return { id: ids.value.get(part) ?? "", name, email };
  };
  await playSample(ctx, templates.value, { owner: person, lead: played("lead"), member: played("member") });
  return accept(null);
}

async function sampleWorkspace(tx: Transaction, now: Date): Promise<string> {
  const found = await tx.workspace.findFirst({ orderBy: { createdAt: "asc" }, select: { id: true } });
  if (found) return found.id;
  const { id } = await tx.workspace.create({ data: { name: workspaceName, createdAt: now }, select: { id: true } });
  await auditWorkspace(tx, null, id, now, {
    action: "workspace.created",
    subject: { kind: "workspace", key: id },
    change: { name: workspaceName },
  });
  return id;
}

/** Makes the people and their membership where they are missing; a password given replaces the one they have. */
async function settle(
  tx: Transaction,
  workspaceId: string,
  people: readonly SamplePerson[],
  passwordHash: string | null,
  now: Date,
): Promise<Map<SamplePerson["part"], string>> {
  const ids = new Map<SamplePerson["part"], string>();
  for (const { part, name, email, roles } of people) {
    const { id } = await tx.person.upsert({
      where: { email },
      create: { email, name, passwordHash, createdAt: now },
      update: passwordHash === null ? {} : { passwordHash },
      select: { id: true },
    });
    ids.set(part, id);
    const key = { workspaceId, personId: id };
    if (await tx.membership.findUnique({ where: { workspaceId_personId: key } })) continue;
    await tx.membership.create({ data: { ...key, roles, createdAt: now } });
    await auditWorkspace(tx, null, workspaceId, now, {
      action: "person.joined",
      subject: { kind: "person", key: id },
      change: { email, roles, sample: true },
    });
  }
  return ids;
}
