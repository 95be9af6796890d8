import type { JourneyClock } from "./clock";
import { expect, test } from "./fixtures";
import { json } from "./json";
import { change } from "./run-api";
import { shown } from "./shown";
import type { Team } from "./team";

const checklist = `---
gonogo: 1
---

# Tide gauge 7

## Before {stage=before}

- [ ] Copy the archive {estimate=10m severity=critical}
- [ ] Tell the harbour {severity=low}

> **May we switch?** {gate asks=deploy #switch}

## Switch {stage=during}

- [ ] A quarter of the buoys {hold=5m traffic=25}

## Way back {stage=contingency}

- Error rate above 5 % {trigger #errors}
`;

/** Two runs of one checklist that are over: the archive takes 42 minutes, the harbour is never told. */
async function twoRuns(everybody: Team, clock: JourneyClock): Promise<{ templateId: string; runId: string }> {
  const { lead, member } = clock.of({ ...everybody });
  const template = await json(lead.api.post("/api/v1/templates", { data: { markdown: checklist } }));
  let runId = "";
  for (const name of ["First gauge", "Second gauge"]) {
    const data = {
      templateId: template.id,
      name: `${name} ${Date.now().toString(36)}`,
      environment: "production",
      targetAt: new Date(clock.now().getTime() + 90 * 60_000).toISOString(),
      roundTheClock: true,
      roster: { contributor: [member.email] },
    };
    runId = (await json(lead.api.post("/api/v1/runs", { data }))).id;
    const at = `/api/v1/runs/${runId}`;
    await change(member, runId, "Copy the archive", { state: "in_progress" });
    await clock.forward(42);
    await change(member, runId, "Copy the archive", { state: "passed" });
    await change(lead, runId, "Tell the harbour", { state: "not_applicable", reason: "Nobody sails in winter" });
    await json(lead.api.post(`${at}/gates/switch/go`, { data: {} }));
    await change(member, runId, "A quarter of the buoys", { state: "in_progress" });
    await clock.forward(7);
    await json(member.api.post(`${at}/triggers/errors/fire`, { data: { measured: "6 %" } }));
    await json(lead.api.post(`${at}/triggers/errors/clear`, { data: { reason: "A sensor was wet" } }));
    await change(member, runId, "A quarter of the buoys", { state: "passed" });
    await json(lead.api.post(`${at}/close`, { data: { reason: "The rest follows in spring" } }));
  }
  return { templateId: template.id, runId };
}

test("a run that is over is looked back at, and what it taught becomes the next version of its template", async ({
  team,
  clock,
  open,
}) => {
  test.setTimeout(120_000);
  const { templateId, runId } = await twoRuns(team, clock);
  const page = await open(team.lead, `/runs/${runId}/review`, { extraHTTPHeaders: clock.headers });

  // The chronicle: planned against actual, what broke, what was decided, where the traffic went.
  const chronicle = page.getByRole("region", { name: "Chronicle" }).getByRole("listitem");
  const line = (text: string) => chronicle.filter({ hasText: text });
  await expect(line("took 7 min, planned 5 min")).toContainText("A quarter of the buoys");
  await expect(line("traffic at 25 %")).toContainText("Hold");
  await expect(line("6 %").filter({ hasText: "Incident" })).toContainText("Error rate above 5 %");
  await expect(line("recorded GO")).toContainText("May we switch?");
  await page.getByRole("region", { name: "Chronicle" }).getByRole("combobox", { name: "Kind" }).click();
  await page.getByRole("option", { name: /^Incidents/ }).click();
  await expect(line("Incident").first()).toBeVisible();
  await expect(line("recorded GO")).toHaveCount(0);

  // Notes are written, said anew and taken back.
  const notes = page.getByRole("region", { name: "Review notes" });
  const form = notes.getByRole("form", { name: "New note" });
  await form.getByLabel("What happened").fill("The crew was calm");
  await form.getByRole("button", { name: "Add" }).click();
  await notes.getByRole("button", { name: "Change: The crew was calm" }).click();
  const change = notes.getByRole("form", { name: "Change the note" });
  await change.getByLabel("What happened").fill("The crew was very calm");
  await change.getByRole("button", { name: "Save" }).click();
  await expect(notes.getByText("The crew was very calm")).toBeVisible();
  await expect(notes.getByText(/, changed/)).toBeVisible();
  await notes.getByRole("button", { name: "Withdraw: The crew was very calm" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Withdraw" }).click();
  await expect(notes.getByText("The crew was very calm")).toBeHidden();
  await form.getByRole("combobox", { name: "Kind" }).click();
  await page.getByRole("option", { name: "Action items" }).click();
  await form.getByLabel("What is to be done").fill("Dry the sensors");
  await form.getByRole("combobox", { name: "Owner" }).fill("Mona");
  await page.getByRole("option", { name: /Mona Member/ }).click();
  await form.getByRole("checkbox", { name: /Belongs in the template/ }).click();
  await form.getByRole("button", { name: "Add" }).click();
  await expect(notes.getByText("belongs in the template")).toBeVisible();

  // What was learned is proposed, chosen and read as a difference.
  await page.getByRole("link", { name: "Look at the proposals" }).click();
  const proposals = page.getByRole("region", { name: "Proposals" });
  const changed = page.getByRole("region", { name: "What would change" });
  await expect(proposals.getByText("2 of 3 chosen")).toBeVisible();
  await expect(proposals.getByRole("checkbox", { name: /Make “Tell the harbour” optional/ })).not.toBeChecked();
  await proposals.getByRole("checkbox", { name: /Make “Tell the harbour” optional/ }).click();
  await expect(changed).toContainText("1 added");
  await expect(changed).toContainText("2 changed");
  await expect(changed.getByRole("listitem").filter({ hasText: "Copy the archive" })).toContainText("1045");
  await proposals.getByRole("button", { name: "Save as draft" }).click();

  // It is a draft like any other, and published like any other.
  await page.waitForURL(/\/templates\/.*\/edit$/);
  await page.getByRole("button", { name: "Publish…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).click();
  await expect(shown(page, "version 2", { exact: true })).toBeVisible();
  await expect(page.getByText("Dry the sensors")).toBeVisible();
  const { document } = await json<{ document: { phases: { content: object[] }[] } }>(
    team.lead.api.get(`/api/v1/templates/${templateId}`),
  );
  expect(document.phases[0]?.content.slice(0, 3)).toMatchObject([
    { estimate: 45 },
    { optional: true },
    { title: "Dry the sensors" },
  ]);

  await page.goto(`/runs/${runId}/review/improve`);
  await expect(page.getByRole("heading", { name: "Nothing to propose" })).toBeVisible();
});
