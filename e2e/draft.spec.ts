import { checklist } from "./checklist";
import { expect, test } from "./fixtures";
import { json } from "./json";
import { shown } from "./shown";

type Drafts = { items: { id: string; title: string; edited: boolean }[] };

test("a preview is saved as a draft with its corrections, gone on with by somebody else in the editor, and published", async ({
  team,
  open,
}) => {
  const title = `Ledger draft ${Date.now().toString(36)}`;
  const page = await open(team.lead, "/templates/new");
  await page.getByLabel("Markdown", { exact: true }).fill(checklist.replace("Ledger release", title));
  const structure = page.getByRole("region", { name: "Structure" });
  const pager = structure.getByRole("article", { name: /Pager reaches/ });
  await pager.getByRole("button", { name: /Change what/ }).click();
  await page.getByRole("menuitem", { name: "Rollback trigger" }).click();
  await expect(structure.getByRole("article", { name: /^rollback trigger: Pager/ })).toBeVisible();
  await page.getByRole("button", { name: "Save as draft" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Draft saved" })).toBeVisible();
  await page.reload();
  await expect(structure.getByRole("article", { name: /^rollback trigger: Pager/ })).toBeVisible();
  await expect(shown(page, "1 correction", { exact: true })).toBeVisible();

  const other = await open(team.owner, "/templates");
  const listed = other.getByRole("region", { name: "Drafts" }).getByRole("listitem").filter({ hasText: title });
  await expect(listed).toContainText(`New template; saved`);
  await expect(listed).toContainText(`by ${team.lead.name}`);
  await listed.getByRole("link", { name: "Edit" }).click();
  const rows = other.getByRole("feed", { name: "The checklist" }).getByRole("article");
  await rows.filter({ hasText: "Switch the load balancer" }).click({ position: { x: 300, y: 12 } });
  await other.getByLabel("item: title").fill("Switch it slowly");
  await expect(other.getByRole("status").filter({ hasText: "Draft saved just now" })).toBeVisible();
  await expect
    .poll(async () => (await draftsOf(team.lead.api)).find((each) => each.title === title)?.edited)
    .toBe(true);

  // The preview is behind by now: it says so instead of taking the editor's place.
  await page.getByRole("button", { name: "Save as draft" }).click();
  await expect(page.getByRole("status").filter({ hasText: `${team.owner.name} saved a draft` })).toBeVisible();

  await other.getByRole("button", { name: "Publish…" }).click();
  await other.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).click();
  await expect(shown(other, "version 1", { exact: true })).toBeVisible();
  await expect(other.getByRole("heading", { level: 1 })).toHaveText(title);
  expect((await draftsOf(team.lead.api)).some((each) => each.title === title)).toBe(false);
});

test("a draft is discarded from the list after a question, and nobody finds it", async ({ team, open }) => {
  const title = `Thrown away ${Date.now().toString(36)}`;
  const markdown = `# ${title}\n\n- [ ] One thing\n`;
  const { id } = await json(team.lead.api.post("/api/v1/drafts", { data: { input: { markdown } } }));
  const page = await open(team.lead, "/templates");
  const listed = page.getByRole("region", { name: "Drafts" }).getByRole("listitem").filter({ hasText: title });
  await listed.getByRole("button", { name: /^Discard/ }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Discard draft" }).click();
  await expect(page.getByRole("alertdialog")).toBeHidden();
  await expect(listed).toBeHidden();
  expect((await team.lead.api.get(`/api/v1/drafts/${id}`)).status()).toBe(404);
});

test("a template is renamed in the list without a new version", async ({ team, open }) => {
  const { id } = await json(team.lead.api.post("/api/v1/templates", { data: { markdown: checklist } }));
  const page = await open(team.lead, `/templates/${id}`);
  await page.getByRole("button", { name: "More for this template" }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByRole("dialog").getByLabel("Title").fill("Ledger, the quiet way");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ledger, the quiet way");
  await expect(shown(page, "version 1", { exact: true })).toBeVisible();
});

async function draftsOf(api: { get: (url: string) => Promise<{ json: () => Promise<Drafts> }> }) {
  return (await (await api.get("/api/v1/drafts?limit=200")).json()).items;
}
