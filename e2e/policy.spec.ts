import { expect, test } from "./fixtures";
import { json } from "./json";
import { PollPage } from "./poll-page";
import { change, passAll } from "./run-api";

/** Security signs for its own part, after the Tech lead, and not as the run's lead. */
const policies = `---
gonogo: 1
---

# Ledger policies

## Security checks

- [ ] Certificates renewed {severity=critical}

<!-- /phase -->

## Build

- [ ] Image built {severity=high}

<!-- /phase -->

> **May we deploy?** {gate asks=deploy}
>
> - [ ] **Tech lead**: It is the image we tested.
> - [ ] **Security engineer**: No hole is known. {after=tech-lead covers=security-checks not=lead,ticker}
`;

test("security signs its own part, in its turn, never as the lead, and through a delegate", async ({ team, open }) => {
  const { lead, member, security } = team;
  const template = await json(lead.api.post("/api/v1/templates", { data: { markdown: policies } }));
  const roster = { "Tech lead": [member.email], "Security engineer": [security.email, lead.email] };
  const body = { templateId: template.id, name: "Policies", environment: "production", targetAt: null, roster };
  const run = await json(lead.api.post("/api/v1/runs", { data: body }));
  await passAll(member, run.id);
  const path = `/runs/${run.id}/poll`;
  const station = "Security engineer";

  const theirs = new PollPage(await open(security, path));
  await expect(theirs.station(station)).toContainText(
    "Security engineer, after Tech lead, not the run lead, not who ticked the critical items",
  );
  await expect(theirs.station(station)).toContainText("Comes after Tech lead.");
  const early = await theirs.decide(station, "GO");
  await expect(early.getByRole("alert")).toContainText("comes after Tech lead. Wait for that signature.");
  await early.getByRole("button", { name: "Cancel" }).click();

  const tech = new PollPage(await open(member, path));
  await tech.sign("Tech lead", "GO", member.password);

  const leads = new PollPage(await open(lead, path));
  await expect(leads.station(station)).toContainText("You can’t approve this: who leads this run doesn’t sign it.");
  const refused = await leads.decide(station, "GO");
  await expect(refused.getByRole("alert")).toContainText("who leads this run doesn't sign it");
  await refused.getByRole("button", { name: "Cancel" }).click();

  await theirs.sign(station, "GO", security.password);
  await expect(leads.station(station)).toContainText(/approved .*UTC/);

  await change(lead, run.id, "Image built", { state: "failed", reason: "Wrong tag" });
  await expect(leads.station("Tech lead")).toContainText("STALE");
  await expect(leads.station(station)).not.toContainText("STALE");
  await change(lead, run.id, "Certificates renewed", { state: "failed", reason: "Expired" });
  await expect(leads.station(station)).toContainText("STALE");

  await passAll(lead, run.id);
  await tech.sign("Tech lead", "GO", member.password);
  await theirs.station(station).getByRole("button", { name: "Delegate" }).click();
  const dialog = theirs.page.getByRole("dialog", { name: "Delegate Security engineer" });
  await dialog.getByRole("combobox", { name: "To" }).click();
  await theirs.page.getByRole("option", { name: new RegExp(team.owner.email) }).click();
  await dialog.getByLabel("Until").fill("2099-01-01T10:00");
  await dialog.getByLabel("Why?").fill("On leave");
  await dialog.getByRole("button", { name: "Delegate" }).click();
  await expect(dialog.getByRole("alert")).toContainText("At most 30 days");
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16);
  await dialog.getByLabel("Until").fill(tomorrow);
  await dialog.getByRole("button", { name: "Delegate" }).click();
  await dialog.waitFor({ state: "hidden" });

  const delegate = new PollPage(await open(team.owner, path));
  await delegate.station(station).getByRole("button", { name: "Accept" }).click();
  await expect(delegate.station(station)).not.toContainText("not accepted yet");
  const reading = await delegate.decide(station, "GO");
  await expect(reading).toContainText(/You sign for .*, delegated until .* UTC\./);
  await expect(reading.getByRole("figure")).toContainText("coverage: Security checks");
  await reading.getByLabel("Your password").fill(team.owner.password);
  await reading.getByRole("button", { name: "Sign: GO" }).click();
  await reading.waitFor({ state: "hidden" });
  await expect(leads.station(station)).toContainText(/Security engineer \(for .*, delegated until .* UTC\), approved/);
});
