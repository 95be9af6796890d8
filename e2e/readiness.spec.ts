import { items } from "./checklist";
import { expect, test } from "./fixtures";
import { json } from "./json";
import { change, passAll } from "./run-api";
import { RunPage } from "./run-page";
import { saved } from "./saved";

test("why not, who, and what would change it, while the run stays as it is", async ({ team, run, open }) => {
  await passAll(team.member, run.id, [items.dump, items.pager]);
  const page = await open(team.lead, `/runs/${run.id}/readiness`);
  const why = page.getByRole("region", { name: "Why not?" });
  await expect(why.getByRole("link", { name: /^Nightly dump/ })).toBeVisible();
  await page
    .getByRole("button", { name: new RegExp(`^Suppose done: ${items.dump}`) })
    .first()
    .click();
  const bar = page.getByRole("region", { name: "Simulation" });
  await expect(bar).toContainText("Nothing in the run has changed");
  await expect(why.getByRole("link", { name: /^Nightly dump/ })).toHaveCount(0);
  await page
    .getByRole("button", { name: new RegExp(`^Suppose waived: ${items.pager}`) })
    .first()
    .click();
  await expect(bar).toContainText("would be GO with conditions 100");
  const now = await json(team.lead.api.get(`/api/v1/runs/${run.id}/readiness`));
  expect(now.verdict).toBe("no_go");

  // The address is the simulation: somebody else opens the same, and the API answers the same.
  const address = new URL(page.url());
  const theirs = await open(team.member, address.pathname + address.search);
  await expect(theirs.getByRole("region", { name: "Simulation" })).toContainText("would be GO with conditions 100");
  const told = await json(team.member.api.get(`/api/v1/runs/${run.id}/readiness${address.search}`));
  expect(told).toMatchObject({ verdict: "go_with_conditions", score: 100, supposed: { waived: [expect.any(String)] } });
  const unknown = await team.member.api.get(`/api/v1/runs/${run.id}/readiness?done=nothing-here`);
  expect(unknown.status()).toBe(422);

  await page.getByRole("button", { name: "End simulation" }).click();
  await expect(bar).toHaveCount(0);
  await expect(why.getByRole("link", { name: /^Nightly dump/ })).toBeVisible();
});

test("nobody's work stands first, is given to somebody, and is gone once they did it", async ({ team, run, open }) => {
  await passAll(team.member, run.id, [items.pager]);
  const page = await open(team.lead, `/runs/${run.id}/readiness`);
  const who = page.getByRole("region", { name: "Who holds it up?" });
  const first = who.getByRole("list", { name: "By person" }).getByRole("listitem").first();
  await expect(first).toContainText("Nobody");
  await expect(first).toContainText(items.pager);
  await first.getByRole("combobox", { name: "Assignee" }).click();
  await saved(page, "PATCH", () => page.getByRole("option", { name: /Mona Member/ }).click());
  await expect(first).toContainText("Mona Member");
  await expect(first.getByRole("link", { name: team.member.email })).toHaveAttribute(
    "href",
    `mailto:${team.member.email}`,
  );
  const timeline = page.getByRole("region", { name: "When can we?" });
  await expect(timeline.getByRole("list", { name: "Work of Mona Member" }).getByRole("link")).toHaveCount(1);
  await timeline.getByText(/^As a table/).click();
  await expect(timeline.getByRole("table").getByRole("rowheader", { name: items.pager })).toBeVisible();
  await change(team.member, run.id, items.pager, { state: "passed" });
  await expect(who).toContainText("Nobody.");
});

test("the lead makes an item wait, a circle is refused, and it passes on the lead's word", async ({
  team,
  run,
  open,
}) => {
  const lead = new RunPage(await open(team.lead, `/runs/${run.id}`));
  await lead.inspect(items.pager);
  const wait = async (title: string) => {
    await lead.inspector.getByRole("combobox", { name: "Waits for" }).fill(title);
    await lead.page.getByRole("option", { name: new RegExp(`^${title}`) }).click();
    await lead.act("Add dependency").click();
  };
  await wait(items.dump);
  await expect(lead.inspector.getByRole("button", { name: `No longer wait for ${items.dump}` })).toBeVisible();
  await lead.inspect(items.dump);
  await expect(lead.inspector.getByRole("link", { name: items.pager })).toBeVisible();
  await wait(items.pager);
  await expect(lead.inspector).toContainText(
    `That would go in a circle: ${items.dump} needs ${items.pager} needs ${items.dump}.`,
  );

  const member = new RunPage(await open(team.member, `/runs/${run.id}`));
  await member.box(items.pager).click();
  await expect(member.notices).toContainText(`It waits for ${items.dump}`);
  await lead.box(items.pager).click();
  const dialog = lead.page.getByRole("dialog", { name: "Pass it anyway" });
  await dialog.getByLabel("Why does it pass anyway?").fill("Rang twice by hand");
  await dialog.getByRole("button", { name: "Pass" }).click();
  await expect(lead.boxAs(items.pager, "passed")).toBeVisible();

  await lead.inspect(items.pager);
  await lead.act(`No longer wait for ${items.dump}`).click();
  const lift = lead.page.getByRole("dialog", { name: "No longer wait for it" });
  await lift.getByLabel("Why need it not wait?").fill("They have nothing to do with one another");
  await lift.getByRole("button", { name: "Lift the dependency" }).click();
  await expect(lead.inspector).toContainText("Nothing has to be done before it.");
});
