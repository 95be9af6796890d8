import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { database } from "@/lib/data/database";
import { createRun, createWorld, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { verb as exporting } from "./export.ts";
import { verb as importing } from "./import.ts";

let world: World;
let folder: string;
let printed: string[] = [];
const email = () => ["--email", world.people.editor.email];

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  folder = mkdtempSync(path.join(tmpdir(), "gonogo-cli-"));
  const keep = (text: unknown) => {
    printed.push(String(text));
    return true;
  };
  vi.spyOn(console, "log").mockImplementation(keep);
  vi.spyOn(process.stdout, "write").mockImplementation(keep);
});
beforeEach(() => {
  printed = [];
});
afterAll(async () => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
  await database().$disconnect();
  await world.db.$disconnect();
});

function file(name: string, content: string | Uint8Array): string {
  const absolute = path.join(folder, name);
  writeFileSync(absolute, content);
  return absolute;
}
const markdown = "# Go\n\n## Before\n\n- [ ] 1 ‚Üí 2\n- [ ] `curl --user ops:Harbour99 http://x`\n";

it("imports a file, prints what was mended and found, and the id last", async () => {
  expect(await importing.run([file("a.md", markdown), ...email()])).toBe(0);
  const text = printed.join("\n");
  expect(text).toMatch(/^Go, version 1\n2 tasks/);
  expect(text).toContain("Mended 1 places that were UTF-8 read as Mac Roman");
  expect(text).toContain("Line 6: user and password (9 characters)\nThey are kept");
  expect(text).not.toContain("Harbour99");
  expect(printed.at(-1)).toMatch(/^[0-9a-f-]{36}$/);
});

it("leaves, masks and saves nothing as it is told, and prints JSON", async () => {
  const templates = await world.db.template.count();
  const flags = ["--dry-run", "--no-repair", "--mask-secrets", "--json"];
  expect(await importing.run([file("b.md", markdown), ...flags, ...email()])).toBe(0);
  const answer = JSON.parse(printed.join(""));
  expect(answer).toMatchObject({ id: null, secrets: [{ lines: [6, 6] }] });
  expect(answer).not.toHaveProperty("repair");
  expect(JSON.stringify(answer)).not.toContain("Harbour99");
  expect(await world.db.template.count()).toBe(templates);
});

it("exports in each form what imports as the same, and a run", async () => {
  await importing.run([file("c.md", markdown), ...email()]);
  const id = printed.at(-1) ?? "";
  const forms: Record<string, string> = {};
  for (const format of ["md", "json", "yaml"]) {
    printed = [];
    expect(await exporting.run([id, "--format", format, ...email()])).toBe(0);
    forms[format] = printed.join("\n");
  }
  for (const format of ["md", "json", "yaml"]) {
    printed = [];
    await importing.run([file(`d.${format}`, forms[format] ?? ""), ...email()]);
    const again = printed.at(-1) ?? "";
    printed = [];
    await exporting.run([again, ...email()]);
    expect(printed.join("\n")).toBe(forms.md);
  }
  const runId = await createRun(world, id);
  printed = [];
  expect(await exporting.run(["--run", runId, "--email", world.people.owner.email])).toBe(0);
  expect(printed.join("")).toMatch(/^<!-- gonogo status/);
});

it("keeps a draft of a new template and of a next version, which others find and nobody runs", async () => {
  const templates = await world.db.template.count();
  expect(await importing.run([file("h.md", markdown), "--draft", "--mask-secrets", ...email()])).toBe(0);
  const draft = printed.at(-1) ?? "";
  expect(printed[0]).toBe("Go (a draft, not published)");
  expect(await world.db.template.count()).toBe(templates);
  printed = [];
  await exporting.run(["--draft", draft, ...email()]);
  expect(printed.join("")).toContain("1 → 2");
  expect(printed.join("")).not.toContain("Harbour99");

  printed = [];
  await importing.run([file("i.md", "# Next\n\n- [ ] One\n"), ...email()]);
  const id = printed.at(-1) ?? "";
  const next = [file("j.md", "# Next\n\n- [ ] Two\n"), "--draft", "--template", id, ...email()];
  printed = [];
  await importing.run([...next, "--json"]);
  const kept = JSON.parse(printed.join("")).draft.id;
  expect(await world.db.templateDraft.findUnique({ where: { id: kept } })).toMatchObject({
    templateId: id,
    baseVersion: 1,
  });
  await expect(importing.run(next)).rejects.toThrow("saved this draft meanwhile");
  await expect(importing.run([...next, "--dry-run"])).rejects.toThrow("take one");
});

it.each([
  [[], "one FILE"],
  [["a.md", "b.md"], "one FILE"],
])("import %j is a wrong usage", async (args, words) => {
  await expect(importing.run(args)).rejects.toThrow(words);
});

it.each([
  [[], "one TEMPLATE_ID"],
  [["x", "--run", "y"], "one TEMPLATE_ID"],
  [["--draft", "x", "--run", "y"], "one TEMPLATE_ID"],
  [["--draft", "00000000-0000-4000-8000-000000000000", "--version", "1"], "--version is of a template"],
  [["--draft", "00000000-0000-4000-8000-000000000000"], "nothing here"],
  [["x"], "not an id"],
  [["x", "--format", "pdf"], "no format pdf"],
  [["00000000-0000-4000-8000-000000000000"], "nothing here"],
  [["--run", "00000000-0000-4000-8000-000000000000"], "nothing here"],
])("export %j says what is wrong", async (args, words) => {
  await expect(exporting.run([...args, ...email()])).rejects.toThrow(new RegExp(words, "i"));
});

it("says what is wrong with a file", async () => {
  await expect(importing.run([path.join(folder, "none.md"), ...email()])).rejects.toThrow("ENOENT");
  await expect(importing.run([file("e.md", Uint8Array.from([1, 0, 2, 0, 0, 3])), ...email()])).rejects.toThrow(
    "zero bytes",
  );
  await expect(importing.run([file("f.yaml", "a: [b"), ...email()])).rejects.toThrow("Line 1");
  await expect(importing.run([file("g.json", '{"schema":1}'), ...email()])).rejects.toThrow("title");
});
