import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { canonicalJson } from "@/lib/domain/canonical-json";
import { as, asToken, createRun, createWorld, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { listTemplates, readTemplate } from "./template.read";
import { importTemplate, previewTemplate } from "./template.write";
import { retireTemplate } from "./template-retire.write";

let world: World;
let owner: string;

beforeAll(async () => {
  const urls = await testDatabase();
  owner = urls.owner;
  world = await createWorld(urls.app);
});
afterAll(() => world.db.$disconnect());

const markdown = "# Release\n\n## Before\n\n- [ ] Backup taken\n- [x] Notes written\n\n```sh\npg_dump\n```\n";
const importing = async (title: string, templateId?: string) =>
  value(await importTemplate(as(world, world.people.editor), { markdown, title, templateId }));

it("previews without saving, and imports what it previewed", async () => {
  const ctx = as(world, world.people.editor);
  const before = await world.db.template.count();
  const preview = value(await previewTemplate(ctx, { markdown }));
  expect(preview).toMatchObject({ id: null, version: null, title: "Release", counts: { tasks: 2, commands: 1 } });
  expect(await world.db.template.count()).toBe(before);
  const imported = value(await importTemplate(ctx, { markdown }));
  expect(imported).toMatchObject({ version: 1, title: "Release", counts: preview.counts, report: preview.report });
  const read = value(await readTemplate(ctx, imported.id ?? ""));
  expect(read.document).toEqual(preview.document);
  expect(read.source).toBe(markdown);
  expect(read.digest).toBe(createHash("sha256").update(canonicalJson(read.document)).digest("hex"));
});

it("numbers versions and keeps the old ones as they were", async () => {
  const ctx = as(world, world.people.editor);
  const first = await importing("One");
  const [second, third] = await Promise.all([importing("Two", first.id ?? ""), importing("Three", first.id ?? "")]);
  expect([second.version, third.version].sort()).toEqual([2, 3]);
  const old = value(await readTemplate(ctx, first.id ?? "", 1));
  expect(old).toMatchObject({ version: 1, title: "One" });
  expect(old.versions.map(({ number }) => number)).toEqual([3, 2, 1]);
  expect(old.versions[0]?.publishedBy.name).toBe("Edith");
  expect(await readTemplate(ctx, first.id ?? "", 4)).toMatchObject({ code: "not_found" });
});

it("never lets a published version change, whoever asks", async () => {
  const { id } = await importing("Pinned");
  const version = await world.db.templateVersion.findFirstOrThrow({ where: { templateId: id ?? "" } });
  await expect(world.db.templateVersion.update({ where: { id: version.id }, data: { title: "x" } })).rejects.toThrow();
  const { openDatabase } = await import("./database");
  const asOwner = openDatabase(owner, 1);
  await expect(asOwner.templateVersion.update({ where: { id: version.id }, data: { title: "x" } })).rejects.toThrow(
    /never change/,
  );
  await asOwner.$disconnect();
});

it("says what is wrong with a text that is no checklist", async () => {
  const refused = await importTemplate(as(world, world.people.editor), { markdown: `${"> ".repeat(500)}deep` });
  expect(refused).toMatchObject({ ok: false, code: "invalid_input" });
  expect(!refused.ok && refused.problems?.[0]).toMatchObject({ line: 1 });
});

it("pages through every template once, the last changed first", async () => {
  for (const title of ["A", "B", "C", "D", "E"]) await importing(title);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = value(await listTemplates(as(world, world.people.auditor), { cursor, limit: 2 }));
    expect(page.items.length).toBeLessThanOrEqual(2);
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen.length).toBe(
    await world.db.template.count({ where: { workspaceId: world.workspaceId, retiredAt: null } }),
  );
  expect(new Set(seen).size).toBe(seen.length);
  expect(await listTemplates(as(world, world.people.auditor), { cursor: "bm9uc2Vuc2U", limit: 2 })).toMatchObject({
    code: "invalid_input",
  });
});

it("retires once; runs stay, new ones can't be started", async () => {
  const ctx = as(world, world.people.editor);
  const { id } = await importing("Old");
  const run = await createRun(world, id ?? "");
  value(await retireTemplate(ctx, id ?? ""));
  expect(await retireTemplate(ctx, id ?? "")).toMatchObject({ code: "already_done" });
  expect(value(await readTemplate(ctx, id ?? "")).retiredAt).not.toBeNull();
  expect(await importTemplate(ctx, { markdown, templateId: id ?? "" })).toMatchObject({ code: "not_found" });
  await expect(createRun(world, id ?? "")).rejects.toThrow("not_found");
  expect(await world.db.run.count({ where: { id: run } })).toBe(1);
});

it("keeps templates to editors and admins of their own workspace", async () => {
  const { id } = await importing("Ours");
  for (const who of ["member", "lead", "auditor"] as const) {
    expect(await importTemplate(as(world, world.people[who]), { markdown })).toMatchObject({ code: "forbidden" });
    expect(await retireTemplate(as(world, world.people[who]), id ?? "")).toMatchObject({ code: "forbidden" });
  }
  expect(await importTemplate(asToken(world, ["read", "checks"]), { markdown })).toMatchObject({ code: "forbidden" });
  const stranger = as(world, world.people.stranger);
  expect(await readTemplate(stranger, id ?? "")).toMatchObject({ code: "not_found" });
  expect(await retireTemplate(stranger, id ?? "")).toMatchObject({ code: "not_found" });
  expect(await importTemplate(stranger, { markdown, templateId: id ?? "" })).toMatchObject({ code: "not_found" });
  const theirs = value(await listTemplates(stranger, { limit: 50 }));
  expect(theirs.items).toEqual([]);
});

it("acts on the roles of this moment, not of the request's start", async () => {
  const ctx = as(world, world.people.admin);
  const key = { workspaceId_personId: { workspaceId: world.workspaceId, personId: world.people.admin.id } };
  await world.db.membership.update({ where: key, data: { roles: ["member"] } });
  expect(await importTemplate(ctx, { markdown })).toMatchObject({ code: "forbidden" });
  await world.db.membership.update({ where: key, data: { roles: ["admin"] } });
});
