import type { Page } from "@playwright/test";
import { checklist, items } from "./checklist";
import { expect, test } from "./fixtures";
import { PollPage } from "./poll-page";
import { change, passAll } from "./run-api";
import { RunPage } from "./run-page";

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

test("on a phone of 390 pixels one ticks, looks and signs", async ({ team, run, open }) => {
  await passAll(team.member, run.id, [items.dump]);
  const page = await open(team.lead, `/runs/${run.id}`, phone);
  const screen = new RunPage(page);
  await expectNoSidewaysScroll(page);
  await expect(screen.answers).toContainText("NO-GO");
  await screen.box(items.dump).tap();
  await expect(screen.boxAs(items.dump, "passed")).toBeVisible();
  await expect(screen.answers).toContainText("GO");
  await expect(screen.answers).not.toContainText("NO-GO");

  await screen.answers.getByRole("button", { name: /Show all four answers/ }).tap();
  await expect(screen.answers.getByRole("heading", { name: "Can we deploy?" })).toBeVisible();
  await screen.answers.getByRole("button", { name: /Hide all four answers/ }).tap();

  await page.getByRole("button", { name: `Details of ${items.dump}` }).tap();
  const sheet = screen.sheet(items.dump);
  await expect(sheet.getByRole("button", { name: "Passed", exact: true })).toHaveAttribute("aria-pressed", "true");
  await sheet.getByRole("button", { name: "Close" }).tap();
  await expect(sheet).toBeHidden();

  await page.getByRole("link", { name: "Poll", exact: true }).tap();
  const poll = new PollPage(page);
  await poll.station("Technical Lead").getByRole("button", { name: "Read and sign" }).tap();
  const dialog = poll.ceremony;
  await dialog.getByText("I approve.", { exact: true }).tap();
  await dialog.getByRole("button", { name: "Read the statement" }).tap();
  await dialog.getByLabel("Your password").fill(team.lead.password);
  await dialog.getByRole("button", { name: "Sign: GO" }).tap();
  await expect(poll.station("Technical Lead")).toContainText("Leo Lead, Technical Lead, approved");
  await expectNoSidewaysScroll(page);
});

test("no page scrolls sideways on a phone", async ({ team, run, open }) => {
  await change(team.lead, run.id, items.login, { state: "failed", reason: `No${"o".repeat(200)}` });
  const paths = ["/", "/runs", "/runs/new", "/templates", `/templates/${run.templateId}`, "/templates/new"];
  const page = await open(team.owner, `/runs/${run.id}/history`, phone);
  await expectNoSidewaysScroll(page);
  for (const path of [
    ...paths,
    ...["", "/readiness", "/poll", "/when", "/live", "/after", "/review", "/checks"].map(
      (at) => `/runs/${run.id}${at}`,
    ),
    `/wall/${run.id}`,
    `/templates/${run.templateId}/versions`,
    ...["/work", "/calendar", "/past", "/runs?closed=1"],
    ...["", "/people", "/tokens", "/workspace", "/messages", "/history"].map((at) => `/settings${at}`),
  ]) {
    await page.goto(path);
    await expect(page.getByRole("main")).toBeVisible();
    await expectNoSidewaysScroll(page);
  }
});

test("on a phone one corrects an import and edits a checklist, one side at a time", async ({ team, run, open }) => {
  const page = await open(team.lead, "/templates/new", phone);
  await page.getByLabel("Markdown", { exact: true }).fill(checklist);
  const row = page.getByRole("article", { name: /Pager reaches/ });
  await row.getByRole("button", { name: /Change what/ }).tap();
  await page.getByRole("menuitem", { name: "Note", exact: true }).tap();
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: "Source", exact: true }).tap();
  await expect(page.getByRole("option", { name: /Pager reaches/ })).toBeInViewport();
  await expect(page.getByRole("option", { name: /Pager reaches/ })).toContainText("was item");
  await expectNoSidewaysScroll(page);

  await page.goto(`/templates/${run.templateId}/edit`);
  await page.getByRole("article", { name: /Pager reaches/ }).tap({ position: { x: 150, y: 20 } });
  await page.getByRole("button", { name: "Details" }).tap();
  await page.getByRole("dialog", { name: "Details" }).getByLabel("Owner role").fill("Duty engineer");
  await page.getByRole("dialog", { name: "Details" }).getByRole("button", { name: "Close" }).tap();
  await expect(page.getByRole("article", { name: /Pager reaches/ })).toContainText("@Duty engineer");
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: "Markdown", exact: true }).tap();
  await expect(page.getByLabel("Checklist as Markdown")).toHaveValue(/@Duty engineer/);
  await expectNoSidewaysScroll(page);
});

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  // A phone zooms out to a page that is too wide, and `innerWidth` grows with it; what it is laid out in doesn't.
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await wide(), `${page.url()} is wider than the phone by`).toBeLessThanOrEqual(0);
}
