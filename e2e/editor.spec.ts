import type { Page } from "@playwright/test";
import { checklist } from "./checklist";
import { expect, test } from "./fixtures";
import { json } from "./json";
import { shown } from "./shown";
import type { Person } from "./team";

type Made = { id: string; document: { phases: { content: Node[] }[] } };
type Node = { kind: string; key: string; title: string; content: Node[] };

async function makeTemplate(person: Person): Promise<string> {
  const made = await json<Made>(person.api.post("/api/v1/templates", { data: { markdown: checklist } }));
  return made.id;
}

/** The rows of the checklist being edited. */
function rowsOf(page: Page) {
  return page.getByRole("feed", { name: "The checklist" }).getByRole("article");
}

/** The editor says that the server has everything. */
function draftSaved(page: Page) {
  return page.getByRole("status").filter({ hasText: "Draft saved" });
}

async function rename(page: Page, from: string, to: string): Promise<void> {
  await rowsOf(page)
    .filter({ hasText: from })
    .click({ position: { x: 300, y: 12 } });
  await page.getByLabel("item: title").fill(to);
  await page.keyboard.press("Escape");
}

test("a checklist is edited by keyboard alone, kept over a reload, and published with what changed", async ({
  team,
  open,
}) => {
  const id = await makeTemplate(team.lead);
  const page = await open(team.lead, `/templates/${id}`);
  await page.getByRole("link", { name: "Edit" }).press("Enter");
  const rows = rowsOf(page);
  const dump = rows.filter({ hasText: "Nightly dump copied to the second site" });
  await expect(dump).toBeVisible();
  const { keyboard } = page;

  await rows.first().focus();
  await keyboard.press("ArrowDown");
  await keyboard.press("ArrowDown");
  await expect(dump).toBeFocused();
  await keyboard.press("Enter");
  await expect(page.getByLabel("item: title")).toBeFocused();
  await keyboard.type(" and checked");
  await keyboard.press("Enter");
  await keyboard.type("Checksums agree");
  await keyboard.press("Tab");
  await keyboard.press("Escape");
  const sums = rows.filter({ hasText: "Checksums agree" });
  await expect(sums).toBeFocused();
  await keyboard.press("Alt+ArrowLeft");
  await keyboard.press("Alt+ArrowDown");
  await keyboard.press("Control+z");
  await keyboard.press("Control+Shift+z");

  await expect(draftSaved(page)).toBeVisible();
  await page.reload();
  await expect(rows.nth(6)).toHaveAccessibleName("item: Checksums agree");

  await page.getByRole("button", { name: "Publish…" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Publish the next version" });
  const changes = dialog.getByRole("listitem");
  await expect(changes.filter({ hasText: "added" }).filter({ hasText: "Checksums agree" })).toBeVisible();
  await expect(dialog.getByRole("insertion")).toHaveText([" and checked"]);
  await dialog.getByLabel("Why").fill("A dump nobody checks is none");
  await dialog.getByRole("button", { name: "Publish", exact: true }).press("Enter");
  await expect(shown(page, "version 2", { exact: true })).toBeVisible();
  const saved = await json<Made>(team.lead.api.get(`/api/v1/templates/${id}`));
  expect(saved.document.phases[0]?.content[0]?.content.map(({ key }) => key).slice(0, 3)).toEqual([
    "nightly-dump-copied-to-the-second-site",
    "restore-rehearsed-on-a-scratch-machine",
    "checksums-agree",
  ]);
});

test("what could not be saved is kept in the browser, and saved once the server answers again", async ({
  team,
  open,
}) => {
  const id = await makeTemplate(team.lead);
  const page = await open(team.lead, `/templates/${id}/edit`);
  await rename(page, "Switch the load balancer", "Switch it while nobody answers");
  await expect(draftSaved(page)).toBeVisible();
  await page.context().setOffline(true);
  await rename(page, "Pager reaches the person on call", "Pager reaches nobody");
  await expect(page.getByRole("status").filter({ hasText: "Kept in this browser" })).toBeVisible();
  await page.context().setOffline(false);
  await expect(draftSaved(page)).toBeVisible();
  await page.reload();
  await expect(rowsOf(page).filter({ hasText: "Pager reaches nobody" })).toBeVisible();
});

test("the inspector, the menu, a drag and the Markdown change the same document", async ({ team, open }) => {
  const page = await open(team.lead, `/templates/${await makeTemplate(team.lead)}/edit`);
  const rows = rowsOf(page);
  const details = page.getByRole("complementary", { name: "Details" });
  const pager = rows.filter({ hasText: "Pager reaches the person on call" });
  await pager.click({ position: { x: 300, y: 12 } });
  await details.getByLabel("Owner role").fill("Duty engineer");
  await details.getByLabel("Estimate").fill("15");
  await expect(pager).toContainText("@Duty engineer");
  await details.getByLabel("Hold").fill("soon");
  await expect(details.getByText("Expected a number from 1.")).toBeVisible();

  await pager.getByRole("button", { name: /^Add below/ }).click();
  await page.getByRole("menuitem", { name: "Gate with sign-offs" }).click();
  await page.getByLabel("gate: title").fill("May the pager be trusted?");
  await details.getByRole("button", { name: "Add a sign-off" }).click();
  await details.getByLabel("Roles").fill("Duty engineer or CTO");
  await expect(rows.filter({ hasText: "May the pager be trusted?" })).toContainText("signed by");

  const last = rows.filter({ hasText: "Watch the first hundred payments" });
  await last.hover();
  await last.getByTitle(/Drag to move/).dragTo(rows.filter({ hasText: "Switch the load balancer" }), {
    targetPosition: { x: 200, y: 4 },
  });
  await expect(rows.filter({ hasText: /Switch the load|Watch the first/ }).first()).toContainText("Watch the first");

  await page.getByRole("button", { name: "Both", exact: true }).click();
  const markdown = page.getByLabel("Checklist as Markdown");
  await expect(markdown).toHaveValue(/Pager reaches the person on call \{owner="@Duty engineer" estimate=15m/);
  await markdown.fill((await markdown.inputValue()).replace("Login works", "Login works for two"));
  await expect(rows.filter({ hasText: "Login works for two" })).toBeVisible();
  await markdown.fill(`${await markdown.inputValue()}\n${"> ".repeat(300)}deep`);
  await expect(page.getByRole("alert").filter({ hasText: /Line \d+:/ })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(rows.filter({ hasText: "Login works for two" })).toBeHidden();
});

test("what stood in Markdown alone has a form: variables, introduction, facts, criteria, references and blanks", async ({
  team,
  open,
}) => {
  const id = await makeTemplate(team.lead);
  const page = await open(team.lead, `/templates/${id}/edit`);
  const rows = rowsOf(page);
  const details = page.getByRole("complementary", { name: "Details" });
  await details.getByRole("button", { name: "Add a paragraph" }).click();
  await details.getByLabel("Paragraph 1").fill("Read this first.");
  await details.getByRole("button", { name: "Add a variable" }).click();
  await details.getByLabel("Asked as").fill("Service");
  await details.getByLabel("Name in the text").fill("service");
  await details.getByLabel("Only one of").fill("ledger\nbilling");
  await details.getByLabel("Asked as").click();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Redo" }).click();

  const add = async (kind: string, beside: string) => {
    await rows
      .filter({ hasText: beside })
      .getByRole("button", { name: /^Add below/ })
      .click();
    await page.getByRole("group", { name: "Add below" }).getByRole("menuitem", { name: kind, exact: true }).click();
  };
  await add("Success criterion", "Pager reaches the person on call");
  await page.getByLabel("success criterion: title").fill("Nobody is woken twice");
  await details.getByLabel("Metric").fill("pages");
  await add("Reference", "Nobody is woken twice");
  await page.getByLabel("reference: markdown").fill("Runbook");
  await details.getByLabel("Path or address").fill("docs/pager.md");
  await details.getByLabel("From line").fill("12");
  await add("Blank to fill in", "Runbook");
  await page.getByLabel("blank to fill in: title").fill("Whoever has the duty");
  await details.getByRole("combobox", { name: "Filled in with" }).click();
  await page.getByRole("option", { name: "a person" }).click();
  await add("Contact", "Whoever has the duty");
  await page.getByLabel("contact: name").fill("Duty desk");
  await details.getByLabel("Reached by").fill("+41 44 555 01 01");
  await details.getByLabel("For what").fill("pager");

  const dump = rows.filter({ hasText: "Restore rehearsed on a scratch machine" });
  await dump.getByRole("button", { name: /^Add below/ }).click();
  await page.getByRole("group", { name: "Turn this item into" }).getByRole("menuitem", { name: "Choice" }).click();
  await expect(rows.filter({ hasText: "Restore rehearsed on a scratch machine" })).toHaveAccessibleName(/^choice:/);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(rows.filter({ hasText: "Restore rehearsed on a scratch machine" })).toHaveAccessibleName(/^item:/);

  await page.getByRole("button", { name: "Publish…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).click();
  await expect(shown(page, "version 2", { exact: true })).toBeVisible();
  const { document } = await json(team.lead.api.get(`/api/v1/templates/${id}`));
  expect(document).toMatchObject({
    intro: [{ markdown: "Read this first." }],
    variables: [{ key: "service", label: "Service", options: ["ledger", "billing"] }],
  });
  const text = JSON.stringify(document);
  expect(text).toContain('"target":"docs/pager.md","range":[12,12]');
  expect(text).toContain('"ask":"person"');
  expect(text).toContain('"name":"Duty desk","channel":"+41 44 555 01 01","topic":"pager"');
  expect(text).toContain('"title":"Nobody is woken twice","expectation":{"metric":"pages"');
});

test("two editors of one draft: the slower one sees who saved what, keeps theirs or own, and publishes", async ({
  team,
  open,
}) => {
  const id = await makeTemplate(team.lead);
  const first = await open(team.lead, `/templates/${id}/edit`);
  const second = await open(team.owner, `/templates/${id}/edit`);
  await rename(first, "Switch the load balancer", "Switch it, way 1");
  await expect(draftSaved(first)).toBeVisible();
  await rename(second, "Switch the load balancer", "Switch it, way 2");
  const conflict = second.getByRole("status").filter({ hasText: `${team.lead.name} saved this draft` });
  await expect(conflict).toBeVisible();
  await expect(second.getByRole("button", { name: "Publish…" })).toBeDisabled();
  await conflict.getByRole("button", { name: "See the difference" }).click();
  const dialog = second.getByRole("dialog");
  await expect(dialog.getByRole("deletion")).toHaveText("1");
  await expect(dialog.getByRole("insertion")).toHaveText("2");
  await dialog.getByRole("button", { name: "Keep mine" }).click();
  await expect(draftSaved(second)).toBeVisible();

  await rename(first, "Switch it, way 1", "Switch it, way 3");
  const told = first.getByRole("status").filter({ hasText: `${team.owner.name} saved this draft` });
  await told.getByRole("button", { name: "Take theirs" }).click();
  await expect(rowsOf(first).filter({ hasText: "way 2" })).toBeVisible();
  await expect(told).toBeHidden();
  await first.getByRole("button", { name: "Undo" }).click();
  await expect(rowsOf(first).filter({ hasText: "way 3" })).toBeVisible();
  await expect(draftSaved(first)).toBeVisible();

  await first.getByRole("button", { name: "Publish…" }).click();
  await first.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).click();
  await expect(shown(first, "version 2", { exact: true })).toBeVisible();

  await rename(second, "Switch it, way 2", "Switch it, way 4");
  await second.getByRole("button", { name: "Keep mine as a new draft" }).click();
  await expect(draftSaved(second)).toBeVisible();
  await second.getByRole("button", { name: "Publish…" }).click();
  await second.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).click();
  await expect(second.getByRole("dialog").getByText(`${team.lead.name} published version 2 meanwhile`)).toBeVisible();
  await second.getByRole("button", { name: "Publish over version 2" }).click();
  await expect(shown(second, "version 3", { exact: true })).toBeVisible();
});

test("what looks like a password is shown before publishing, and masked", async ({ team, open }) => {
  const id = await makeTemplate(team.lead);
  const page = await open(team.lead, `/templates/${id}/edit`);
  const secret = "Xk29dkQmV7rT";
  await rename(page, "Switch the load balancer", `Run curl -u harbour:${secret} https://lb.example.test`);
  await page.getByRole("button", { name: "Publish…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("1 line may hold a password or key")).toBeVisible();
  await dialog.getByRole("switch", { name: "Mask them" }).click();
  await dialog.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(shown(page, "version 2", { exact: true })).toBeVisible();
  const saved = JSON.stringify(await json(team.lead.api.get(`/api/v1/templates/${id}`)));
  expect(saved).toContain("https://lb.example.test");
  expect(saved).not.toContain(secret);
});

test("versions are compared, one is restored, and a changed file updates the template", async ({ team, open }) => {
  const { api } = team.lead;
  const id = await makeTemplate(team.lead);
  const second = checklist
    .replace("Login works", "Login works for everybody")
    .replace("- [ ] Switch the load balancer\n", "");
  const page = await open(team.lead, `/templates/${id}`);
  await page.getByRole("button", { name: "More for this template" }).click();
  await page.getByRole("menuitem", { name: "Update from a file" }).click();
  await page.getByRole("button", { name: "Choose another file" }).click();
  await page.getByLabel("Markdown", { exact: true }).fill(second);
  await page.getByRole("button", { name: "Save version 2…" }).click();
  const dialog = page.getByRole("dialog", { name: "What the file changes of version 1" });
  await expect(dialog.getByRole("insertion")).toHaveText([" for everybody"]);
  await dialog.getByLabel("Why").fill("Everybody pays");
  await dialog.getByRole("button", { name: "Save as version 2" }).click();
  await expect(shown(page, "version 2", { exact: true })).toBeVisible();
  // The reworded line is still the same one.
  const updated = JSON.stringify(await json(api.get(`/api/v1/templates/${id}`)));
  expect(updated).toContain('"key":"login-works","title":"Login works for everybody"');

  await page.getByRole("button", { name: "More for this template" }).click();
  await page.getByRole("menuitem", { name: "Versions and what changed" }).click();
  const changed = page.getByRole("region", { name: "What changed" });
  await expect(
    changed.getByRole("listitem").filter({ hasText: "removed" }).filter({ hasText: "Switch" }),
  ).toBeVisible();
  await expect(changed.getByRole("insertion")).toHaveText([" for everybody"]);
  await expect(page.getByRole("list", { name: "Versions" })).toContainText("Everybody pays");
  await changed
    .getByRole("button", { name: /^Show \d+ unchanged/ })
    .first()
    .click();
  await page.getByRole("button", { name: "Restore" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Restore" }).click();
  await expect(shown(page, "version 3", { exact: true })).toBeVisible();
  await expect(shown(page, "Switch the load balancer")).toBeVisible();
});

test("a template is copied, retired, found among the retired and put back", async ({ team, open }) => {
  const page = await open(team.lead, `/templates/${await makeTemplate(team.lead)}`);
  const more = page.getByRole("button", { name: "More for this template" });
  await more.click();
  await page.getByRole("menuitem", { name: "Make a copy" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Copy of Ledger release");
  const copy = new URL(page.url()).pathname;
  await more.click();
  await page.getByRole("menuitem", { name: "Retire" }).click();
  await page.getByRole("button", { name: "Retire template" }).click();
  await page.getByRole("link", { name: "Retired templates" }).click();
  await page.getByRole("link", { name: "Copy of Ledger release" }).first().click();
  await expect(page).toHaveURL(new RegExp(copy));
  await page.getByRole("button", { name: "Put back" }).click();
  await expect(page.getByRole("link", { name: "Start a run" })).toBeVisible();
});
