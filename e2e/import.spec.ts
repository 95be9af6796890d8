import { readFile } from "node:fs/promises";
import { checklist } from "./checklist";
import { expect, test } from "./fixtures";
import { json } from "./json";
import { shown } from "./shown";

test("pasted Markdown is previewed beside its source, then saved as a template", async ({ team, open }) => {
  const page = await open(team.lead, "/templates/new");
  await page.getByLabel("Markdown", { exact: true }).fill(checklist);

  const structure = page.getByRole("region", { name: "Structure" });
  const source = page.getByRole("listbox", { name: "Source, and what each part became" });
  await expect(structure.getByRole("heading", { name: "Before the release" })).toBeVisible();
  await expect(shown(page, "9 tasks in the source")).toBeVisible();
  await expect(shown(page, "1 code block")).toBeVisible();
  await expect(shown(page, "2 sign-offs", { exact: true })).toBeVisible();

  const line = source.getByRole("option", { name: /Pager reaches/ });
  await expect(line).toContainText("item");
  await line.click();
  await expect(line).toHaveAttribute("aria-selected", "true");

  const facts = page.getByRole("region", { name: "About the whole checklist" });
  const forget = facts.getByRole("button", { name: "Not the version: keep “Version” as a plain fact" });
  await expect(facts).toContainText("3.1");
  await forget.click();
  await expect(facts).toBeHidden();
  await page.getByRole("button", { name: "Undo correction" }).click();
  await forget.click();

  await expect(page.getByLabel("Title")).toHaveValue("Ledger release");
  await page.getByLabel("Title").fill("Ledger release, pasted");
  await page.getByRole("button", { name: "Save template" }).click();
  await expect(page).toHaveURL(/\/templates\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ledger release, pasted");
  await expect(shown(page, "version 1", { exact: true })).toBeVisible();
  const saved = await json<Saved>(team.lead.api.get(`/api/v1/templates/${page.url().split("/").at(-1)}`));
  const { metadata } = saved.document;
  expect(metadata).toMatchObject([{ name: "Version", value: "3.1" }]);
  expect(metadata[0]).not.toHaveProperty("means");
  await expect(page.getByRole("region", { name: /^Gate: / })).not.toHaveCount(0);

  await page.getByRole("link", { name: "Templates", exact: true }).first().click();
  await expect(page.getByRole("row", { name: /Ledger release, pasted/ }).first()).toContainText("none yet");
});

test("a file is chosen or dropped, and editing the source changes the preview", async ({ team, open }) => {
  const page = await open(team.lead, "/templates/new");
  await page.getByLabel("Markdown file").setInputFiles({
    name: "mirror.md",
    mimeType: "text/markdown",
    buffer: Buffer.from("# Mirror\n\n## Before\n\n- [ ] Second region answers\n"),
  });
  const structure = page.getByRole("region", { name: "Structure" });
  await expect(structure.getByText("Second region answers")).toBeVisible();

  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByLabel("Markdown source").fill("# Mirror\n\n## Before\n\n- [ ] Third region answers\n");
  await expect(structure.getByText("Third region answers")).toBeVisible();
  await expect(structure.getByText("Second region answers")).toBeHidden();

  await page.getByRole("button", { name: "Start over" }).click();
  const files = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["# Dropped\n\n## Before\n\n- [ ] Fell in place\n"], "dropped.md"));
    return transfer;
  });
  const main = page.getByRole("main");
  await main.dispatchEvent("dragenter", { dataTransfer: files });
  await expect(shown(page, "Drop the Markdown file to read it")).toBeVisible();
  await main.dispatchEvent("drop", { dataTransfer: files });
  await expect(page.getByRole("region", { name: "Structure" }).getByText("Fell in place")).toBeVisible();
  await expect(page.getByText("Drop the Markdown file to read it")).toBeHidden();
});

test("what can't be imported is refused with its line and what was expected", async ({ team, open }) => {
  const page = await open(team.lead, "/templates/new");
  await page
    .getByLabel("Markdown file")
    .setInputFiles({ name: "empty.md", mimeType: "text/markdown", buffer: Buffer.from("\n \n") });
  await expect(page.getByRole("region", { name: "Notifications" })).toContainText("empty.md is empty");

  await page.getByLabel("Markdown", { exact: true }).fill(`# Deep\n\n${"> ".repeat(300)}well\n`);
  const refusal = page.getByRole("alert").filter({ hasText: "Line 3:" });
  await expect(refusal).toContainText("Expected: fewer levels");
  await expect(page.getByRole("button", { name: "Save template" })).toBeDisabled();

  await page.getByRole("button", { name: "Start over" }).click();
  await page.getByLabel("Markdown", { exact: true }).fill("Only a sentence, no heading and no box.\n");
  await expect(shown(page, "No items were found")).toBeVisible();

  const empty = await team.lead.api.post("/api/v1/templates", {
    headers: { "content-type": "text/markdown" },
    data: "",
  });
  expect(empty.status()).toBe(422);
  expect(await empty.json()).toMatchObject({ code: "invalid_input", problems: [{ line: 1 }] });
});

test("a new version stands beside the old one, and an export imports as the same document", async ({ team, open }) => {
  const { api } = team.lead;
  const made = await json(api.post("/api/v1/templates", { data: { markdown: checklist } }));
  const page = await open(team.lead, `/templates/${made.id}`);
  await page.getByRole("button", { name: "More for this template" }).click();
  await page.getByRole("menuitem", { name: "Update from a file" }).click();
  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByLabel("Markdown source").fill(checklist.replace("Login works", "Login works for two people"));
  const structure = page.getByRole("region", { name: "Structure" });
  await expect(structure.getByText("Login works for two people")).toBeVisible();
  await page.getByRole("button", { name: "Save version 2…" }).click();
  await page.getByRole("button", { name: "Save as version 2" }).click();
  await expect(shown(page, "version 2", { exact: true })).toBeVisible();
  await expect(shown(page, "Login works for two people")).toBeVisible();

  await page.getByRole("button", { name: "More for this template" }).click();
  const saved = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Export Markdown" }).press("Enter");
  const file = await saved;
  expect(file.suggestedFilename()).toMatch(/\.md$/);
  const text = await readFile(await file.path(), "utf8");
  const again = await json(api.post("/api/v1/templates?dryRun=1", { data: { markdown: text } }));
  const first = await json(api.get(`/api/v1/templates/${made.id}`));
  expect(shape(again.document)).toEqual(shape(first.document));

  await page.getByRole("button", { name: "More for this template" }).click();
  await page.getByRole("menuitemradio", { name: /^1, by/ }).press("Enter");
  await expect(shown(page, "version 1 of 2")).toBeVisible();
  await expect(shown(page, "Login works", { exact: true })).toBeVisible();
});

test("a checklist that comes with Gonogo becomes a template", async ({ team, open }) => {
  const page = await open(team.lead, "/templates/new");
  const ours = page.getByRole("region", { name: "Or begin with one of ours" }).getByRole("button");
  expect(await ours.count()).toBeGreaterThanOrEqual(2);
  await ours.first().click();
  const look = page.getByRole("dialog");
  await expect(look.getByRole("region", { name: /^Gate: / })).not.toHaveCount(0);
  await look.getByRole("button", { name: "Use this checklist" }).click();
  await expect(page.getByRole("feed").getByRole("region", { name: /^Gate: / })).not.toHaveCount(0);
  await page.getByRole("button", { name: "Save template" }).click();
  await expect(shown(page, "version 1", { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Start a run" })).toBeVisible();
});

test("whose role doesn't import is told whom to ask", async ({ team, open }) => {
  const page = await open(team.member, "/templates/new");
  await expect(page.getByRole("heading", { name: "Your role doesn’t import" })).toBeVisible();
  await page.goto("/templates/drafts/00000000-0000-4000-8000-000000000000");
  await expect(page.getByRole("heading", { name: "Your role doesn’t edit drafts" })).toBeVisible();
});

test("what a part became is changed in the preview by keyboard, undone, redone and kept when saved", async ({
  team,
  open,
}) => {
  const page = await open(team.lead, "/templates/new");
  const words =
    "# Ferry\n\n## Before\n\n- Ramp greased\n- Horn tested\n\n- [ ] Hold for 10 minutes\n\n## Crossing\n\n- [ ] Cast off\n";
  await page.getByLabel("Markdown", { exact: true }).fill(words);
  const rows = page.getByRole("feed", { name: "What each part became" }).getByRole("article");
  const source = page.getByRole("listbox", { name: "Source, and what each part became" });

  // Either side leads to the other.
  await source.getByRole("option", { name: /Ramp greased/ }).click();
  const list = rows.filter({ hasText: "Ramp greased" });
  await expect(list).toHaveAttribute("aria-current", "true");
  await list.click({ position: { x: 40, y: 10 } });
  await expect(list).toBeFocused();
  await expect(source.getByRole("option", { name: /Ramp greased/ })).toHaveAttribute("aria-selected", "true");

  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Item", exact: true }).press("Enter");
  await expect(rows.filter({ hasText: "Horn tested" })).toHaveAccessibleName("item: Horn tested");
  await expect(source.getByRole("option", { name: /Ramp greased/ })).toContainText("was note");
  await page.getByRole("button", { name: "Undo correction" }).click();
  await expect(rows.filter({ hasText: "Horn tested" })).toHaveAccessibleName(/^note: /);
  await page.getByRole("button", { name: "Redo correction" }).click();

  // A guess says that it is one, and why.
  const hold = rows.filter({ hasText: "Hold for 10 minutes" });
  await expect(source.getByRole("option", { name: /Hold for 10 minutes/ })).toContainText("guess");
  await hold.getByRole("button", { name: /^item\. Change/ }).click();
  await expect(hold).toContainText("Guess: holds because its words name that time");
  await page.getByRole("menuitem", { name: "Item, but not a hold" }).click();
  await expect(hold).not.toContainText("Guess");
  await expect(shown(page, "2 corrections")).toBeVisible();

  await page.getByRole("button", { name: "Save template" }).click();
  await expect(page).toHaveURL(/\/templates\/[0-9a-f-]{36}$/);
  const saved = await json<Saved>(team.lead.api.get(`/api/v1${new URL(page.url()).pathname}`));
  const [before] = saved.document.phases;
  expect(before?.content.map(({ kind, title, hold: held }) => [kind, title, held])).toEqual([
    ["item", "Ramp greased", undefined],
    ["item", "Horn tested", undefined],
    ["item", "Hold for 10 minutes", undefined],
  ]);
  expect(saved.report.find(({ lines }) => lines[0] === 5)).toMatchObject({
    became: "item",
    note: expect.stringContaining("corrected by hand"),
  });
});

test("a correction whose place was changed is refused, and ten thousand lines can be gone through", async ({
  team,
  open,
}) => {
  const lost = await team.lead.api.post("/api/v1/templates", {
    data: {
      markdown: "# Pier\n\n## Before\n\n- [ ] Rope\n",
      corrections: [{ kind: "note", lines: [5, 5], to: "item" }],
    },
  });
  expect(lost.status()).toBe(422);
  expect(await lost.json()).toMatchObject({ problems: [{ line: 5, path: "corrections" }] });

  const items = Array.from({ length: 9_990 }, (_, at) => `- [ ] Bolt ${at + 1} tightened`);
  const page = await open(team.lead, "/templates/new");
  const file = Buffer.from(["# Bridge", "", "## Before", "", ...items].join("\n"));
  await page.getByLabel("Markdown file").setInputFiles({ name: "bridge.md", mimeType: "text/markdown", buffer: file });
  const rows = page.getByRole("feed").getByRole("article");
  await expect(rows.first()).toBeVisible({ timeout: 30_000 });
  expect(await rows.count()).toBeLessThan(2_000);
  await page.getByRole("listbox").focus();
  await page.keyboard.press("End");
  await expect(rows.filter({ hasText: "Bolt 9990 tightened" })).toBeInViewport({ timeout: 30_000 });
});

type Saved = {
  document: {
    metadata: object[];
    phases: { content: { kind: string; title: string; hold?: unknown }[] }[];
  };
  report: { lines: [number, number]; became: string }[];
};

/** The document less where in the file each part stood. */
function shape(document: unknown): unknown {
  return JSON.parse(JSON.stringify(document, (name, value) => (name === "lines" ? undefined : value)));
}
