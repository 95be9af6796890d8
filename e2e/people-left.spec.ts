import { items } from "./checklist";
import { expect, test } from "./fixtures";
import { json } from "./json";
import { PollPage } from "./poll-page";
import { change, passAll } from "./run-api";
import { RunPage } from "./run-page";
import { join, type Team } from "./team";

async function newcomer(baseURL: string | undefined, team: Team, first: string) {
  const name = `${first} ${Date.now().toString(36)}`;
  const email = `${name.replace(" ", ".").toLowerCase()}@example.test`;
  const person = await join(baseURL ?? "", team.owner, { name, email, roles: ["member"] });
  const { person: me } = await json<{ person: { id: string } }>(person.api.get("/api/v1/session"));
  return { ...person, id: me.id };
}

test("what somebody held who left is nobody's at once, by their name, and theirs again once they are back", async ({
  team,
  run,
  open,
  baseURL,
}) => {
  const nora = await newcomer(baseURL, team, "Nora");
  const disable = (disabled: boolean) =>
    json(team.owner.api.patch(`/api/v1/people/${nora.id}`, { data: { disabled } }));
  await json(team.lead.api.patch(`/api/v1/runs/${run.id}`, { data: { roster: { "Security Lead": [nora.email] } } }));
  await change(team.lead, run.id, items.dump, { assignee: nora.email });
  const page = await open(team.lead, `/runs/${run.id}/readiness`);
  const blockers = page.getByRole("list", { name: "By person" });
  await expect(blockers).toContainText(nora.name);
  await expect(blockers).not.toContainText("Nobody: ");
  await disable(true);
  const first = blockers.getByRole("listitem").filter({ hasText: `Nobody: ${nora.name} left` });
  await expect(first).toContainText(items.dump);
  await expect(first.getByRole("button", { name: "Nudge" })).toHaveCount(0);

  const poll = new PollPage(await open(team.lead, `/runs/${run.id}/poll`));
  await expect(poll.station("Security")).toContainText(`Nobody gives this as Security Lead: ${nora.name} left.`);
  await expect(poll.station("Security").getByRole("button", { name: /Nudge|Ask again/ })).toHaveCount(0);
  const work = await open(team.lead, "/work");
  const line = work.getByRole("listitem").filter({ hasText: run.name }).filter({ hasText: "Hand over" });
  await expect(line).toContainText(`${nora.name} had it, and left`);
  await line.getByRole("link", { name: /^Hand over/ }).click();
  await expect(work).toHaveURL(/\/readiness$/);

  const screen = new RunPage(await open(team.lead, `/runs/${run.id}`));
  await screen.inspect(items.dump);
  await expect(screen.page.getByText(`${nora.name} left`, { exact: true })).toBeVisible();
  await screen.page.getByRole("button", { name: "Edit run and roster" }).click();
  const dialog = screen.page.getByRole("dialog", { name: "Edit run" });
  await expect(dialog.getByText(`Signs. ${nora.name} left.`)).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();

  await disable(false);
  await expect(blockers).not.toContainText("Nobody: ");
  await expect(blockers).toContainText(nora.name);
  await expect(poll.station("Security")).toContainText(`Waits for ${nora.name}`);
  await nora.api.dispose();
});

test("a run whose lead left says so, and an admin names another", async ({ team, open, run, baseURL }) => {
  const nora = await newcomer(baseURL, team, "Lena");
  await json(team.lead.api.patch(`/api/v1/runs/${run.id}`, { data: { lead: nora.email } }));
  await json(team.owner.api.patch(`/api/v1/people/${nora.id}`, { data: { disabled: true } }));
  const page = await open(team.owner, `/runs/${run.id}`);
  await expect(page.getByText(`Nobody: ${nora.name} left`, { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Edit run and roster" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit run" });
  await expect(dialog.getByText(`${nora.name} left: name who leads it now.`)).toBeVisible();
  await dialog.getByRole("combobox", { name: "Lead", exact: true }).fill("Leo");
  await page.getByRole("option", { name: /Leo Lead/ }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("definition").filter({ hasText: /^Leo Lead$/ })).toBeVisible();
  await nora.api.dispose();
});

const oneGate = `---
gonogo: 1
---

# Vault

## Before {stage=before}

- [ ] Every lock is changed {severity=critical #locks}

> **May we open it?** {gate asks=deploy #open}
>
> - [ ] **Security Lead**: The vault is safe.
`;

test("a delegate finds in their work what to accept, then what to sign, and the station is theirs", async ({
  team,
  open,
  baseURL,
}) => {
  const dee = await newcomer(baseURL, team, "Dee");
  const template = await json(team.lead.api.post("/api/v1/templates", { data: { markdown: oneGate } }));
  const roster = { "Security Lead": [team.security.email], contributor: [team.member.email] };
  const about = { templateId: template.id, name: `Vault of ${dee.name}`, environment: "production", roster };
  const run = await json(team.lead.api.post("/api/v1/runs", { data: about }));
  await passAll(team.member, run.id);
  const data = {
    role: "Security Lead",
    to: dee.email,
    reason: "On leave until Monday.",
    until: new Date(Date.now() + 86_400_000).toISOString(),
  };
  await json(team.security.api.post(`/api/v1/runs/${run.id}/delegations`, { data }));
  const page = await open(dee, "/work");
  await page.getByRole("link", { name: "Accept to sign as Security Lead for Sena Security" }).click();
  const poll = new PollPage(page);
  await poll.station("Security").getByRole("button", { name: "Accept" }).click();
  await expect(poll.station("Security")).toContainText(/your turn/i);
  await page.goto("/work");
  await expect(page.getByRole("link", { name: /^Accept/ })).toHaveCount(0);
  await page.getByRole("link", { name: /^Sign Security/ }).click();
  await poll.sign("Security", "GO", dee.password);
  await expect(poll.station("Security")).toContainText("GO");
  await dee.api.dispose();
});
