import { items } from "./checklist";
import { expect, test } from "./fixtures";
import { PollPage } from "./poll-page";
import { change, passAll } from "./run-api";

test("the roll call: signed with the password, and GO recorded by the lead", async ({ team, run, open }) => {
  await passAll(team.member, run.id, [items.pager]);
  const lead = new PollPage(await open(team.lead, `/runs/${run.id}/poll`));
  const deploy = lead.gate("May we deploy?");
  await expect(deploy).toContainText("NO-GO");
  await expect(deploy).toContainText("1 high");
  await expect(deploy.getByRole("button", { name: "Record GO", exact: true })).toBeDisabled();

  await change(team.member, run.id, items.pager, { state: "passed" });
  await deploy.getByRole("button", { name: "Record GO", exact: true }).click();
  await lead.page.getByRole("dialog", { name: "Record GO?" }).getByRole("button", { name: "Record GO" }).click();
  await expect(deploy).toContainText("GO, recorded");
  await expect(deploy).toContainText("Leo Lead recorded GO");

  const closing = lead.gate("Sign-off");
  await expect(closing).toContainText("2 signatures");
  const dialog = await lead.decide("Technical Lead", "GO");
  await expect(dialog.getByRole("figure")).toContainText("Leo Lead");
  await dialog.getByLabel("Your password").fill("not the password");
  await dialog.getByRole("button", { name: "Sign: GO" }).click();
  await expect(dialog.getByRole("alert")).toContainText(/password/i);
  await dialog.getByLabel("Your password").fill(team.lead.password);
  await dialog.getByRole("button", { name: "Sign: GO" }).click();
  await expect(lead.notices).toContainText("Signed");
  await expect(lead.station("Technical Lead")).toContainText(/Leo Lead, Technical Lead, approved .*UTC/);

  const security = new PollPage(await open(team.security, `/runs/${run.id}/poll`));
  await expect(security.gate("Sign-off")).toContainText("Leo Lead leads this run and records the decision.");
  await security.sign("Security Lead", "GO", team.security.password);
  await expect(closing).toContainText("2 of 2 sign-offs given");
  await closing.getByRole("button", { name: "Record GO", exact: true }).click();
  await lead.page
    .getByRole("dialog", { name: "Record GO?" })
    .getByLabel(/Anything to note/)
    .fill("All aboard");
  await lead.page.getByRole("dialog", { name: "Record GO?" }).getByRole("button", { name: "Record GO" }).click();
  await expect(closing).toContainText("GO, recorded");
  await expect(closing).toContainText("All aboard");

  await closing.getByRole("button", { name: "Reopen gate" }).click();
  const reopen = lead.page.getByRole("dialog", { name: "Reopen this gate?" });
  await reopen.getByLabel("Why?").fill("A payment failed");
  await reopen.getByRole("button", { name: "Reopen gate" }).click();
  await expect(closing.getByRole("button", { name: "Record GO", exact: true })).toBeVisible();
});

test("a rejection vetoes until its author signs anew, also with conditions", async ({ team, run, open }) => {
  await passAll(team.member, run.id);
  const lead = new PollPage(await open(team.lead, `/runs/${run.id}/poll`));
  const security = new PollPage(await open(team.security, `/runs/${run.id}/poll`));
  await security.station("Security Lead").getByRole("button", { name: "Read and sign" }).click();
  const dialog = security.ceremony;
  await dialog.getByText("I reject, and say why.").click();
  await dialog.getByRole("button", { name: "Read the statement" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Say why");
  await dialog.getByRole("button", { name: "Cancel" }).click();

  await security.sign("Security Lead", "NO-GO", team.security.password, { comment: "The certificate ends tonight" });
  const seen = lead.station("Security Lead");
  await expect(seen).toContainText("NO-GO");
  await expect(seen).toContainText("“The certificate ends tonight”");
  await expect(seen).toContainText("Vetoes until withdrawn or signed anew.");
  await lead.sign("Technical Lead", "GO", team.lead.password);
  await expect(lead.gate("Sign-off")).toContainText("1 NO-GO");

  await security.sign("Security Lead", "GO IF", team.security.password, { condition: "Renewed before midnight" });
  await expect(seen).toContainText("GO IF");
  await expect(seen).toContainText("Renewed before midnight");
  await expect(seen).not.toContainText("Vetoes");
});

test("a signature turns stale when what it covers leaves passed, and stays so", async ({ team, run, open }) => {
  await passAll(team.member, run.id);
  const lead = new PollPage(await open(team.lead, `/runs/${run.id}/poll`));
  await lead.sign("Technical Lead", "GO", team.lead.password);
  const station = lead.station("Technical Lead");
  await expect(station).toContainText("approved");

  await change(team.lead, run.id, items.switch, { state: "failed", reason: "Sticks" });
  await expect(station).toContainText("STALE");
  await expect(station.getByRole("link", { name: items.switch })).toBeVisible();
  await change(team.member, run.id, items.switch, { state: "passed" });
  await expect(station).toContainText("1 change since");
  await expect(station).toContainText("STALE");

  await lead.sign("Technical Lead", "GO", team.lead.password);
  await expect(station).not.toContainText("STALE");

  const dialog = await lead.decide("Technical Lead", "GO");
  await change(team.lead, run.id, items.watch, { state: "failed", reason: "Two were refused" });
  await dialog.getByLabel("Your password").fill(team.lead.password);
  await dialog.getByRole("button", { name: "Sign: GO" }).click();
  await expect(dialog).toContainText("What you were about to sign has changed");
  await expect(dialog.getByRole("link", { name: items.watch })).toBeVisible();
  await dialog.getByRole("button", { name: "Begin anew" }).click();
  await expect(dialog.getByRole("radio", { name: /^GO I approve\.$/ })).toBeChecked();
});
