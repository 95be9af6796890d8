import { expect, test } from "./fixtures";
import { PollPage } from "./poll-page";
import { passAll } from "./run-api";
import { signIn } from "./team";

test("what was typed into a signature outlives Back and a closed dialog, until it is signed", async ({
  team,
  run,
  open,
  baseURL,
}) => {
  await passAll(team.member, run.id);
  // A session of their own: it is ended here.
  const own = await signIn(baseURL ?? "", team.security.name, team.security.email);
  const page = await open(own, `/runs/${run.id}`);
  await page.goto(`/runs/${run.id}/poll`);
  const poll = new PollPage(page);
  const begin = () =>
    poll
      .station("Security Lead")
      .getByRole("button", { name: /Read and sign|Sign anew/ })
      .click();
  const dialog = poll.ceremony;
  const condition = dialog.getByRole("textbox", { name: "Condition 1" });
  const back = dialog.getByText("What you had begun is back.");

  await begin();
  await expect(back).toHaveCount(0);
  await dialog.getByText("I approve, with conditions.", { exact: true }).click();
  await condition.fill("Renew the certificate");
  await dialog.getByLabel(/^Comment/).fill("Seen on staging");
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`/runs/${run.id}$`));
  await page.goForward();

  await begin();
  await expect(back).toBeVisible();
  await expect(condition).toHaveValue("Renew the certificate");
  await expect(dialog.getByLabel(/^Comment/)).toHaveValue("Seen on staging");
  await dialog.getByRole("button", { name: "Read the statement" }).click();
  await dialog.getByLabel("Your password").fill(team.security.password);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  const kept = await page.evaluate(() => JSON.stringify(sessionStorage));
  expect(kept).toContain("Renew the certificate");
  expect(kept).not.toContain(team.security.password);

  await begin();
  await dialog.getByRole("button", { name: "Start over" }).click();
  await expect(dialog.getByLabel(/^Comment/)).toHaveValue("");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await poll.sign("Security Lead", "GO IF", team.security.password, { condition: "Renew it by noon" });
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain("Renew");
  await begin();
  await expect(back).toHaveCount(0);
  await dialog.getByText("I reject, and say why.").click();
  await dialog.getByLabel("Why not?").fill("The certificate ends tonight");
  await dialog.getByRole("button", { name: "Cancel" }).click();

  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/sign-in/);
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain("certificate");
  await own.api.dispose();
});
