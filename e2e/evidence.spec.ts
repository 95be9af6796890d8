import { expect, test } from "./fixtures";
import { json } from "./json";
import { sign } from "./run-api";
import { RunPage } from "./run-page";
import type { Team } from "./team";

const demands = `---
gonogo: 1
---

# Evidence

## Before {stage=before}

- [ ] Backup fresh {severity=critical evidence=output age=1h #fresh}
- [ ] Firewall opened {confirm=second #pair}
- [ ] Certificate valid {check="tls-expiry" reserved=checks #tls}
- [ ] Known issue fixed {severity=critical #issue}

> **Deploy?** {gate asks=deploy #deploy}
>
> - [ ] **Security Lead**: The proof holds.
`;

async function start(team: Team, markdown = demands): Promise<string> {
  const { id } = await json(team.lead.api.post("/api/v1/templates", { data: { markdown } }));
  const roster = { "Security Lead": [team.security.email], contributor: [team.member.email] };
  const data = { templateId: id, name: "Proof", environment: "production", artefact: { version: "1" }, roster };
  return (await json(team.lead.api.post("/api/v1/runs", { data }))).id;
}

/** An end that is near, and far enough for what comes before it. */
const soon = () => new Date(Date.now() + 9_000).toISOString();

test("evidence that expires turns the verdict and reopens its item, with the reason", async ({ team, open }) => {
  const id = await start(team);
  const screen = new RunPage(await open(team.lead, `/runs/${id}`));
  await screen.inspect("Backup fresh");
  await expect(screen.inspector).toContainText("Asked for: command output, at most 1 h old.");
  const data = {
    kind: "output",
    title: "pg_dump",
    text: "\u001b[32mdone\u001b[0m\nrows 10\nROWS 12\n",
    expiresAt: soon(),
  };
  await json(team.lead.api.post(`/api/v1/runs/${id}/items/fresh/evidence`, { data }));
  await screen.act("Open the output pg_dump").click();
  const output = screen.page.getByRole("dialog", { name: "pg_dump" });
  await output.getByLabel("Search in the output").fill("rows");
  await expect(output.getByRole("status")).toHaveText("1 of 2");
  await output.getByRole("button", { name: "Next match" }).click();
  await expect(output.getByRole("status")).toHaveText("2 of 2");
  await expect(output.getByRole("region", { name: "Output of pg_dump" })).toContainText("done");
  await output.getByRole("button", { name: "Close" }).click();
  await screen.act("Passed").click();
  await expect(screen.boxAs("Backup fresh", "passed")).toBeVisible();
  await expect(screen.boxAs("Backup fresh", "open")).toBeVisible({ timeout: 30_000 });
  await expect(screen.inspector).toContainText("The evidence of Backup fresh has expired");
  const gate = await team.lead.api.get(`/api/v1/runs/${id}/gate`);
  expect(gate.status()).toBe(409);
});

const built = `---
gonogo: 1
---

# Build

## Before {stage=before}

- [ ] Load test passed {severity=critical evidence=output bound=build #load}

> **Deploy?** {gate asks=deploy #deploy}
>
> - [ ] **Security Lead**: The build is the one that was tested.
`;

test("another build opens what was proven for the one before, says why, and is proven anew", async ({ team, open }) => {
  const id = await start(team, built);
  const build = (number: string) =>
    json(team.lead.api.patch(`/api/v1/runs/${id}`, { data: { artefact: { version: "1", build: number } } }));
  const attach = (text: string) =>
    json(
      team.member.api.post(`/api/v1/runs/${id}/items/load/evidence`, { data: { kind: "output", title: "k6", text } }),
    );
  await build("4711");
  const lead = new RunPage(await open(team.lead, `/runs/${id}`));
  const phone = await open(team.member, `/runs/${id}`, { viewport: { width: 390, height: 844 }, hasTouch: true });
  await lead.inspect("Load test passed");
  await expect(lead.inspector).toContainText("Asked for: command output, of the build deployed.");
  await attach("p95 180 ms");
  await lead.act("Passed").click();
  await expect(lead.boxAs("Load test passed", "passed")).toBeVisible();
  await sign(team.security, id, "security-lead");
  await expect(lead.answers).toContainText("GO");

  await lead.page.getByRole("button", { name: "Edit run and roster" }).click();
  const dialog = lead.page.getByRole("dialog", { name: "Edit run" });
  await dialog.getByLabel("Build").fill("4712");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(lead.boxAs("Load test passed", "open")).toBeVisible();
  const why = "The evidence of Load test passed is of build 4711, not 4712";
  await expect(lead.inspector).toContainText(why);
  await expect(lead.inspector).toContainText("What is attached doesn’t count: it is of another kind or artefact");
  await expect(lead.answers).toContainText("NO-GO");
  const screen = new RunPage(phone);
  await expect(screen.boxAs("Load test passed", "open")).toBeVisible();
  await screen.inspect("Load test passed");
  await expect(screen.sheet("Load test passed")).toContainText(why);
  expect((await team.lead.api.get(`/api/v1/runs/${id}/gate`)).status()).toBe(409);

  await attach("p95 175 ms");
  await lead.act("Passed").click();
  await expect(lead.boxAs("Load test passed", "passed")).toBeVisible();
  await sign(team.security, id, "security-lead");
  await expect.poll(async () => (await team.lead.api.get(`/api/v1/runs/${id}/gate`)).status()).toBe(200);
});

test("a report sets its items and, when it gets worse, reopens them; what it can't map is mapped by hand", async ({
  team,
  open,
}) => {
  const id = await start(team);
  const page = await open(team.member, `/runs/${id}/checks`);
  await expect(page.getByRole("heading", { name: "No report yet" })).toBeVisible();
  const minted = { name: "validation", kind: "machine", scopes: ["checks"], password: team.owner.password };
  const { secret } = await json(team.owner.api.post("/api/v1/tokens", { data: minted }));
  const headers = { authorization: `Bearer ${secret}` };
  const send = (...checks: object[]) =>
    json(
      team.lead.api.post(`/api/v1/runs/${id}/checks`, { headers, data: { name: "validate.sh", score: 80, checks } }),
    );
  await send({ name: "tls-expiry", result: "pass", detail: "90 days" }, { name: "chk_9", result: "pass" });
  const mapped = page.getByRole("list", { name: "Mapped", exact: true });
  await expect(mapped).toContainText("open before, passed now");
  await page.getByLabel("Item that chk_9 is about").fill("Known");
  await page.getByRole("option", { name: /Known issue fixed/ }).click();
  await page.getByRole("button", { name: "Map", exact: true }).click();
  await expect(mapped).toContainText("as somebody mapped it");

  const lead = new RunPage(await open(team.lead, `/runs/${id}`));
  await expect(lead.boxAs("Certificate valid", "passed")).toBeVisible();
  await expect(lead.boxAs("Known issue fixed", "passed")).toBeVisible();
  await send({ name: "tls-expiry", result: "fail", detail: "expires tomorrow" }, { name: "chk_9", result: "pass" });
  await expect(lead.boxAs("Certificate valid", "failed")).toBeVisible();
  await lead.inspect("Certificate valid");
  await expect(lead.inspector).toContainText("expires tomorrow");
  await expect(page.getByText("passed before, failed now")).toBeVisible();
});

test("what one did counts once somebody else has confirmed it", async ({ team, open }) => {
  const id = await start(team);
  const member = new RunPage(await open(team.member, `/runs/${id}`));
  await member.inspect("Firewall opened");
  await member.act("Passed").click();
  await expect(member.inspector).toContainText("it counts once somebody else has confirmed it");
  const lead = new RunPage(await open(team.lead, `/runs/${id}`));
  await lead.inspect("Firewall opened");
  await lead.act("I have seen it: confirm").click();
  await expect(lead.inspector).toContainText("Confirmed by Leo Lead");
  await expect(member.inspector).toContainText("Confirmed by Leo Lead");
  await member.act("Open").click();
  await expect(lead.inspector).toContainText("One does it, somebody else confirms it.");
});

const risky = `---
gonogo: 1
---

# Risk

## Before {stage=before}

- [ ] Known issue fixed {severity=critical #issue}

> **Deploy?** {gate asks=deploy #deploy}
>
> - [ ] **Security Lead**: The risks are known.
`;

test("a waiver is asked for on the screen, granted by a signer, carries GO with conditions, and ends at its time", async ({
  team,
  open,
  clock,
}) => {
  const id = await start(team, risky);
  const member = new RunPage(await open(team.member, `/runs/${id}`));
  const signer = new RunPage(await open(team.security, `/runs/${id}`));
  for (const screen of [member, signer]) await screen.inspect("Known issue fixed");
  await expect(member.answers).toContainText("NO-GO");
  await member.act("Ask for a waiver").click();
  const ask = member.page.getByRole("dialog", { name: "Ask for a waiver" });
  await ask.getByLabel("Why is the risk acceptable?").fill("Fixed in the next release");
  await ask.getByLabel(/^Until/).fill(new Date(Date.now() + 2 * 3_600_000).toISOString().slice(0, 16));
  await ask.getByRole("button", { name: "Ask", exact: true }).click();
  await expect(ask).toBeHidden();

  // Whoever asks doesn't grant; the signer sees it at once, and proves who they are.
  await expect(member.inspector).toContainText("Asked for: Fixed in the next release");
  await expect(member.act("Grant")).toHaveCount(0);
  await expect(signer.inspector).toContainText("Mona Member asked");
  await signer.act("Grant").click();
  const grant = signer.page.getByRole("dialog", { name: "Grant this waiver?" });
  await grant.getByLabel("Your password").fill(team.security.password);
  await grant.getByRole("button", { name: "Grant waiver" }).click();
  await expect(member.inspector).toContainText("Sena Security granted it");
  await sign(team.security, id, "security-lead");
  await expect(member.answers).toContainText("GO with conditions");
  const gate = () => clock.of(team).lead.api.get(`/api/v1/runs/${id}/gate`);
  expect((await gate()).status()).toBe(200);

  await clock.forward(121, member.page, signer.page);
  await expect(member.answers).toContainText("NO-GO");
  await member.inspect("Known issue fixed");
  await expect(member.inspector).toContainText("Expired: Fixed in the next release");
  await expect(member.act("Ask for a waiver")).toBeVisible();
  const refused = await gate();
  expect(refused.status()).toBe(409);
  expect((await refused.json()).reasons).toContainEqual(
    expect.objectContaining({ code: "critical_open", item: "issue" }),
  );
});
