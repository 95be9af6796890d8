import { decisions } from "./checklist";
import { expect, test } from "./fixtures";
import { json } from "./json";
import { PollPage } from "./poll-page";
import { change, passAll } from "./run-api";
import { RunPage } from "./run-page";
import { shown } from "./shown";

test("a choice is recorded, a trigger fired and cleared, and the run closed", async ({ team, open }) => {
  const { api } = team.lead;
  const template = await json(api.post("/api/v1/templates", { data: { markdown: decisions } }));
  const roster = { "Move lead": [team.lead.email], contributor: [team.member.email] };
  const data = { templateId: template.id, name: "Region move", environment: "production", targetAt: null, roster };
  const run = await json(api.post("/api/v1/runs", { data }));
  const page = await open(team.lead, `/runs/${run.id}`);
  const lead = new RunPage(page);
  const member = new RunPage(await open(team.member, `/runs/${run.id}`));
  await expect(lead.answers).toContainText("1 choice");

  await page.getByRole("listitem").filter({ hasText: "Kustomize" }).getByRole("button", { name: /Take/ }).click();
  const choosing = page.getByRole("dialog", { name: "Take “Kustomize”?" });
  await choosing.getByLabel("Why this one?").fill("The charts are not ready");
  await choosing.getByRole("button", { name: "Record the choice" }).click();
  await expect(shown(member.page, "Leo Lead decided: The charts are not ready")).toBeVisible();
  await expect(shown(member.page, "Not taken: Kustomize was")).toBeVisible();
  await page.getByRole("listitem").filter({ hasText: "Helm" }).getByRole("button", { name: /Take/ }).click();
  const again = page.getByRole("dialog", { name: "Take “Helm”?" });
  await again.getByLabel("Why this one?").fill("They are now");
  await again.getByRole("button", { name: "Record the choice" }).click();
  await expect(again).toBeHidden();
  await change(team.member, run.id, "Charts packaged", { state: "passed" });

  await page.getByRole("link", { name: "Poll", exact: true }).click();
  const poll = new PollPage(page);
  await poll.sign("Move lead", "GO", team.lead.password);
  await expect(poll.gate("May we move?")).toContainText("1 of 1 sign-off given");

  await member.page.getByRole("button", { name: /^Fire: Error rate above 5/ }).click();
  await expect(poll.gate("May we move?")).toContainText("1 trigger fired");
  // A monitor sees it end, which clears nothing; then it comes again, and nothing reads as if it had ended.
  const minted = { name: "monitor", kind: "machine", scopes: ["triggers"], password: team.owner.password };
  const { secret } = await json(team.owner.api.post("/api/v1/tokens", { data: minted }));
  const headers = { authorization: `Bearer ${secret}` };
  const monitor = (status: "firing" | "resolved", summary: string) => {
    const labels = { alertname: "Error rate above 5 %" };
    return json(
      api.post(`/api/v1/runs/${run.id}/alerts`, {
        headers,
        data: { version: "4", alerts: [{ status, labels, annotations: { summary } }] },
      }),
    );
  };
  const fired = member.page.getByRole("complementary", { name: "Fired triggers" });
  await monitor("resolved", "1 %");
  await expect(fired).toContainText("The monitor saw it end");
  await monitor("firing", "7 %");
  await expect(fired).toContainText(/, again .*Measured or seen: .*7 %/);
  await expect(fired).not.toContainText("saw it end");
  await expect(fired).toContainText("Roll back");
  await page.getByRole("link", { name: "Checklist" }).click();
  await page.getByRole("button", { name: "Clear", exact: true }).first().click();
  const clearing = page.getByRole("dialog", { name: "Clear this trigger?" });
  await clearing.getByLabel("Why is it over?").fill("A bad probe");
  await clearing.getByRole("button", { name: "Clear trigger" }).click();
  await expect(member.answers).not.toContainText("NO-GO");

  await page.getByRole("button", { name: "Edit run and roster" }).click();
  await page.getByRole("button", { name: "Close run" }).click();
  const closing = page.getByRole("dialog", { name: "Close this run?" });
  await closing.getByLabel(/Why is it over/).fill("Moved");
  await closing.getByRole("button", { name: "Close run" }).click();
  await expect(shown(page, "Closed", { exact: true })).toBeVisible();
  await expect(page.getByRole("region", { name: "Go or no-go" })).toContainText("CLOSED EARLY");
  await expect(shown(member.page, "Closed", { exact: true })).toBeVisible();
  await expect(member.box("Charts packaged")).toBeDisabled();
  await page.goto("/runs?closed=1");
  await expect(page.getByRole("row", { name: "Region move" }).first()).toBeVisible();
});

test("before GO a step says what it waits for, and offers no start", async ({ team, run, open }) => {
  const page = await open(team.lead, `/runs/${run.id}/live`);
  const step = page.getByRole("main").getByText("May we deploy? has no GO yet.");
  await expect(step).toBeVisible();
  await expect(page.getByRole("button", { name: "Start", exact: true })).toHaveCount(0);
  await passAll(team.member, run.id);
  await json(team.lead.api.post(`/api/v1/runs/${run.id}/gates/may-we-deploy/go`, { data: {} }));
  await expect(step).toBeHidden();
});
