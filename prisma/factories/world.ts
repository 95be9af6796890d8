import { createHash, randomUUID } from "node:crypto";
import type { Context } from "@/lib/data/context";
import { type Database, openDatabase } from "@/lib/data/database";
import { startRun } from "@/lib/data/run.write";
import type { Proof, Prove } from "@/lib/data/run-change.write";
import type { TokenScope, WorkspaceRole } from "@/lib/domain/actor";
import { canonicalJson } from "@/lib/domain/canonical-json";
import { noCounts } from "@/lib/domain/import-report";
import { accept, type Result } from "@/lib/domain/refusal";
import type { TemplateDocument } from "@/lib/domain/template";
import { smallDocument } from "./document";

/** A workspace with one person for each role; `stranger` has a workspace of their own. */
export type World = {
  db: Database;
  workspaceId: string;
  people: Record<"owner" | "admin" | "editor" | "member" | "lead" | "auditor" | "stranger", PersonFixture>;
};

export type PersonFixture = { id: string; name: string; email: string; workspaceId: string; roles: WorkspaceRole[] };

/** Now, in every test: what is written carries this time. */
export const testNow = new Date("2026-11-20T12:00:00.000Z");

/** Opens the database as the app's role and fills it with one world. Close it with `world.db.$disconnect()`. */
export async function createWorld(appUrl: string): Promise<World> {
  const db = openDatabase(appUrl, 8);
  const here = await db.workspace.create({ data: { name: "Payments", createdAt: testNow } });
  const elsewhere = await db.workspace.create({ data: { name: "Elsewhere", createdAt: testNow } });
  const person = async (name: string, roles: WorkspaceRole[], workspaceId = here.id): Promise<PersonFixture> => {
    const email = `${name.toLowerCase()}.${randomUUID().slice(0, 8)}@example.test`;
    const { id } = await db.person.create({
      data: { email, name, memberships: { create: { workspaceId, roles } } },
    });
    return { id, name, email, workspaceId, roles };
  };
  return {
    db,
    workspaceId: here.id,
    people: {
      owner: await person("Olga", ["owner"]),
      admin: await person("Adam", ["admin"]),
      editor: await person("Edith", ["template_editor"]),
      member: await person("Mona", ["member"]),
      lead: await person("Leo", ["member"]),
      auditor: await person("Aude", ["auditor"]),
      stranger: await person("Stan", ["owner", "member"], elsewhere.id),
    },
  };
}

/** The world as one of its people sees it, signed in. */
export function as(world: World, who: PersonFixture, now = testNow): Context {
  const { id, name, email, workspaceId, roles } = who;
  return {
    actor: { workspaceId, person: { id, name, email }, roles, credential: { kind: "session", sessionId: "test" } },
    db: world.db,
    now,
  };
}

/** The world as a machine token sees it. */
export function asToken(world: World, scopes: TokenScope[], now = testNow): Context {
  const credential = { kind: "machine_token", tokenId: "test", scopes } as const;
  return { actor: { workspaceId: world.workspaceId, person: null, roles: [], credential }, db: world.db, now };
}

/** Publishes a document as it is, without Markdown. */
export async function createTemplate(world: World, document: TemplateDocument = smallDocument): Promise<string> {
  const author = world.people.editor.id;
  const template = await world.db.template.create({
    data: {
      workspaceId: world.workspaceId,
      title: document.title,
      createdById: author,
      createdAt: testNow,
      updatedAt: testNow,
      versions: { create: versionOf(world, 1, document) },
    },
    select: { id: true },
  });
  return template.id;
}

/** Publishes a further version of a template. */
export async function publishVersion(
  world: World,
  templateId: string,
  number: number,
  document: TemplateDocument,
): Promise<void> {
  await world.db.templateVersion.create({ data: { templateId, ...versionOf(world, number, document) } });
}

function versionOf(world: World, number: number, document: TemplateDocument) {
  return {
    number,
    title: document.title,
    document,
    source: `# ${document.title}\n`,
    counts: noCounts,
    report: [],
    digest: Uint8Array.from(createHash("sha256").update(canonicalJson(document)).digest()),
    publishedById: world.people.editor.id,
    publishedAt: testNow,
  };
}

/** Starts a run as `lead`; Mona is its Engineering Lead. Returns its id. */
export async function createRun(world: World, templateId: string, name = "Release 1"): Promise<string> {
  const run = await startRun(as(world, world.people.lead), {
    templateId,
    name,
    environment: "production",
    targetAt: "2026-11-21T09:00:00.000Z",
    artefact: { version: "1.0.0" },
    roster: { "Engineering Lead": [world.people.member.email] },
  });
  return value(run).id;
}

/** The value of an accepted result; throws with the refusal's code and message otherwise. */
/** Somebody's password, judged by `prove`; by default the right one. */
export function byPassword(prove: Prove = async () => accept(null)): Proof {
  return { method: "password", prove };
}

export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.code}: ${result.message}`);
  return result.value;
}
