import { afterAll, beforeAll, expect, it } from "vitest";
import { documentRows } from "@/lib/domain/template-rows";
import { as, createWorld, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { listTemplates, readTemplate } from "./template.read";
import { importTemplate, previewTemplate } from "./template.write";
import { retireTemplate, unretireTemplate } from "./template-retire.write";

let world: World;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
});
afterAll(() => world.db.$disconnect());

const markdown = "# Ferry\n\n## Before\n\n- Ramp greased\n- Horn tested\n\n- [ ] The engine room is dry\n";
const editor = () => as(world, world.people.editor);

it("makes the corrections of a preview again, counts and reports what came of them, and refuses those that find nothing", async () => {
  const corrections = [{ kind: "note", lines: [5, 6] as [number, number], to: "item" as const }];
  const made = value(await importTemplate(editor(), { markdown, corrections }));
  expect(made.counts).toMatchObject({ tasks: 1, items: 3 });
  expect(made.report.find(({ lines }) => lines[0] === 5)).toMatchObject({ became: "item" });
  const read = value(await readTemplate(editor(), made.id ?? ""));
  expect(documentRows(read.document).filter(({ node }) => node.kind === "item")).toHaveLength(3);
  expect(read.source).toBe(markdown);
  const lost = await importTemplate(editor(), { markdown: markdown.replace("- Horn tested\n", ""), corrections });
  expect(lost).toMatchObject({ ok: false, code: "invalid_input", problems: [{ line: 5, path: "corrections" }] });
});

it("keeps the key of a line that a changed file rewords, in the preview already, but not over our dialect's own", async () => {
  const first = value(await importTemplate(editor(), { markdown }));
  const templateId = first.id ?? "";
  const changed = markdown.replace("is dry", "is dry and lit");
  const itemKey = (document: Parameters<typeof documentRows>[0] | undefined) =>
    document && documentRows(document).find(({ node }) => node.kind === "item")?.id;
  const preview = value(await previewTemplate(editor(), { markdown: changed, templateId }));
  expect(itemKey(preview.document)).toBe("the-engine-room-is-dry");
  value(await importTemplate(editor(), { markdown: changed, templateId, message: "Lamps count" }));
  const second = value(await readTemplate(editor(), templateId));
  expect(itemKey(second.document)).toBe("the-engine-room-is-dry");
  expect(second.versions.map(({ message }) => message)).toEqual(["Lamps count", null]);
  const dialect = "---\ngonogo: 1\n---\n\n# Ferry\n\n## Before\n\n- [ ] The engine room is dry and warm\n";
  const own = value(await previewTemplate(editor(), { markdown: dialect, templateId }));
  expect(itemKey(own.document)).toBe("the-engine-room-is-dry-and-warm");
});

it("publishes on the version it was made from alone, and a refused one leaves nothing", async () => {
  const { id } = value(await importTemplate(editor(), { markdown }));
  const next = (baseVersion: number) => importTemplate(editor(), { markdown, templateId: id ?? "", baseVersion });
  const answers = await Promise.all([next(1), next(1)]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers.find(({ ok }) => !ok)).toMatchObject({ code: "conflict", current: { version: 2 } });
  expect(value(await readTemplate(editor(), id ?? "")).versions).toHaveLength(2);
  expect(value(await next(2)).version).toBe(3);
});

it("puts a retired template back, once, and lists it where it stands", async () => {
  const { id } = value(await importTemplate(editor(), { markdown, title: "Out and in" }));
  const listed = async (retired: boolean) =>
    value(await listTemplates(editor(), { limit: 100, retired })).items.some((each) => each.id === id);
  value(await retireTemplate(editor(), id ?? ""));
  expect([await listed(false), await listed(true)]).toEqual([false, true]);
  expect(await unretireTemplate(as(world, world.people.member), id ?? "")).toMatchObject({ code: "forbidden" });
  value(await unretireTemplate(editor(), id ?? ""));
  expect([await listed(false), await listed(true)]).toEqual([true, false]);
  expect(await unretireTemplate(editor(), id ?? "")).toMatchObject({ code: "already_done" });
  const log = await world.db.auditEntry.findMany({ where: { body: { contains: "template.unretired" } } });
  expect(log).toHaveLength(1);
});
