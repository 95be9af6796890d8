import { expect, test } from "./fixtures";
import { json } from "./json";
import { hasMailbox, mailTo } from "./mailbox";

const checklist = `---
gonogo: 1
---

# Ledger by phone

## Deployment {stage=during}

- [ ] Switch

## Contacts

- **Primary**: +1 555 010 0001 {contact tier=1}
- **Second**: +1 555 010 0002 {contact tier=2}
`;

test.skip(!hasMailbox, "no mail server stands beside this app");

test("whom no message reaches is not paged: everybody sees at once whom to call, and the lead is told", async ({
  team,
  open,
}) => {
  const template = await json(team.lead.api.post("/api/v1/templates", { data: { markdown: checklist } }));
  const data = {
    templateId: template.id,
    name: `By phone ${Date.now().toString(36)}`,
    environment: "production",
    targetAt: null,
    roster: { contributor: [team.member.email] },
  };
  const runId = String((await json(team.lead.api.post("/api/v1/runs", { data }))).id);
  const lead = await open(team.lead, `/runs/${runId}/live`);
  const member = await open(team.member, `/runs/${runId}/live`, { viewport: { width: 390, height: 844 } });
  await member.getByRole("region", { name: "Contacts" }).getByRole("button", { name: "Page somebody" }).click();
  const dialog = member.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "What is it about?" }).fill("Checkout is down");
  await dialog.getByRole("button", { name: "Page now" }).click();
  await expect(member.getByRole("region", { name: "Notifications" })).toContainText("No message reaches anybody");

  for (const page of [lead, member]) {
    const alert = page.getByRole("complementary", { name: "Pages" });
    await expect(alert).toContainText("Nobody could be paged: no message reaches any contact");
    const calls = alert.getByRole("list", { name: "Call now" });
    await expect(calls.getByRole("listitem")).toHaveCount(2);
    await expect(calls.getByRole("link", { name: "Call Second: +1 555 010 0002" })).toBeVisible();
  }
  expect(await mailTo(team.lead.email, "Checkout is down")).toContain("Nobody could be paged: Checkout is down");
  const contacts = lead.getByRole("region", { name: "Contacts" });
  await expect(contacts.getByRole("list", { name: "Paged" })).toContainText("Nobody paged");
  await lead.getByRole("button", { name: "Acknowledge" }).click();
  await expect(member.getByRole("complementary", { name: "Pages" })).toBeHidden();
});
