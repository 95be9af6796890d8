import { expect, test } from "./fixtures";
import { doOnceMore } from "./job-time";
import { json } from "./json";
import { hasMailbox, mailsTo, mailTo } from "./mailbox";
import { change, itemPath, passAll, readLeaves } from "./run-api";
import { join, type Person, type Team } from "./team";

const checklist = `# Harbour radar 5

## Before (24 hours before deployment)

- [ ] Spare antenna ready

## Deployment {stage=during}

- [ ] Radar switched over

## Watch {stage=after}

### Every 15 minutes

- [ ] Echoes are clean {every=15m for=10h}
- [ ] Range holds {every=15m for=10h}

## Follow-up {stage=after}

### Day 1

- [ ] Logs reviewed

### Week 1

- [ ] Range measured at sea
`;

const inMinutes = (n: number) => new Date(Date.now() + n * 60_000).toISOString();

async function start({ lead, member, security }: Team, more: object = {}, markdown = checklist): Promise<string> {
  const template = await json(lead.api.post("/api/v1/templates", { data: { markdown } }));
  const data = {
    templateId: template.id,
    name: `Radar ${Date.now().toString(36)}`,
    environment: "production",
    targetAt: inMinutes(48 * 60),
    roster: { contributor: [member.email, security.email] },
    ...more,
  };
  return (await json(lead.api.post("/api/v1/runs", { data }))).id;
}

/** Everything up to going live. */
async function goLive(lead: Person, runId: string): Promise<void> {
  const later = ["Echoes are clean", "Range holds", "Logs reviewed", "Range measured at sea"];
  await passAll(lead, runId, [...later, "Radar switched over"]);
  const { gates } = await json<{ gates: { key: string }[] }>(lead.api.get(`/api/v1/runs/${runId}`));
  await json(lead.api.post(`/api/v1/runs/${runId}/gates/${gates[0]?.key}/go`, { data: {} }));
  await change(lead, runId, "Radar switched over", { state: "passed" });
}

// A quarter of an hour takes fifteen seconds in this rehearsal.
test("a check that comes back is done, one is missed and passed on, and the shift is handed over", async ({
  team,
  open,
}) => {
  test.setTimeout(150_000);
  const runId = await start(team, { rehearsal: true, timeScale: 60 });
  await goLive(team.lead, runId);
  const shift = (person: Person, from: number, to: number) => ({
    person: person.email,
    startsAt: inMinutes(from),
    endsAt: inMinutes(to),
  });
  const shifts = [shift(team.member, -1, 10), shift(team.security, 10, 60)];
  await json(team.lead.api.put(`/api/v1/runs/${runId}/rota`, { data: { shifts } }));

  // Its own box says nothing of its turns: it leads to them.
  const checklistPage = await open(team.member, `/runs/${runId}`);
  await checklistPage.getByRole("checkbox", { name: /^Echoes are clean: comes back/ }).click({ force: true });
  await expect(checklistPage.getByText("Each of its turns is recorded under After.")).toBeVisible();
  const leaf = (await readLeaves(team.member, runId)).find(({ title }) => title === "Echoes are clean");
  const data = { state: "passed", version: leaf?.version };
  const ticked = await team.member.api.patch(itemPath(runId, String(leaf?.key)), { data });
  expect(await ticked.json()).toMatchObject({ code: "comes_back" });

  const page = await open(team.member, `/runs/${runId}/after`);
  const soon = { timeout: 60_000 };
  await expect(page.getByText("Mona Member").first()).toBeVisible();
  await page.getByRole("button", { name: "Done: Echoes are clean" }).first().click(soon);
  const sheet = page.getByRole("region", { name: "Hand-over sheet" });
  await expect(sheet).toContainText("1done");

  const missed = page.getByRole("region", { name: "Missed" });
  const line = missed.getByRole("listitem").filter({ hasText: "Range holds" }).last();
  await expect(line).toContainText("was Mona Member’s, now Sena Security’s", soon);
  await expect(line).toContainText("now Leo Lead’s, the lead", soon);
  const work = await open(team.lead, "/work");
  await expect(work.getByRole("link", { name: /Range holds.*missed/ }).first()).toBeVisible(soon);

  await page.getByRole("region", { name: "This shift" }).getByRole("button", { name: "Hand over…" }).click();
  const dialog = page.getByRole("dialog", { name: "Hand the shift over" });
  await expect(dialog.getByRole("combobox", { name: "To" })).toHaveValue("Sena Security");
  await dialog.getByLabel("Notes").fill("The second antenna squeaks");
  await dialog.getByRole("button", { name: "Hand over" }).click();
  const next = await open(team.security, `/runs/${runId}/after`);
  const handed = next.getByRole("list", { name: "Hand-overs" });
  await expect(handed).toContainText("The second antenna squeaks");
  await handed.getByRole("button", { name: "Take over" }).click();
  await expect(page.getByText("Taken over", { exact: true })).toBeVisible();
  await expect(page.getByRole("region", { name: "This shift" })).toContainText("Sena Security");

  await next.getByRole("button", { name: /^Skip all \d+…$/ }).click(soon);
  const skip = next.getByRole("dialog", { name: /^Skip \d+ missed checks\?$/ });
  await skip.getByLabel("Why weren’t they done?").fill("Nobody was on the roof");
  await skip.getByRole("button", { name: "Skip them" }).click();
  await expect(skip).toBeHidden();
  await next.getByText(/^\d+ recorded$/).click();
  await expect(next.getByRole("region", { name: "Behind us" })).toContainText("Nobody was on the roof");
});

test("whoever takes a shift over has its checks from then on, though they weren’t in the run", async ({
  team,
  open,
}) => {
  test.setTimeout(120_000);
  const runId = await start(team, { rehearsal: true, timeScale: 60, roster: { contributor: [team.member.email] } });
  await goLive(team.lead, runId);
  const shifts = [{ person: team.member.email, startsAt: inMinutes(-1), endsAt: inMinutes(60) }];
  await json(team.lead.api.put(`/api/v1/runs/${runId}/rota`, { data: { shifts } }));
  const page = await open(team.member, `/runs/${runId}/after`);
  const shift = page.getByRole("region", { name: "This shift" });
  await expect(shift).toContainText("Mona Member");
  await shift.getByRole("button", { name: "Hand over…" }).click();
  const dialog = page.getByRole("dialog", { name: "Hand the shift over" });
  await dialog.getByRole("combobox", { name: "To" }).fill("Sena");
  await page.getByRole("option", { name: /Sena Security/ }).click();
  await dialog.getByRole("button", { name: "Hand over" }).click();
  await expect(dialog).toBeHidden();

  const work = await open(team.security, "/work");
  const { name } = await json<{ name: string }>(team.lead.api.get(`/api/v1/runs/${runId}`));
  await work
    .getByRole("listitem")
    .filter({ hasText: name })
    .getByRole("link", { name: /the shift from Mona Member/ })
    .click();
  // Meanwhile the lead plans the night.
  const lead = await open(team.lead, `/runs/${runId}/after`);
  await lead.getByRole("region", { name: "Rota" }).getByRole("button", { name: "Change" }).click();
  const rota = lead.getByRole("dialog", { name: "Rota" });
  const addNight = async (n: number) => {
    await rota.getByRole("button", { name: "Add a shift" }).click();
    await rota.getByRole("combobox", { name: `Person of shift ${n}` }).fill("Leo");
    await lead.getByRole("option", { name: /^Leo Lead/ }).click();
  };
  await addNight(2);

  const handed = work.getByRole("list", { name: "Hand-overs" });
  await expect(handed).toContainText("From then on the checks are yours, until");
  await handed.getByRole("button", { name: "Take over" }).click();
  await expect(work.getByText("The shift is yours")).toBeVisible();
  await expect(shift).toContainText("Sena Security");
  await expect(page.getByRole("region", { name: "Rota" })).toContainText("Sena Security");

  // Her shift isn't overwritten unseen, and what the lead typed is kept.
  await rota.getByRole("button", { name: "Save rota" }).click();
  const changed = rota.getByRole("list", { name: "Changed meanwhile" });
  await expect(changed).toContainText("New: Sena Security");
  await expect(rota.getByRole("combobox", { name: "Person of shift 2" })).toHaveValue("Leo Lead");
  await expect(rota.getByRole("button", { name: "Save mine over it" })).toBeVisible();
  await rota.getByRole("button", { name: "Take theirs" }).click();
  await expect(changed).toBeHidden();
  await expect(rota.getByRole("combobox", { name: "Person of shift 2" })).toHaveValue("Sena Security");
  await addNight(3);
  // Another change of the run is none of the rota.
  await json(team.lead.api.patch(`/api/v1/runs/${runId}`, { data: { name: `${name} again` } }));
  await rota.getByRole("button", { name: "Save rota" }).click();
  await expect(lead.getByText("Rota saved")).toBeVisible();
  await expect(lead.getByRole("region", { name: "Rota" }).getByRole("listitem")).toHaveText([
    /Sena Security/,
    /Leo Lead/,
  ]);

  // Asked of her from now on, and hers to do.
  const soon = { timeout: 60_000 };
  await work.getByRole("button", { name: "Done: Echoes are clean" }).first().click(soon);
  await expect(work.getByRole("region", { name: "Hand-over sheet" })).toContainText("1done");
  await expect(work.getByRole("region", { name: "Next" })).toContainText("Sena Security");
  await page.goto(`/runs/${runId}/history`);
  await expect(page.getByText("took a shift over").first()).toBeVisible();
});

test("a rota is planned on though somebody of a past shift has left", async ({ team, open, baseURL }) => {
  const pia = { name: "Pia Past", email: `pia-${Date.now().toString(36)}@example.test`, roles: ["member"] };
  await join(String(baseURL), team.owner, pia);
  const runId = await start(team);
  await goLive(team.lead, runId);
  const shifts = [
    { person: pia.email, startsAt: inMinutes(-120), endsAt: inMinutes(-60) },
    { person: team.member.email, startsAt: inMinutes(-60), endsAt: inMinutes(60) },
  ];
  await json(team.lead.api.put(`/api/v1/runs/${runId}/rota`, { data: { shifts } }));
  type People = { items: { id: string; email: string }[] };
  const { items } = await json<People>(team.owner.api.get("/api/v1/people?limit=200"));
  const id = items.find(({ email }) => email === pia.email)?.id;
  await json(team.owner.api.patch(`/api/v1/people/${id}`, { data: { disabled: true } }));

  const page = await open(team.lead, `/runs/${runId}/after`);
  await page.getByRole("region", { name: "Rota" }).getByRole("button", { name: "Change" }).click();
  const dialog = page.getByRole("dialog", { name: "Rota" });
  await expect(dialog.getByRole("combobox", { name: "Person of shift 1" })).toHaveValue("Pia Past");
  await dialog.getByRole("button", { name: "Add a shift" }).click();
  await dialog.getByRole("combobox", { name: "Person of shift 3" }).fill("Sena");
  await page.getByRole("option", { name: /^Sena Security/ }).click();
  await dialog.getByRole("button", { name: "Save rota" }).click();
  await expect(page.getByText("Rota saved")).toBeVisible();
  await expect(page.getByRole("region", { name: "Rota" })).toContainText("Sena Security");
});

test("a missed check is mailed to the next of the rota and to the lead, once each, and ends from the mail", async ({
  team,
  open,
  clock,
}) => {
  test.skip(!hasMailbox, "no mail server stands beside this app");
  // It went live three hours ago; what tells people goes by the clock itself.
  await clock.forward(-180);
  const then = clock.of(team);
  const runId = await start(then, {}, checklist.replaceAll("for=10h", "for=30m"));
  await goLive(then.lead, runId);
  const shift = (person: Person, from: number, to: number) => ({
    person: person.email,
    startsAt: inMinutes(from),
    endsAt: inMinutes(to),
  });
  const shifts = [shift(team.member, -240, -90), shift(team.security, -90, 60)];
  await json(team.lead.api.put(`/api/v1/runs/${runId}/rota`, { data: { shifts } }));
  await doOnceMore("occurrence.escalate");

  const text = await mailTo(team.security.email, `/runs/${runId}/after`);
  expect(text).toMatch(/Subject: Radar .*and 3 more missed/);
  expect(text.match(/Range holds, asked for at .* UTC \(Mona Member\)/g)).toHaveLength(2);
  await mailTo(team.lead.email, `/runs/${runId}/after`);
  expect(await mailsTo(team.member.email, `/runs/${runId}/after`)).toEqual([]);

  const link = /https?:\S+\/after/.exec(text)?.[0] ?? "";
  const page = await open(team.security, new URL(link).pathname);
  const missed = page.getByRole("region", { name: "Missed" });
  await expect(missed.getByRole("listitem")).toHaveCount(4);
  await expect(missed.getByRole("listitem").first()).toContainText("was Mona Member’s, now Leo Lead’s, the lead");
  await missed.getByRole("button", { name: /^Skip all 4…$/ }).click();
  const skip = page.getByRole("dialog", { name: "Skip 4 missed checks?" });
  await skip.getByLabel("Why weren’t they done?").fill("The radar was down for tea");
  await skip.getByRole("button", { name: "Skip them" }).click();
  await expect(missed).toBeHidden();

  // Looked at again: nobody is told twice, and the history names whom it went to.
  await doOnceMore("occurrence.escalate");
  await page.goto(`/runs/${runId}/history`);
  await expect(page.getByText(/passed a missed check on/).first()).toBeVisible();
  for (const { email } of [team.security, team.lead])
    expect(await mailsTo(email, `/runs/${runId}/after`)).toHaveLength(1);
});

test("the target moves and everything moves, after a look at what would be late", async ({ team, open }) => {
  const runId = await start(team);
  const page = await open(team.lead, `/runs/${runId}/when`);
  await expect(page.getByRole("link", { name: "Spare antenna ready" })).toBeVisible();
  await page.getByRole("button", { name: "Move the target…" }).click();
  const dialog = page.getByRole("dialog", { name: "Move the target" });
  const local = (minutes: number) => inMinutes(minutes).slice(0, 16);
  await dialog.getByLabel(/^Target/).fill(local(12 * 60));
  await expect(dialog).toContainText("1 item would be late");
  await expect(dialog).toContainText("Spare antenna ready");
  const moved = local(72 * 60);
  await dialog.getByLabel(/^Target/).fill(moved);
  await expect(dialog).toContainText("Nothing that is open would be late by it.");
  await dialog.getByRole("button", { name: "Move it and 3 items" }).click();
  await expect(page.getByText("Target moved")).toBeVisible();
  // Moved where the run is edited, it is looked at alike.
  await page.getByRole("button", { name: "Edit run and roster" }).click();
  const edit = page.getByRole("dialog", { name: "Edit run" });
  await edit.getByLabel(/^Target/).fill(local(12 * 60));
  await expect(edit).toContainText("1 item would be late");
  await edit.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText(/first planned for/)).toBeVisible();
  const when = team.lead.api.get(`/api/v1/runs/${runId}/when`);
  const { moments } = await json<{ moments: { title: string; at: string }[] }>(when);
  const due = moments.find(({ title }) => title === "Spare antenna ready")?.at;
  expect(Date.parse(due ?? "")).toBe(Date.parse(`${moved}:00Z`) - 24 * 3_600_000);

  await page.getByRole("button", { name: "Calendar…" }).click();
  const calendar = page.getByRole("dialog", { name: "Calendar" });
  await calendar.getByRole("button", { name: "Address of this run" }).click();
  const url = await calendar.getByText(/\/api\/v1\/calendars\//).textContent();
  const { pathname } = new URL(url ?? "");
  expect(await (await page.request.get(pathname)).text()).toContain("SUMMARY:Due: Spare antenna ready");
  await calendar.getByRole("list", { name: "Your addresses" }).getByRole("button", { name: "Revoke" }).first().click();
  await expect.poll(async () => (await page.request.get(pathname)).status()).toBe(404);
});

test("follow-ups are done or handed over until the run can be closed", async ({ team, open }) => {
  const runId = await start(team);
  await goLive(team.lead, runId);
  const page = await open(team.lead, `/runs/${runId}/after`);
  const follow = page.getByRole("region", { name: "Follow-ups" });
  const closing = page.getByRole("region", { name: "Closing" });
  await expect(closing).toContainText("2 follow-ups are neither done nor handed over");
  await follow.getByRole("button", { name: "Done: Logs reviewed" }).click();
  await expect(follow).toContainText("1 of 2 to do");
  await follow.getByRole("checkbox", { name: "Hand over Range measured at sea" }).click();
  await follow.getByRole("button", { name: "Hand over 1…" }).click();
  const dialog = page.getByRole("dialog", { name: "Hand over 1 follow-up" });
  await dialog.getByRole("combobox", { name: "To a person" }).fill("Mona");
  await page.getByRole("option", { name: /Mona Member/ }).click();
  await dialog.getByRole("button", { name: "Hand over" }).click();
  await expect(follow).toContainText("Handed over, not accepted yet");
  const member = await open(team.member, "/work");
  await member
    .getByRole("link", { name: /Take over Range measured at sea/ })
    .first()
    .click();
  await member.getByRole("button", { name: "Take over" }).click();
  await expect(follow).toContainText("all done or handed over");
  await expect(closing).not.toContainText("neither done nor handed over");

  await closing.getByRole("button", { name: "Close run" }).click();
  const close = page.getByRole("dialog", { name: "Close this run?" });
  await expect(close).toContainText("still to come");
  await close.getByLabel("Why is it over?").fill("The watch goes on in operations");
  await close.getByRole("button", { name: "Close run" }).click();
  await expect(page.getByText("Closed", { exact: true }).first()).toBeVisible();
});
