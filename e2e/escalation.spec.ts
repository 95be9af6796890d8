import { expect, test } from "./fixtures";
import { bringForward } from "./job-time";
import { json } from "./json";
import { hasMailbox, mailTo } from "./mailbox";
import type { Team } from "./team";

const checklist = `---
gonogo: 1
---

# Ledger with people

## Deployment {stage=during}

- [ ] Switch

## Contacts

- **Primary**: primary@example.test, +1 555 010 0001 {contact tier=1}
- **Second**: second@example.test {contact tier=2}
- **War room**: https://chat.example.test/ledger {contact}
`;

test.skip(!hasMailbox, "no mail server stands beside this app");

async function startPeopleRun(team: Team): Promise<string> {
  const template = await json(team.lead.api.post("/api/v1/templates", { data: { markdown: checklist } }));
  const data = {
    templateId: template.id,
    name: `People ${Date.now().toString(36)}`,
    environment: "production",
    targetAt: null,
    roster: { contributor: [team.member.email] },
  };
  return String((await json(team.lead.api.post("/api/v1/runs", { data }))).id);
}

test("a page goes on to the next tier, is seen by everybody, and ends with one tap", async ({ team, open }) => {
  const runId = await startPeopleRun(team);
  const lead = await open(team.lead, `/runs/${runId}/live`);
  const member = await open(team.member, `/runs/${runId}`);
  const contacts = lead.getByRole("region", { name: "Contacts" });
  await expect(contacts.getByRole("link", { name: "Call Primary: +1 555 010 0001" })).toHaveAttribute(
    "href",
    "tel:+15550100001",
  );
  await expect(contacts.getByRole("link", { name: /^Open War room/ })).toBeVisible();

  await contacts.getByRole("button", { name: "Page somebody" }).click();
  const dialog = lead.getByRole("dialog");
  await expect(dialog.getByRole("list", { name: "Tiers" }).getByRole("listitem")).toHaveCount(2);
  await dialog.getByRole("textbox", { name: "What is it about?" }).fill("Payments time out");
  await dialog.getByRole("button", { name: "Page now" }).click();
  await mailTo("primary@example.test", "Payments time out");

  // The member stands elsewhere in the run and sees it, too.
  const alert = member.getByRole("complementary", { name: "Pages" });
  await expect(alert).toContainText("Tier 1 is paged. Tier 2 follows in");
  // The time of whoever was paged is over.
  await bringForward("escalation.next", runId);
  await expect(alert).toContainText("Tier 2 is paged.");
  const text = await mailTo("second@example.test", "Payments time out");

  // Whoever was paged has no account: the link opens a page, and only its button counts.
  const link = /https?:\S+\/ack\/\S+/.exec(text)?.[0] ?? "";
  const phone = await open(null, new URL(link).pathname, { viewport: { width: 390, height: 844 } });
  await expect(phone.getByText("Payments time out")).toBeVisible();
  await expect(alert).toBeVisible();
  await phone.getByRole("button", { name: "I am at it" }).click();
  await expect(phone.getByText("By Second. Nobody else is paged.")).toBeVisible();
  await expect(alert).toBeHidden();
  await expect(contacts.getByRole("list", { name: "Paged" })).toContainText("Acknowledged");
});

test("the lead names who is on call, and a member acknowledges from a phone", async ({ team, open }) => {
  const runId = await startPeopleRun(team);
  const lead = await open(team.lead, `/runs/${runId}`);
  await lead.getByRole("button", { name: "Contacts" }).click();
  const sheet = lead.getByRole("dialog", { name: "Contacts" });
  await sheet.getByRole("button", { name: "Name somebody" }).click();
  const dialog = lead.getByRole("dialog", { name: "Who is on call?" });
  await dialog.getByRole("combobox", { name: "Who" }).fill("Mona");
  await lead.getByRole("option", { name: /^Mona Member/ }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  const onCall = sheet.getByRole("region", { name: "On call now" });
  await expect(onCall).toContainText("Mona Member");

  // The lead herself for an hour, then nobody: who was relieved doesn't come back by being forgotten.
  await onCall.getByRole("button", { name: "Change" }).click();
  await dialog.getByRole("combobox", { name: "Who" }).fill("Leo");
  await lead.getByRole("option", { name: /^Leo Lead/ }).click();
  await dialog.getByLabel("How long").click();
  await lead.getByRole("option", { name: "For an hour" }).click();
  await expect(dialog).toContainText("Mona Member’s time ends for good. After that: nobody is named.");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(onCall).toContainText("Leo Lead");
  await expect(onCall).toContainText("until");
  await onCall.getByRole("button", { name: "Change" }).click();
  await dialog.getByRole("button", { name: "End Leo Lead’s time" }).click();
  await expect(onCall).toContainText("Nobody is named");
  await onCall.getByRole("button", { name: "Name somebody" }).click();
  await dialog.getByRole("combobox", { name: "Who" }).fill("Mona");
  await lead.getByRole("option", { name: /^Mona Member/ }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(onCall).toContainText("Mona Member");

  const data = { subject: "Disk is full" };
  await json(team.member.api.post(`/api/v1/runs/${runId}/escalations`, { data }));
  await mailTo(team.member.email, "Disk is full");
  const phone = await open(team.member, `/runs/${runId}`, { viewport: { width: 390, height: 844 }, hasTouch: true });
  const acknowledge = phone.getByRole("button", { name: "Acknowledge" });
  expect((await acknowledge.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await acknowledge.tap();
  await expect(acknowledge).toBeHidden();
  await expect(lead.getByRole("complementary", { name: "Pages" })).toBeHidden();
});
