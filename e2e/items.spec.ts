import { readFile } from "node:fs/promises";
import { items, tickedChecklist } from "./checklist";
import { expect, test } from "./fixtures";
import { json } from "./json";
import { RunPage } from "./run-page";
import { shown } from "./shown";

test("every state can be taken, with a reason where one is due", async ({ team, run, open }) => {
  const page = await open(team.lead, `/runs/${run.id}`);
  const screen = new RunPage(page);
  await screen.inspect(items.pager);
  await screen.act("In progress").click();
  await expect(screen.boxAs(items.pager, "in progress")).toHaveAttribute("aria-checked", "mixed");

  await screen.inspect(items.switch);
  await screen.act("Failed").click();
  const failed = page.getByRole("dialog", { name: "Mark as failed" });
  await failed.getByRole("button", { name: "Fail" }).click();
  await expect(failed.getByLabel("What failed?")).toHaveAccessibleDescription(/Say it in a few words/);
  await failed.getByLabel("What failed?").fill("Half the traffic stayed");
  await failed.getByRole("button", { name: "Fail" }).click();
  await expect(screen.boxAs(items.switch, "failed")).toBeVisible();
  await expect(screen.inspector).toContainText("Half the traffic stayed");

  await screen.act("Warned").click();
  const warned = page.getByRole("dialog", { name: "Pass with a warning" });
  await warned.getByLabel("How is the risk mitigated?").fill("Watched by hand");
  await warned.getByRole("button", { name: "Warn" }).click();
  await expect(screen.boxAs(items.switch, "warned")).toHaveAttribute("aria-checked", "true");

  await screen.act("Not applicable").click();
  const aside = page.getByRole("dialog", { name: "Set aside as not applicable" });
  await aside.getByLabel("Why doesn't it apply?").fill("One node only");
  await aside.getByRole("button", { name: "Not applicable" }).click();
  await expect(screen.boxAs(items.switch, "not applicable")).toBeVisible();

  await screen.act("Open").click();
  await expect(screen.boxAs(items.switch, "open")).toBeVisible();
  await screen.act("Passed").click();
  await expect(screen.boxAs(items.switch, "passed")).toBeVisible();
  const history = screen.inspector.getByRole("list", { name: "History" });
  await expect(history.getByRole("listitem").first()).toContainText("Leo Lead passed");
  await expect(history).toContainText("failedHalf the traffic stayed");
});

test("setting a high item aside takes a grant by somebody else, given with the password", async ({
  team,
  run,
  open,
}) => {
  const lead = new RunPage(await open(team.lead, `/runs/${run.id}`));
  await lead.inspect(items.pager);
  await lead.act("Not applicable").click();
  const ask = lead.page.getByRole("dialog", { name: "Ask to set it aside" });
  await ask.getByLabel("Why doesn't it apply?").fill("Nobody is on call that night");
  await ask.getByRole("button", { name: "Ask a signer" }).click();
  await expect(lead.inspector).toContainText("Asked for, as not applicable: Nobody is on call that night");
  await expect(lead.act("Grant")).toHaveCount(0);

  // Nobody signs at the gate that covers it: an admin decides.
  const security = new RunPage(await open(team.security, `/runs/${run.id}`));
  await security.inspect(items.pager);
  await expect(security.inspector).toContainText("Asked for, as not applicable");
  await expect(security.act("Grant")).toHaveCount(0);
  const owner = new RunPage(await open(team.owner, `/runs/${run.id}`));
  await owner.inspect(items.pager);
  await owner.act("Grant").click();
  const grant = owner.page.getByRole("dialog", { name: "Grant this waiver?" });
  await grant.getByLabel("Your password").fill("not it");
  await grant.getByRole("button", { name: "Grant waiver" }).click();
  await expect(grant.getByLabel("Your password")).toHaveAttribute("aria-invalid", "true");
  await grant.getByLabel("Your password").fill(team.owner.password);
  await grant.getByRole("button", { name: "Grant waiver" }).click();
  await expect(owner.inspector).toContainText("Granted, as not applicable");
  await expect(lead.inspector).toContainText("Olga Owner granted it");
});

test("an item is given to somebody, taken, blocked and freed", async ({ team, run, open }) => {
  const lead = new RunPage(await open(team.lead, `/runs/${run.id}`));
  await lead.inspect(items.rows);
  await lead.inspector.getByLabel("Assignee").fill("Mona");
  await lead.page.getByRole("option", { name: /Mona Member/ }).click();
  await expect(lead.inspector.getByLabel("Assignee")).toHaveValue("Mona Member");

  const member = new RunPage(await open(team.member, `/runs/${run.id}`));
  await member.inspect(items.rows);
  await expect(member.act("Give it back")).toBeVisible();
  await member.inspect(items.login);
  await member.act("Take it").click();
  await expect(member.act("Give it back")).toBeVisible();

  await member.act("Report blocked").click();
  const dialog = member.page.getByRole("dialog", { name: "Report blocked" });
  await dialog.getByLabel("What is in the way?").fill("Waits for the firewall");
  await dialog.getByLabel("Link optional").fill("javascript:alert(1)");
  await dialog.getByRole("button", { name: "Report blocked" }).click();
  await expect(dialog).toContainText("Give an http or https address.");
  await dialog.getByLabel("Link optional").fill("https://tickets.example.test/NET-7");
  await dialog.getByRole("button", { name: "Report blocked" }).click();
  await expect(lead.boxAs(items.login, "open, blocked")).toBeVisible();
  await lead.inspect(items.login);
  await expect(lead.inspector).toContainText("Blocked: Waits for the firewall");
  const ticket = lead.inspector.getByRole("link", { name: "https://tickets.example.test/NET-7" });
  await expect(ticket).toHaveAttribute("href", "https://tickets.example.test/NET-7");
  await expect(ticket).toHaveAttribute("rel", "noreferrer noopener");
  await member.act("No longer blocked").click();
  await expect(lead.boxAs(items.login, "open")).toBeVisible();

  await lead.page.getByRole("button", { name: "Mine", exact: true }).click();
  await expect(shown(lead.page, "No item matches")).toBeVisible();
  await lead.page.getByRole("button", { name: "Show everything" }).first().click();
  await expect(lead.box(items.dump)).toBeVisible();
});

test("a file, a link and a note are attached, and a comment is written", async ({ team, run, open }) => {
  const page = await open(team.member, `/runs/${run.id}`);
  const screen = new RunPage(page);
  await screen.inspect(items.dump);
  await page.getByLabel("Files to attach").setInputFiles({
    name: "dump.log",
    mimeType: "text/plain",
    buffer: Buffer.from("42 tables restored\n"),
  });
  const file = screen.inspector.getByRole("link", { name: "dump.log" });
  await expect(file).toBeVisible();
  const saved = page.waitForEvent("download");
  await file.click();
  expect(await readFile(await (await saved).path(), "utf8")).toBe("42 tables restored\n");

  const text = screen.inspector.getByLabel("Link, note or command output");
  await text.fill("https://ci.example.test/job/7");
  await screen.inspector.getByLabel("Title").fill("The pipeline");
  await screen.act("Add link").click();
  await expect(screen.inspector.getByRole("link", { name: /^The pipeline/ })).toHaveAttribute(
    "href",
    "https://ci.example.test/job/7",
  );
  await text.fill("Checked by two people");
  await screen.act("Add note").click();
  await expect(screen.inspector.getByText("Checked by two people")).toBeVisible();

  await screen.inspector.getByLabel("Comment", { exact: true }).fill("Took **nine** minutes");
  await screen.act("Comment").click();
  const comments = screen.inspector.getByRole("list", { name: "Comments" });
  await expect(comments.getByRole("strong")).toHaveText("nine");
  await expect(comments).toContainText("Mona Member");
  await expect(page.getByText("3 pieces of evidence")).toBeAttached();

  await page.getByRole("link", { name: "History" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "attached evidence" })).toHaveCount(3);
  await expect(page.getByRole("listitem").filter({ hasText: "commented" })).toHaveCount(1);
});

test("a password in pasted output or in a file is masked before it is stored, or left out", async ({
  team,
  run,
  open,
}) => {
  const page = await open(team.member, `/runs/${run.id}`);
  const screen = new RunPage(page);
  await screen.inspect(items.dump);
  const text = screen.inspector.getByLabel("Link, note or command output");
  await text.fill("connected\nDB_PASSWORD='Harbour 99 wall'\ndone");
  await screen.act("Add output").click();
  const question = screen.inspector.getByRole("status").filter({ hasText: "may hold a password or key" });
  await expect(question).toContainText("Line 2: password (15 characters)");
  await question.getByRole("button", { name: "Mask and add" }).click();
  await expect(screen.inspector.getByLabel("Text of the evidence")).toHaveText(/DB_PASSWORD='••••••••'/);

  const file = { name: "env.txt", mimeType: "text/plain", buffer: Buffer.from("API_TOKEN=9f86d081884c7d659a2feaa0\n") };
  await screen.inspector.getByLabel("Files to attach").setInputFiles(file);
  await expect(question).toContainText("env.txt may hold a password or key");
  await question.getByRole("button", { name: "Don’t add" }).click();
  await expect(question).toBeHidden();
  await screen.inspector.getByLabel("Files to attach").setInputFiles(file);
  await question.getByRole("button", { name: "Mask and add" }).click();
  const saved = page.waitForEvent("download");
  await screen.inspector.getByRole("link", { name: "env.txt" }).click();
  expect(await readFile(await (await saved).path(), "utf8")).toBe("API_TOKEN=••••••••\n");
});

test("a parent's tick passes what is below it, and one undo takes it back", async ({ team, run, open }) => {
  const page = await open(team.member, `/runs/${run.id}`);
  const screen = new RunPage(page);
  await screen.listens();
  await screen.box(items.restore).click();
  await expect(screen.boxAs(items.rows, "passed")).toBeVisible();
  await expect(screen.boxAs(items.login, "passed")).toBeVisible();
  await expect(screen.boxAs(items.restore, "passed, 2 of 2 done")).toBeVisible();
  await page.keyboard.press("u");
  await expect(screen.notices).toContainText("Undid 2 items");
  await expect(screen.boxAs(items.restore, "open, 0 of 2 done")).toBeVisible();
  await page.reload();
  await expect(screen.boxAs(items.rows, "open")).toBeVisible();
});

test("boxes ticked in the source count once somebody confirms them by name", async ({ team, open }) => {
  const { api } = team.lead;
  const template = await json(api.post("/api/v1/templates", { data: { markdown: tickedChecklist } }));
  const data = { templateId: template.id, name: "Mirror switch", environment: "production", targetAt: null };
  const run = await json(api.post("/api/v1/runs", { data }));
  const page = await open(team.lead, `/runs/${run.id}`);
  const screen = new RunPage(page);
  await expect(screen.boxAs("Second region answers", "open")).toBeVisible();
  await page.getByRole("button", { name: "Confirm all as Leo Lead" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Confirm 2 items?" });
  await dialog.getByRole("button", { name: "Confirm all" }).click();
  await expect(screen.boxAs("Second region answers", "passed")).toBeVisible();
  await expect(screen.boxAs("Certificates renewed", "passed")).toBeVisible();
  await expect(page.getByRole("button", { name: "Confirm all as Leo Lead" })).toBeHidden();
});

test("a command is copied whole", async ({ team, run, open }) => {
  const permissions = ["clipboard-read", "clipboard-write"];
  const page = await open(team.member, `/runs/${run.id}`, { permissions });
  await page.getByRole("button", { name: /^Copy/ }).first().click();
  await expect(page.getByRole("button", { name: /^Copy/ }).first()).toHaveText("Copied");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("pg_restore --list ledger.dump");
});
