import { expect, test } from "./fixtures";
import { PollPage } from "./poll-page";
import { passAll } from "./run-api";

test("a timed roll call, a nudge, an answer and the minutes", async ({ team, run, open }) => {
  await passAll(team.member, run.id);
  const lead = new PollPage(await open(team.lead, `/runs/${run.id}/poll`));
  const closing = lead.gate("Sign-off");
  await closing.getByRole("button", { name: "Open a roll call" }).click();
  const dialog = lead.page.getByRole("dialog", { name: "Open a roll call?" });
  await dialog.getByLabel("Minutes").fill("90");
  await dialog.getByRole("button", { name: "Open" }).click();
  await expect(dialog).toContainText("Between half a minute and 60 minutes.");
  await dialog.getByLabel("Minutes").fill("5");
  await dialog.getByRole("button", { name: "Open" }).click();

  const security = new PollPage(await open(team.security, `/runs/${run.id}/poll`));
  for (const page of [lead, security]) {
    const call = page.gate("Sign-off").getByRole("region", { name: "Roll call" });
    await expect(call.getByRole("listitem").first()).toContainText("ASKED");
    await expect(call.getByRole("timer").first()).toHaveText(/^0:\d\d$/);
  }
  await lead.station("Security Lead").getByRole("button", { name: "Nudge" }).click();
  await expect(lead.station("Security Lead")).toContainText("Asked again");
  await expect(lead.station("Security Lead").getByRole("button", { name: "Nudge" })).toBeDisabled();
  await security.page.reload();
  await expect(security.page.getByRole("complementary", { name: "You are asked" })).toContainText(run.name);
  await security.sign("Security Lead", "NO-GO", team.security.password, { comment: "One moment" });
  await security.sign("Security Lead", "GO", team.security.password);

  await closing.getByRole("button", { name: "Close the roll call" }).click();
  const minutes = closing.getByRole("region", { name: "Minutes of the roll call" });
  await expect(minutes).toContainText(/Sena Security answered .*UTC/);
  await expect(minutes).toContainText(/Said in order: NO-GO by Sena Security [\d:]+; GO by Sena Security [\d:]+\./);
  await expect(minutes).toContainText("NO ANSWER");
  const href = await minutes.getByRole("link", { name: "As Markdown" }).getAttribute("href");
  const text = await (await team.lead.api.get(href ?? "")).text();
  expect(text).toContain("# Roll call: Sign-off");
  expect(text).toMatch(/GO by Sena Security, [\d:]+\. Said in order: NO-GO by Sena Security/);
});
