import { afterAll, beforeAll, expect, it } from "vitest";
import type { TemplateDocument } from "@/lib/domain/template";
import { documentRows } from "@/lib/domain/template-rows";
import { smallDocument } from "@/prisma/factories/document";
import { as, createTemplate, createWorld, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { readTemplate } from "./template.read";
import { importTemplate } from "./template.write";
import { listDrafts, readDraft, readDraftOf } from "./template-draft.read";
import { createDraft, saveDraft } from "./template-draft.write";
import { discardDraft } from "./template-draft-end.write";
import { renameTemplate } from "./template-rename.write";

let world: World;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
});
afterAll(() => world.db.$disconnect());

const editor = () => as(world, world.people.editor);
const admin = () => as(world, world.people.admin);
const titled = (title: string): TemplateDocument => ({ ...smallDocument, title });
const entries = (action: string, draft: string) =>
  world.db.auditEntry.count({ where: { AND: [{ body: { contains: action } }, { body: { contains: draft } }] } });

it("keeps what a preview had: text, corrections and how to read it; and reads it again as corrected", async () => {
  const markdown = "# Ferry\n\n## Before\n\n- Ramp greased\n- Horn tested\n\n- [ ] Dry, as José said\n";
  const input = {
    markdown,
    repair: false,
    title: "The ferry",
    corrections: [{ kind: "note", lines: [5, 6] as [number, number], to: "item" as const }],
  };
  const { id } = value(await createDraft(editor(), { input }));
  const draft = value(await readDraft(admin(), id));
  expect(draft).toMatchObject({ input, edited: false, version: 1, template: null, title: "The ferry" });
  expect(draft.savedBy.name).toBe("Edith");
  expect(documentRows(draft.document).filter(({ node }) => node.kind === "item")).toHaveLength(3);
  expect(value(await listDrafts(admin(), { limit: 50 })).items.map((each) => each.id)).toContain(id);
  const lost = { ...input, markdown: "# Ferry\n\n- [ ] Dry\n" };
  expect(await saveDraft(editor(), id, { input: lost }, 1)).toMatchObject({ code: "invalid_input" });
  expect(value(await readDraft(editor(), id)).version).toBe(1);
});

it("keeps no credential that was to be masked", async () => {
  const markdown = "# Ferry\n\n- [ ] curl -u harbour:Xk29dkQmV7rT https://ferry.example.test\n";
  const { id } = value(await createDraft(editor(), { input: { markdown, maskSecrets: true } }));
  const row = await world.db.templateDraft.findUniqueOrThrow({ where: { id } });
  expect(JSON.stringify(row)).not.toContain("Xk29dkQmV7rT");
});

it("lets one of many saves on the same version through, and tells the others whose it is", async () => {
  const { id } = value(await createDraft(editor(), { document: titled("Zero") }));
  const saves = await Promise.all(
    Array.from({ length: 8 }, (_, at) =>
      saveDraft(at % 2 ? editor() : admin(), id, { document: titled(`Save ${at}`) }, 1),
    ),
  );
  expect(saves.filter(({ ok }) => ok)).toHaveLength(1);
  const won = saves.findIndex(({ ok }) => ok);
  for (const save of saves.filter(({ ok }) => !ok))
    expect(save).toMatchObject({
      code: "conflict",
      current: { id, version: 2, savedBy: { name: won % 2 ? "Edith" : "Adam" } },
    });
  const kept = value(await readDraft(editor(), id));
  expect(kept).toMatchObject({ version: 2, edited: true, title: `Save ${won}` });
  expect(value(await saveDraft(editor(), id, { document: titled("Knowing") }, 2)).version).toBe(3);
});

it("begins one draft of a template, whoever is first", async () => {
  const templateId = await createTemplate(world);
  const begin = (ctx = editor()) => createDraft(ctx, { document: titled("Next") }, { templateId, baseVersion: 1 });
  const begun = await Promise.all([begin(), begin(admin()), begin(), begin(admin())]);
  expect(begun.filter(({ ok }) => ok)).toHaveLength(1);
  const draft = value(await readDraftOf(editor(), templateId));
  for (const other of begun.filter(({ ok }) => !ok))
    expect(other).toMatchObject({ code: "conflict", current: { id: draft?.id, version: 1 } });
  expect(draft).toMatchObject({ baseVersion: 1, template: { id: templateId } });
});

it("is ended by what publishes it, and only at the version that was looked at", async () => {
  const { id } = value(await createDraft(editor(), { document: smallDocument }));
  value(await saveDraft(admin(), id, { document: titled("Theirs") }, 1));
  const publish = (version: number) =>
    importTemplate(editor(), { markdown: "# Mine\n\n- [ ] One\n", draft: { id, version } });
  const before = await world.db.template.count();
  expect(await publish(1)).toMatchObject({ code: "conflict", current: { version: 2, savedBy: { name: "Adam" } } });
  expect(await world.db.template.count()).toBe(before);
  value(await publish(2));
  expect(await readDraft(editor(), id)).toMatchObject({ code: "not_found" });
  expect(await publish(2)).toMatchObject({ code: "not_found" });
  expect(await entries("template.draft_taken_over", id)).toBe(1);
  expect(await entries("template.published", id)).toBe(1);
});

it("is discarded once, with a version only at that one, and its history tells", async () => {
  const { id } = value(await createDraft(editor(), { document: smallDocument }));
  value(await saveDraft(editor(), id, { document: titled("Again") }, 1));
  expect(await discardDraft(admin(), id, 1)).toMatchObject({ code: "conflict" });
  value(await discardDraft(admin(), id, 2));
  expect(await discardDraft(admin(), id)).toMatchObject({ code: "not_found" });
  expect(await saveDraft(editor(), id, { document: smallDocument }, 2)).toMatchObject({ code: "not_found" });
  const counts = ["begun", "taken_over", "discarded"].map((what) => entries(`template.draft_${what}`, id));
  expect(await Promise.all(counts)).toEqual([1, 0, 1]);
});

it("is nobody's business but the editors' of its workspace", async () => {
  const { id } = value(await createDraft(editor(), { document: smallDocument }));
  for (const who of ["member", "auditor"] as const) {
    const ctx = as(world, world.people[who]);
    expect(await readDraft(ctx, id)).toMatchObject({ code: "forbidden" });
    expect(await saveDraft(ctx, id, { document: smallDocument }, 1)).toMatchObject({ code: "forbidden" });
    expect(await listDrafts(ctx, { limit: 5 })).toMatchObject({ code: "forbidden" });
  }
  const stranger = as(world, world.people.stranger);
  expect(await readDraft(stranger, id)).toMatchObject({ code: "not_found" });
  expect(await saveDraft(stranger, id, { document: smallDocument }, 1)).toMatchObject({ code: "not_found" });
  expect(await discardDraft(stranger, id)).toMatchObject({ code: "not_found" });
  const theirs = await importTemplate(stranger, { markdown: "# A\n\n- [ ] B\n", draft: { id, version: 1 } });
  expect(theirs).toMatchObject({ ok: false });
  expect(value(await listDrafts(stranger, { limit: 5 })).items).toEqual([]);
});

it("renames a template without a version, keeps the name over the next one, and gives way to a new title of its own", async () => {
  const markdown = (title: string) => `# ${title}\n\n- [ ] One\n`;
  const { id } = value(await importTemplate(editor(), { markdown: markdown("Ferry") }));
  const templateId = id ?? "";
  const read = async () => value(await readTemplate(editor(), templateId));
  value(await renameTemplate(editor(), templateId, { title: "Ferry to Ufenau", was: "Ferry" }));
  expect(await read()).toMatchObject({ title: "Ferry to Ufenau", version: 1, document: { title: "Ferry" } });
  expect(await renameTemplate(admin(), templateId, { title: "Boat", was: "Ferry" })).toMatchObject({
    code: "conflict",
    current: { title: "Ferry to Ufenau" },
  });
  value(await importTemplate(editor(), { markdown: markdown("Ferry"), templateId }));
  expect((await read()).title).toBe("Ferry to Ufenau");
  value(await importTemplate(editor(), { markdown: markdown("Steamer"), templateId }));
  expect((await read()).title).toBe("Steamer");
  expect(await renameTemplate(as(world, world.people.member), templateId, { title: "X" })).toMatchObject({
    code: "forbidden",
  });
  expect(await renameTemplate(as(world, world.people.stranger), templateId, { title: "X" })).toMatchObject({
    code: "not_found",
  });
});
