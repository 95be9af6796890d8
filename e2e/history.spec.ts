import { readFile } from "node:fs/promises";
import { items } from "./checklist";
import { expect, test } from "./fixtures";
import { json } from "./json";
import { change, itemPath } from "./run-api";
import { RunPage } from "./run-page";

test("the history grows while it is read, is narrowed, and leaves as a dossier", async ({ team, run, open }) => {
  await change(team.member, run.id, items.dump, { state: "failed", reason: "The disk is full" });
  const page = await open(team.lead, `/runs/${run.id}/history`);
  const latest = page.getByRole("main").getByRole("listitem").filter({ hasText: "entry" });
  await expect(latest.first()).toContainText(`Mona Member failed: ${items.dump}`);
  await expect(latest.first()).toContainText("The disk is full");
  await change(team.lead, run.id, items.login, { state: "passed" });
  await expect(latest.first()).toContainText(`Leo Lead passed: ${items.login}`);

  await page.getByLabel("Person").fill("Mona");
  await page.getByRole("option", { name: "Mona Member" }).click();
  await expect(latest).toHaveCount(1);
  await page.getByRole("link", { name: items.dump }).click();
  await expect(new RunPage(page).inspector).toContainText("The disk is full");

  await page.getByRole("link", { name: "History", exact: true }).click();
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download" }).click();
  await page.getByRole("menuitem", { name: /Dossier, JSON/ }).click();
  const dossier = JSON.parse(await readFile(await (await saved).path(), "utf8"));
  expect(JSON.stringify(dossier)).toContain("The disk is full");
});

test("a long history begins with what happened last and goes back to the start", async ({ team, open }) => {
  const { api } = team.lead;
  const steps = Array.from({ length: 230 }, (_, at) => `  - [ ] Step ${at + 1}`).join("\n");
  const markdown = `# Long\n\n## Before\n\n- [ ] Everything\n${steps}\n`;
  const template = await json(api.post("/api/v1/templates", { data: { markdown } }));
  const data = { templateId: template.id, name: "A long history", environment: "staging", targetAt: null };
  const run = await json(api.post("/api/v1/runs", { data }));
  await change(team.lead, run.id, "Everything", { state: "passed" });
  await json(api.post(itemPath(run.id, "step-7", "/comments"), { data: { body: "The very last word" } }));

  const page = await open(team.lead, `/runs/${run.id}/history`);
  const entries = page.getByRole("main").getByRole("listitem").filter({ hasText: "entry" });
  await expect(entries.first()).toContainText("The very last word");
  await expect(entries).toHaveCount(200);
  await page.getByRole("button", { name: "Read older ones" }).click();
  await expect(entries.last()).toContainText("started the run");
  await expect(page.getByRole("button", { name: "Read older ones" })).toBeHidden();
});
