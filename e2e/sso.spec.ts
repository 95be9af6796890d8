import type { APIRequestContext, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { json } from "./json";
import { PollPage } from "./poll-page";
import { passAll } from "./run-api";

const provider = process.env.JOURNEY_PROVIDER ?? "";

/** Says who somebody is at the provider from now on. */
async function account(api: APIRequestContext, login: string, groups: string[], name = "Sosi Single"): Promise<string> {
  const email = `${login}@acme.test`;
  const data = { email, email_verified: true, name, groups };
  expect((await api.put(`${provider}/accounts/${login}`, { data })).ok()).toBe(true);
  return email;
}

async function signInAtAcme(page: Page, login: string): Promise<void> {
  await page.getByLabel("Name at Acme").fill(login);
  await page.getByRole("button", { name: "Sign in at Acme" }).click();
}

async function enter(page: Page, login: string): Promise<void> {
  await page.getByRole("button", { name: "Continue with Acme" }).click();
  await signInAtAcme(page, login);
}

test("single sign-on: groups give roles, and take them away with the next sign-in", async ({ team, open }) => {
  const login = `sosi-${Date.now()}`;
  await account(team.owner.api, login, ["people", "releases"]);
  const page = await open(null, "/sign-in?next=/settings");
  await enter(page, login);
  await expect(page.getByRole("heading", { name: "You", exact: true })).toBeVisible();
  await expect(page.getByText("connected", { exact: true })).toBeVisible();
  await expect(page.getByText("Admin", { exact: true })).toBeVisible();
  await expect(page.getByLabel("New password")).toHaveCount(0);

  await account(team.owner.api, login, ["people"]);
  const later = await open(null, "/sign-in?next=/settings");
  await enter(later, login);
  await expect(later.getByText("Member", { exact: true })).toBeVisible();
  await expect(later.getByText("Admin", { exact: true })).toHaveCount(0);

  await account(team.owner.api, login, []);
  const last = await open(null, "/sign-in");
  await enter(last, login);
  await expect(last.getByText("You are in no group that has a role here.")).toBeVisible();
  await page.reload();
  await expect(page).toHaveURL(/\/sign-in/);

  const stranger = await open(null, "/sign-in");
  await enter(stranger, "nobody there");
  await expect(stranger.getByText("did not let you in, or you cancelled")).toBeVisible();
});

test("a statement is signed by signing in anew", async ({ team, run, open }) => {
  const login = `sigi-${Date.now()}`;
  const email = await account(team.owner.api, login, ["people"], "Sigi Signer");
  const page = await open(null, `/sign-in?next=/runs/${run.id}/poll`);
  await enter(page, login);
  await json(team.lead.api.patch(`/api/v1/runs/${run.id}`, { data: { roster: { "Technical Lead": [email] } } }));
  await passAll(team.member, run.id);
  const poll = new PollPage(page);
  await page.reload();
  const dialog = await poll.decide("Technical Lead", "GO");
  await expect(dialog.getByRole("figure")).toContainText("method: oidc");
  const statement = (await dialog.getByRole("figure").textContent()) ?? "";
  await dialog.getByRole("button", { name: "Sign in anew" }).click();
  await signInAtAcme(page, "nobody there");
  await expect(page.getByRole("alert").filter({ hasText: "you cancelled" })).toBeVisible();
  await dialog.getByRole("button", { name: "Sign in anew" }).click();
  await signInAtAcme(page, login);
  await expect(dialog.getByText("You have signed in anew for this statement.")).toBeVisible();
  await expect(dialog.getByRole("figure")).toHaveText(statement);
  await dialog.getByRole("button", { name: "Sign: GO" }).click();
  await expect(poll.station("Technical Lead")).toContainText("with single sign-on");
});
