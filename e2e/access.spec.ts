import { items } from "./checklist";
import { expect, test } from "./fixtures";
import { json } from "./json";
import { change, itemPath, passAll } from "./run-api";
import { RunPage } from "./run-page";
import { signInStranger } from "./second-workspace";
import { shown } from "./shown";
import { join, password } from "./team";

const nowhere = "01900000-0000-7000-8000-000000000000";

test("a person of another workspace finds nothing of this one", async ({ run, open, baseURL }) => {
  test.skip(!process.env.JOURNEY_DATABASE_OWNER_URL, "making a second workspace takes the database");
  const stranger = await signInStranger(baseURL ?? "");
  const page = await open(stranger, "/");
  await expect(shown(page, "Elsewhere", { exact: true })).toBeVisible();
  await expect(page.getByText(run.name)).toHaveCount(0);
  for (const path of [`/runs/${run.id}`, `/runs/${run.id}/poll`, `/runs/${run.id}/history`]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
    await expect(page.getByText(run.name)).toHaveCount(0);
  }
  for (const path of [`/templates/${run.templateId}`, `/templates/new?of=${run.templateId}`]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  }
  await page.goto(`/runs/new?template=${run.templateId}`);
  await expect(page.getByRole("heading", { name: "There is no template to run yet" })).toBeVisible();

  const at = (id: string) => `/api/v1/runs/${id}`;
  for (const rest of ["", "/snapshot", "/readiness", "/gate", "/audit", "/dossier", "/events"]) {
    const theirs = await stranger.api.get(`${at(run.id)}${rest}`);
    const missing = await stranger.api.get(`${at(nowhere)}${rest}`);
    expect(theirs.status(), rest).toBe(404);
    expect(await theirs.json(), rest).toEqual(await missing.json());
  }
  const tick = { data: { state: "passed", version: 1 } };
  const theirs = await stranger.api.patch(itemPath(run.id, "login-works"), tick);
  expect(theirs.status()).toBe(404);
  const started = await stranger.api.post("/api/v1/runs", {
    data: { templateId: run.templateId, name: "Theirs", environment: "production", targetAt: null },
  });
  expect(started.status()).toBe(404);
});

test("an auditor reads everything and changes nothing", async ({ team, run, open }) => {
  await passAll(team.member, run.id, [items.pager]);
  await change(team.member, run.id, items.pager, { blocked: { reason: "No phone" } });
  const page = await open(team.auditor, `/runs/${run.id}`);
  const screen = new RunPage(page);
  await screen.listens();
  await screen.inspect(items.pager);
  await expect(screen.inspector).toContainText("You can look, but not change.");
  await expect(screen.inspector.getByRole("textbox")).toHaveCount(0);
  await expect(screen.boxAs(items.pager, "open, blocked")).toBeDisabled();
  await page.keyboard.press("x");
  await expect(screen.notices).toContainText("You can look, but not change");
  await expect(screen.boxAs(items.pager, "open, blocked")).toBeVisible();
  await expect(page.getByRole("button", { name: "Edit run and roster" })).toHaveCount(0);

  await page.getByRole("link", { name: "Poll", exact: true }).click();
  await expect(shown(page, "Waits for Leo Lead.")).toBeVisible();
  await expect(page.getByRole("button", { name: /sign|GO/i })).toHaveCount(0);
  await page.getByRole("link", { name: "History", exact: true }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "reported blocked" })).toHaveCount(1);
  await page.getByRole("button", { name: "Download" }).click();
  await expect(page.getByRole("menuitem", { name: /Dossier, JSON/ })).toBeVisible();

  await page.goto("/templates");
  await expect(page.getByRole("link", { name: "Import a checklist" })).toHaveCount(0);
  await page.goto(`/templates/${run.templateId}`);
  await expect(page.getByRole("link", { name: "Start a run" })).toHaveCount(0);
  await page.goto("/runs/new");
  await expect(page.getByRole("heading", { name: "Your role doesn’t start runs" })).toBeVisible();
  await page.goto("/settings/people");
  await expect(page.getByRole("row", { name: /Mona Member/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "Invite" })).toHaveCount(0);
});

test("a stranger is sent to sign in, and back to where they wanted to go", async ({ team, run, open }) => {
  const page = await open(null, `/runs/${run.id}?item=login-works`);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel("Email").fill(team.member.email);
  await page.getByLabel("Password", { exact: true }).fill("wrong wrong wrong");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: /password/i })).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue(team.member.email);
  await page.getByLabel("Password", { exact: true }).fill(team.member.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(`/runs/${run.id}?item=login-works`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(run.name);

  await new RunPage(page).listens();
  await page.getByRole("button", { name: "Account of Mona Member" }).click();
  // A press right after the menu opened counts as the end of the one that opened it.
  await page.getByRole("menuitem", { name: "Sign out" }).press("Enter");
  await expect(page).toHaveURL(/\/sign-in$/);
  for (const path of ["/settings/tokens", `/runs/${run.id}/poll`, `/templates/${run.templateId}`]) {
    await page.goto(path);
    await expect(page).toHaveURL(`/sign-in?next=${encodeURIComponent(path)}`);
  }
});

test("an invitation link lets one person in, once", async ({ team, open }) => {
  const email = `nina.${Date.now()}@example.test`;
  const page = await open(team.owner, "/settings/people");
  await page.getByRole("button", { name: "Invite" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Email").fill(email);
  await dialog.getByRole("button", { name: "Make the link" }).click();
  const link = (await dialog.getByRole("status", { name: "Invitation link" }).textContent()) ?? "";
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(shown(page, email, { exact: true })).toBeVisible();

  const nina = await open(null, new URL(link).pathname);
  await expect(nina.getByRole("heading", { level: 1 })).toHaveText("Join Payments");
  await nina.getByLabel("Your name").fill("Nina New");
  await nina.getByLabel("Password", { exact: true }).fill("short");
  await nina.getByRole("button", { name: "Join the workspace" }).click();
  await nina.getByLabel("Password", { exact: true }).fill("a sentence that works well");
  await nina.getByRole("button", { name: "Join the workspace" }).click();
  await expect(nina.getByRole("button", { name: "Account of Nina New" })).toBeVisible();
  await nina.goto(new URL(link).pathname);
  await expect(nina.getByRole("heading", { level: 1 })).toHaveText("This invitation no longer works");
});

test("who hands out the power to hand it out shows again who they are", async ({ team, open, baseURL }) => {
  const email = `ada.${Date.now()}@example.test`;
  const page = await open(team.owner, "/settings/people");
  await page.getByRole("button", { name: "Invite" }).click();
  const form = page.getByRole("dialog", { name: "Invite somebody" });
  await form.getByLabel("Email").fill(team.member.email);
  await form.getByRole("checkbox", { name: /^Admin/ }).click();
  await form.getByRole("button", { name: "Make the link" }).click();
  const proof = page.getByRole("dialog", { name: "Invite as an admin?" });
  await proof.getByLabel("Your password").fill("not my password");
  await proof.getByRole("button", { name: "Make the link" }).click();
  await expect(form).toContainText("belongs to somebody here already");
  await expect(proof).toBeHidden();

  await form.getByLabel("Email").fill(email);
  await form.getByRole("button", { name: "Make the link" }).click();
  await proof.getByLabel("Your password").fill("not my password");
  await proof.getByRole("button", { name: "Make the link" }).click();
  await expect(proof).toContainText("The password is not right");
  await proof.getByLabel("Your password").fill(team.owner.password);
  await proof.getByRole("button", { name: "Make the link" }).click();
  await expect(page.getByRole("status", { name: "Invitation link" })).toBeVisible();
  await page.getByRole("button", { name: "Done" }).click();

  const name = `Rosa Raised ${Date.now()}`;
  const rosa = await join(baseURL ?? "", team.owner, { name, email: `rosa.${email}`, roles: ["member"] });
  await page.reload();
  const change = async (item: string) => {
    await page.getByRole("button", { name: `Change ${name}` }).click();
    await page.getByRole("menuitem", { name: item }).press("Enter");
  };
  await change("Change roles");
  const roles = page.getByRole("dialog", { name: `Roles of ${name}` });
  await roles.getByRole("checkbox", { name: /^Admin/ }).click();
  await roles.getByRole("button", { name: "Save roles" }).click();
  const raising = page.getByRole("dialog", { name: `Make ${name} an admin?` });
  await raising.getByRole("button", { name: "Cancel" }).click();
  await expect(roles.getByRole("checkbox", { name: /^Admin/ })).toBeChecked();
  await roles.getByRole("button", { name: "Save roles" }).click();
  await raising.getByLabel("Your password").fill(team.owner.password);
  await raising.getByRole("button", { name: "Save roles" }).click();
  const row = page.getByRole("row", { name: new RegExp(name) });
  await expect(row).toContainText("Admin");

  await change("Disable");
  await page.getByRole("alertdialog").getByRole("button", { name: "Disable" }).click();
  await expect(row).toContainText("disabled");
  await change("Enable");
  const enabling = page.getByRole("dialog", { name: `Enable ${name}?` });
  await enabling.getByLabel("Your password").fill(team.owner.password);
  await enabling.getByRole("button", { name: "Enable" }).click();
  await expect(row).not.toContainText("disabled");
  await rosa.api.dispose();
});

test("a changed password ends personal tokens, unless they are kept", async ({ team, open, baseURL }) => {
  const email = `pia.${Date.now()}@example.test`;
  const pia = await join(baseURL ?? "", team.owner, { name: "Pia Password", email, roles: ["member"] });
  const mint = (password: string) => json(pia.api.post("/api/v1/tokens", { data: { name: "laptop", password } }));
  const opens = async (secret: unknown) =>
    (await pia.api.get("/api/v1/runs", { headers: { authorization: `Bearer ${secret}` } })).status();
  const { secret } = await mint(password);
  const page = await open(pia, "/settings");
  const changes = async (current: string, next: string) => {
    await page.getByLabel("Current password").fill(current);
    await page.getByLabel("New password").fill(next);
    await page.getByRole("button", { name: "Change password" }).click();
  };
  await page.getByRole("checkbox", { name: "Keep my personal token" }).click();
  await changes(password, "a second sentence that works");
  await expect(page.getByText("Your personal tokens go on.")).toBeVisible();
  expect(await opens(secret)).toBe(200);
  await expect(page.getByRole("checkbox", { name: "Keep my personal token" })).not.toBeChecked();
  await changes("a second sentence that works", "a third sentence that works");
  await expect(page.getByText("Your personal tokens have ended.")).toBeVisible();
  expect(await opens(secret)).toBe(401);
  await expect(page.getByRole("checkbox", { name: "Keep my personal token" })).toHaveCount(0);
});

test("a token opens the API until it is revoked", async ({ team, run, open, playwright, baseURL }) => {
  const page = await open(team.member, "/settings/tokens");
  await page.getByRole("button", { name: "New token" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Deploy pipeline");
  await dialog.getByRole("button", { name: "Make the token" }).click();
  const proof = page.getByRole("dialog", { name: "Make the token Deploy pipeline?" });
  await proof.getByRole("button", { name: "Make the token" }).click();
  await expect(proof).toContainText("Type your password");
  await proof.getByLabel("Your password").fill(team.member.password);
  await proof.getByRole("button", { name: "Make the token" }).click();
  await expect(proof).toBeHidden();
  const secret = (await dialog.getByRole("status", { name: "Token" }).textContent()) ?? "";
  await dialog.getByRole("button", { name: "Done" }).click();

  const pipeline = await playwright.request.newContext({
    baseURL,
    extraHTTPHeaders: { authorization: `Bearer ${secret}` },
  });
  expect((await pipeline.get(`/api/v1/runs/${run.id}/gate`)).status()).toBe(409);
  await page.getByRole("button", { name: "Revoke" }).first().click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke token" }).click();
  await expect(page.getByRole("alertdialog")).toBeHidden();
  expect((await pipeline.get(`/api/v1/runs/${run.id}/gate`)).status()).toBe(401);
  await pipeline.dispose();
});
