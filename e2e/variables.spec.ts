import { readFile } from "node:fs/promises";
import { expect, test } from "./fixtures";
import { json } from "./json";
import { RunPage } from "./run-page";
import { shown } from "./shown";

const markdown = `---
gonogo: 1
---

# Ship a service

> **Variables** {variables}
>
> - **Service**: the one that ships {required}
> - **Database changes** {option=yes option=no #database}

## Prepare {stage=before}

### Image

- [ ] Note the tag the pipeline built for {{service}} {capture=image-tag}
- [ ] Roll out to {{environment}}
  \`\`\`bash
  deploy {{service}} --tag {{image-tag}}
  \`\`\`
- [ ] Migrate the schema {severity=critical when="database=yes"}

### Production only {when="environment=production"}

- [ ] Tell the on-call engineer
- [ ] Freeze other changes

<!-- /phase -->

> **May we deploy?** {gate asks=deploy}
>
> - [ ] **Technical Lead**: {{service}} may ship.
`;

test("a run asks what its checklist needs, and leaves out what doesn't apply", async ({ team, open }) => {
  const template = await json(team.lead.api.post("/api/v1/templates", { data: { markdown } }));
  const page = await open(team.lead, `/runs/new?template=${template.id}`);
  await page.getByLabel("Name", { exact: true }).fill("Billing to staging");
  await page.getByLabel("Environment").fill("staging");
  await expect(shown(page, "2 items don’t apply: environment is staging.")).toBeVisible();
  await page.getByRole("combobox", { name: "Database changes" }).click();
  await page.getByRole("option", { name: "no", exact: true }).click();
  await expect(shown(page, "1 item doesn’t apply: “Database changes” is no.")).toBeVisible();
  await page.getByLabel("Service", { exact: true }).fill("billing");
  await page.getByRole("button", { name: "Start the run" }).click();

  await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}/);
  const run = new RunPage(page);
  await expect(run.box("Roll out to staging")).toBeVisible();
  await expect(shown(page, "2 items don’t apply: environment is staging")).toBeVisible();
  await expect(shown(page, "1 item doesn’t apply: “Database changes” is no")).toBeVisible();
  await expect(run.box("Migrate the schema")).toBeHidden();

  await page.getByRole("button", { name: "Edit run and roster" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit run" });
  await dialog.getByRole("combobox", { name: "Database changes" }).click();
  await page.getByRole("option", { name: "yes", exact: true }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(run.box("Migrate the schema")).toBeVisible();
  await expect(run.answers).toContainText("NO-GO");
});

test("a value captured once fills the commands that come later", async ({ team, open }) => {
  const template = await json(team.lead.api.post("/api/v1/templates", { data: { markdown } }));
  const answers = { service: "billing", database: "no" };
  const data = { templateId: template.id, name: "Billing 2", environment: "staging", targetAt: null, answers };
  const { id } = await json(team.lead.api.post("/api/v1/runs", { data }));
  const page = await open(team.lead, `/runs/${id}`);
  const run = new RunPage(page);
  await expect(shown(page, "deploy billing --tag {{image-tag}}")).toBeVisible();
  await page.getByRole("link", { name: "image-tag" }).click();
  await run.inspector.getByLabel("image-tag").fill("sha-4711");
  await run.inspector.getByRole("button", { name: "Keep" }).click();
  await expect(shown(page, "deploy billing --tag sha-4711")).toBeVisible();
  await expect(page.getByText("Still to fill in:")).toBeHidden();
  await run.box("Note the tag the pipeline built for billing").click();
  await expect(run.boxAs("Note the tag the pipeline built for billing", "passed")).toBeVisible();

  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "This run as Markdown" }).click();
  await page.getByRole("menuitem", { name: "Download Markdown" }).press("Enter");
  const written = await readFile(await (await downloading).path(), "utf8");
  expect(written).toContain("- [x] Note the tag the pipeline built for {{service}} {capture=image-tag}\n");
  expect(written).toContain("**CAN WE DEPLOY?** NO");
});

test("parts that depend on a captured value go by the lead's answer until the lead takes it over", async ({
  team,
  open,
}) => {
  const checklist = `---
gonogo: 1
---

# Ship

> **Variables** {variables}
>
> - **Database changes** {option=yes option=no #database}

## Prepare {stage=before}

- [ ] Look for migrations {severity=low capture=database}
- [ ] Migrate the schema {severity=critical when="database=yes"}
`;
  const template = await json(team.lead.api.post("/api/v1/templates", { data: { markdown: checklist } }));
  const roster = { contributor: [team.member.email] };
  const data = { templateId: template.id, name: "Taken over", environment: "staging", roster };
  const { id } = await json(
    team.lead.api.post("/api/v1/runs", { data: { ...data, targetAt: null, answers: { database: "yes" } } }),
  );
  const member = new RunPage(await open(team.member, `/runs/${id}`));
  const lead = new RunPage(await open(team.lead, `/runs/${id}`));
  for (const run of [member, lead]) await run.inspect("Look for migrations");
  await member.inspector.getByLabel("Database changes").fill("no");
  await member.inspector.getByRole("button", { name: "Keep" }).click();
  const waits = "they go by the answer “yes” until the lead takes over “no”";
  for (const run of [member, lead]) await expect(run.inspector).toContainText(waits);
  await expect(member.act("Take it over")).toHaveCount(0);
  await expect(lead.box("Migrate the schema")).toBeVisible();
  await lead.act("Take it over").click();
  for (const run of [member, lead]) {
    await expect(run.box("Migrate the schema")).toBeHidden();
    await expect(run.inspector).not.toContainText("until the lead takes over");
  }
});

test("a command that would compute a known value anew is filled in, and that is said beside it", async ({
  team,
  open,
}) => {
  const script = "```bash\n  TAG=$(git rev-parse HEAD)\n  push $TAG\n  ```";
  const checklist = `# Ship\n\n## Prepare\n\n- Image tag {blank variable=TAG}\n\n- [ ] Push\n  ${script}\n`;
  const template = await json(team.lead.api.post("/api/v1/templates", { data: { markdown: checklist } }));
  const data = { templateId: template.id, name: "Tagged", environment: "staging", targetAt: null };
  const { id } = await json(team.lead.api.post("/api/v1/runs", { data: { ...data, answers: { tag: "sha-4711" } } }));
  const page = await open(team.lead, `/runs/${id}`);
  const command = page.getByRole("figure").filter({ hasText: "push $TAG" });
  await expect(command).toContainText("TAG filled in from this run");
  await expect(command.getByRole("code")).toHaveText('TAG="sha-4711"\npush $TAG');
});
