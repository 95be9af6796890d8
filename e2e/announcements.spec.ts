import { expect, test } from "./fixtures";
import { json } from "./json";
import { hasMailbox, hookUrl, mailTo, postSaying } from "./mailbox";
import { signIn, type Team } from "./team";

const checklist = `---
gonogo: 1
---

# Ledger with words

## Before {stage=before}

- [ ] Nightly dump copied {severity=critical}

**Planned work** {announcement moment=T-24h audience="@contributor, press@example.test" channel=mail #planned}
\`\`\`text
{{run}} goes out, led by {{lead}}. It is {{verdict}}.
Questions: {{room}}
\`\`\`

## Deployment {stage=during}

- [ ] Five per cent {hold=5m traffic=5 #five}

**Checkpoint** {announcement moment="each traffic step" #step}
\`\`\`text
{{run}} has {{traffic}} of the traffic.
\`\`\`
`;

test.skip(!hasMailbox, "no mail server stands beside this app");

async function startWordsRun(team: Team, name: string): Promise<string> {
  const template = await json(team.lead.api.post("/api/v1/templates", { data: { markdown: checklist } }));
  const run = await json(
    team.lead.api.post("/api/v1/runs", {
      data: {
        templateId: template.id,
        name,
        environment: "production",
        targetAt: new Date(Date.now() + 20 * 3_600_000).toISOString(),
        roster: { contributor: [team.member.email] },
      },
    }),
  );
  return String(run.id);
}

test("an announcement stands ready, is filled in by the lead, and arrives", async ({ team, open }) => {
  const name = `Words ${Date.now().toString(36)}`;
  const runId = await startWordsRun(team, name);
  const page = await open(team.lead, `/runs/${runId}/live`);
  const card = page.getByRole("region", { name: "Announcements" });
  const planned = card
    .getByRole("list", { name: "To announce now" })
    .getByRole("listitem")
    .filter({ hasText: "Planned work" });
  await expect(planned).toContainText("Still to fill in: {{room}}");
  await expect(card.getByText("1 later")).toBeVisible();
  await planned.getByRole("button", { name: "Look and send" }).click();

  const dialog = page.getByRole("dialog");
  const text = dialog.getByRole("textbox", { name: "Text" });
  await expect(text).toHaveValue(new RegExp(`^${name} goes out, led by Leo Lead. It is NO-GO.`));
  await expect(dialog.getByRole("checkbox", { name: /^Mona Member/ })).toBeChecked();
  await expect(dialog.getByRole("textbox", { name: "Other addresses" })).toHaveValue("press@example.test");
  await expect(dialog.getByRole("button", { name: "Send", exact: true })).toBeDisabled();
  await text.fill(`${name} goes out tomorrow. Questions: #ledger`);
  await dialog.getByRole("button", { name: "Send", exact: true }).click();
  await expect(dialog).toBeHidden();

  for (const to of [team.member.email, "press@example.test"]) await mailTo(to, `${name} goes out tomorrow`);
  const told = card.getByRole("list", { name: "Announced" }).getByRole("button", { name: /^Planned work/ });
  await expect(told).toContainText("2 sent");
  await told.click();
  await expect(page.getByRole("dialog").getByRole("list", { name: "Messages" }).getByRole("listitem")).toHaveCount(2);

  // Somebody else sees the same, and the history says it.
  const other = await open(team.member, `/runs/${runId}/history`);
  await expect(other.getByRole("main").getByText("Leo Lead announced")).toBeVisible();
});

test("a run without one for the case takes words of its own, to a webhook", async ({ team, open }) => {
  const runId = await startWordsRun(team, "Own words");
  await json(team.owner.api.patch("/api/v1/messaging", { data: { webhookUrl: hookUrl } }));
  const page = await open(team.lead, `/runs/${runId}/live`);
  await page.getByRole("button", { name: "Write one" }).click();
  const dialog = page.getByRole("dialog");
  const said = `The window moved ${Date.now().toString(36)}`;
  await dialog.getByRole("textbox", { name: "Subject" }).fill("Another time");
  await dialog.getByRole("textbox", { name: "Text" }).fill(said);
  await dialog.getByRole("checkbox", { name: /^Mail/ }).uncheck();
  await dialog.getByRole("checkbox", { name: /^Webhook/ }).check();
  // Half written, closed and reloaded: the words and the ways are there again, in this tab only.
  await page.keyboard.press("Escape");
  await page.reload();
  await page.getByRole("button", { name: "Write one" }).click();
  await expect(dialog.getByText("What you wrote is still here")).toBeVisible();
  await expect(dialog.getByRole("textbox", { name: "Text" })).toHaveValue(said);
  await expect(dialog.getByRole("checkbox", { name: /^Mail/ })).not.toBeChecked();
  await expect(dialog.getByRole("checkbox", { name: /^Webhook/ })).toBeChecked();
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain(said);
  await dialog.getByRole("button", { name: "Send", exact: true }).click();
  expect(await postSaying(said)).toMatchObject({ kind: "announcement", subject: "Another time", run: { id: runId } });
  await page.getByRole("button", { name: "Write one" }).click();
  await expect(dialog.getByRole("textbox", { name: "Text" })).toHaveValue("");
  await json(team.owner.api.patch("/api/v1/messaging", { data: { webhookUrl: null } }));
});

test("an admin sets chat up, sends a test and sees what left", async ({ team, open }) => {
  const page = await open(team.owner, "/settings/messages");
  const address = page.getByRole("textbox", { name: "Address of the incoming webhook" });
  await address.fill("http://10.0.0.1/hook");
  const save = page.getByRole("button", { name: "Save" }).first();
  await save.click();
  await expect(page.getByText("The address begins with https://")).toBeVisible();
  await address.fill(hookUrl);
  await save.click();
  await expect(page.getByText(/^Set up, at 127\.0\.0\.1/)).toBeVisible();
  await page.getByRole("button", { name: "Send a test" }).nth(1).click();
  const line = page.getByRole("list", { name: "Messages" }).getByRole("listitem").filter({ hasText: "Chat, Test" });
  await expect(line.first()).toContainText("Sent");
  await page.getByRole("button", { name: "Take away" }).click();
  await expect(page.getByText("Not set up.").first()).toBeVisible();
});

test("whoever forgot their password gets a link by mail", async ({ team, open, baseURL }) => {
  const page = await open(null, "/sign-in");
  await page.getByRole("link", { name: "Get a link by mail" }).click();
  await expect(page.getByRole("heading", { name: "Forgotten your password?" })).toBeVisible();
  await page.getByRole("textbox", { name: "Email" }).fill(team.security.email);
  await page.getByRole("button", { name: "Send me a link" }).click();
  await expect(page.getByRole("status")).toContainText("a link is on its way");
  const link = /https?:\S+\/reset\/\S+/.exec(await mailTo(team.security.email, "/reset/"))?.[0] ?? "";
  await page.goto(new URL(link).pathname);
  await page.getByLabel("New password").fill(team.security.password);
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByText("Your password is changed")).toBeVisible();
  // Every session of theirs has ended: the journeys that follow need a new one.
  team.security.api = (await signIn(baseURL ?? "", team.security.name, team.security.email)).api;
});
