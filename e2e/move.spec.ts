import { expect, test } from "./fixtures";
import { json } from "./json";

const first = "# Ferry crossing\n\n## Before\n\n- [ ] Ramp greased\n- [ ] Horn tested\n- [ ] Log signed\n";
const second = "# Ferry crossing\n\n## Before\n\n- [ ] Ramp greased twice\n- [ ] Horn tested\n- [ ] Fog lamp lit\n";

test("the lead moves a run to a newer version, and sees first what is asked anew", async ({ team, open }) => {
  const { api } = team.lead;
  const template = await json<{ id: string }>(api.post("/api/v1/templates", { data: { markdown: first } }));
  const plan = { templateId: template.id, name: "Crossing 7", environment: "production", targetAt: null };
  const run = await json<{ id: string }>(api.post("/api/v1/runs", { data: plan }));
  for (const key of ["ramp-greased", "horn-tested", "log-signed"]) {
    await json(api.patch(`/api/v1/runs/${run.id}/items/${key}`, { data: { state: "passed", version: 1 } }));
  }
  await json(api.post("/api/v1/templates", { data: { markdown: second, templateId: template.id } }));

  const page = await open(team.lead, `/runs/${run.id}`);
  await page.getByRole("button", { name: "Edit run and roster" }).click();
  await page.getByRole("button", { name: "Newer version…" }).click();
  const dialog = page.getByRole("dialog", { name: "Move this run to version 2?" });
  await expect(dialog.getByRole("heading", { name: "Asked anew: 1 item" })).toBeVisible();
  await expect(dialog.getByRole("insertion")).toHaveText([" twice"]);
  await expect(dialog.getByRole("listitem").filter({ hasText: "Fog lamp lit" })).toBeVisible();
  await expect(dialog.getByRole("listitem").filter({ hasText: "Log signed" })).toBeVisible();
  await dialog.getByLabel("Why does it move?").fill("The fog lamp is compulsory now.");
  await dialog.getByRole("button", { name: "Move to version 2" }).click();

  await expect(page.getByText("Moved to version 2")).toBeVisible();
  await expect(page.getByText("Fog lamp lit").first()).toBeVisible();
  await expect(page.getByText("Log signed")).toHaveCount(0);
  const dropped = await json<{ items: { title: string; item: { state: string } }[] }>(
    api.get(`/api/v1/runs/${run.id}/dropped`),
  );
  expect(dropped.items).toMatchObject([{ title: "Log signed", item: { state: "passed" } }]);
  const after = await json<{ snapshot: { items: Record<string, { state: string }> } }>(
    api.get(`/api/v1/runs/${run.id}/snapshot`),
  );
  expect(after.snapshot.items["ramp-greased"]?.state).toBe("open");
  expect(after.snapshot.items["horn-tested"]?.state).toBe("passed");
});
