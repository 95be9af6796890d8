import { createHmac } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { json } from "./json";
import { PollPage } from "./poll-page";
import { passAll } from "./run-api";
import { join, type Person, password } from "./team";

/** The code an authenticator app shows, `away` half minutes from now. */
function codeOf(secret: string, away = 0): string {
  const bits = Array.from(secret, (letter) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"),
  ).join("");
  const bytes = (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + away));
  const digest = createHmac("sha1", Buffer.from(bytes)).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, "0");
}

/** A security key that is always there and always knows its user. */
async function plugIn(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

async function confirmPassword(page: Page, action: string): Promise<void> {
  await page.getByLabel("Your password").fill(password);
  await page.getByRole("button", { name: action, exact: true }).click();
}

/** Somebody of their own, so that their factors are nobody else's concern. */
const newcomer = (owner: Person, baseURL: string | undefined, name: string) =>
  join(baseURL ?? "", owner, {
    name,
    email: `${name.split(" ")[0]?.toLowerCase()}.${Date.now()}@example.test`,
    roles: ["member"],
  });

async function signsAs(team: { lead: Person }, runId: string, signer: Person): Promise<void> {
  const roster = { "Technical Lead": [signer.email] };
  await json(team.lead.api.patch(`/api/v1/runs/${runId}`, { data: { roster } }));
}

test("an authenticator app: added by its picture, asked for at sign-in, and good for signing", async ({
  team,
  run,
  open,
  baseURL,
}) => {
  const tara = await newcomer(team.owner, baseURL, "Tara Totp");
  await signsAs(team, run.id, tara);
  await passAll(team.member, run.id);
  const page = await open(tara, "/settings");
  await page.getByRole("button", { name: "Add an authenticator app" }).click();
  await confirmPassword(page, "Go on");
  await expect(page.getByRole("img", { name: /QR code/ })).toBeVisible();
  const secret = (await page.getByRole("status", { name: "Key" }).textContent()) ?? "";
  await page.getByLabel("Code the app shows").fill("000000");
  await page.getByRole("button", { name: "Turn it on" }).click();
  await expect(page.getByText("This is not the code the app shows now.")).toBeVisible();
  await page.getByLabel("Code the app shows").fill(codeOf(secret, -1));
  await page.getByRole("button", { name: "Turn it on" }).click();
  const codes = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(codes).toHaveCount(10);
  const [recovery = "", another = ""] = await codes.allTextContents();
  await page.getByRole("button", { name: "I have kept them" }).click();
  await expect(page.getByText("10 left.")).toBeVisible();

  const poll = new PollPage(page);
  await page.goto(`/runs/${run.id}/poll`);
  const dialog = await poll.decide("Technical Lead", "GO");
  await expect(dialog.getByRole("figure")).toContainText("method: totp");
  await dialog.getByLabel("Code of your app").fill(codeOf(secret));
  await dialog.getByRole("button", { name: "Sign: GO" }).click();
  await expect(poll.station("Technical Lead")).toContainText("with authenticator app");

  const again = await open(null, "/sign-in");
  await again.getByLabel("Email").fill(tara.email);
  await again.getByLabel("Password", { exact: true }).fill(password);
  await again.getByRole("button", { name: "Sign in", exact: true }).click();
  await again.getByLabel("Code").fill(codeOf(secret));
  await again.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(again.getByRole("alert").filter({ hasText: "used already" })).toBeVisible();
  await again.getByLabel("Code").fill(recovery);
  await again.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(again.getByRole("button", { name: "Account of Tara Totp" })).toBeVisible();

  await again.goto("/settings");
  await again.getByRole("button", { name: "Remove", exact: true }).click();
  const removing = again.getByRole("dialog", { name: "Remove the authenticator app?" });
  await removing.getByLabel("Your password").fill(password);
  await removing.getByLabel("Code").fill(recovery);
  await removing.getByRole("button", { name: "Remove" }).click();
  await expect(removing).toContainText("used already");
  await expect(removing.getByLabel("Your password")).toHaveValue(password);
  await removing.getByLabel("Code").fill(another);
  await removing.getByRole("button", { name: "Remove" }).click();
  await expect(again.getByText("The authenticator app is removed")).toBeVisible();
});

test("a passkey: added, named, signed in and signed with, and five wrong answers alert the admins", async ({
  team,
  run,
  open,
  baseURL,
}) => {
  const paul = await newcomer(team.owner, baseURL, "Paul Passkey");
  await signsAs(team, run.id, paul);
  await passAll(team.member, run.id);
  const page = await open(paul, "/settings");
  await plugIn(page);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await confirmPassword(page, "Go on");
  await page.getByRole("button", { name: "I have kept them" }).click();
  await page.getByRole("button", { name: /^Rename/ }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Blue key");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: "Remove Blue key" })).toBeVisible();

  const admin = await open(team.owner, "/settings/workspace");
  await admin.getByRole("combobox").click();
  await admin.getByRole("option", { name: /^A passkey/ }).click();
  const changing = admin.getByRole("dialog", { name: "Change what a signature asks for?" });
  await expect(changing).toContainText("at least: a passkey");
  await changing.getByLabel("Your password").fill(password);
  await changing.getByRole("button", { name: "Change it" }).click();
  await expect(admin.getByText("Saved")).toBeVisible();
  try {
    const at = `/api/v1/runs/${run.id}/signoffs/technical-lead`;
    const weak = await paul.api.post(`${at}/ceremonies`, { data: { decision: "approve", method: "password" } });
    expect(await weak.json()).toMatchObject({ code: "invalid_input", problems: [{ path: "method" }] });

    const poll = new PollPage(page);
    await page.goto(`/runs/${run.id}/poll`);
    const dialog = await poll.decide("Technical Lead", "GO");
    await expect(dialog).toContainText("Your browser asks for your passkey next.");
    await dialog.getByRole("button", { name: "Sign: GO" }).click();
    await expect(poll.station("Technical Lead")).toContainText("with passkey");

    const ceremony = await json(
      paul.api.post(`${at}/ceremonies`, { data: { decision: "approve", method: "passkey" } }),
    );
    const made = { ceremony: ceremony.id, statement: ceremony.sha256, assertion: forged };
    for (let n = 0; n < 5; n += 1) expect((await paul.api.post(`${at}/signatures`, { data: made })).status()).toBe(403);
    expect((await paul.api.post(`${at}/signatures`, { data: made })).status()).toBe(410);
    await admin.goto("/");
    const notice = admin.getByRole("region", { name: "For the admins" });
    await expect(notice).toContainText("failed five times to sign as Paul Passkey");
    await notice.getByRole("button", { name: "Seen" }).first().click();
    await expect(notice.getByText("Paul Passkey")).toHaveCount(0);
  } finally {
    await team.owner.api.patch("/api/v1/workspace", { data: { signingRequires: "password", password } });
  }

  await page.getByRole("button", { name: "Account of Paul Passkey" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).press("Enter");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByRole("button", { name: "Account of Paul Passkey" })).toBeVisible();

  await page.goto("/settings/tokens");
  await page.getByRole("button", { name: "New token" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("By key");
  await page.getByRole("button", { name: "Make the token" }).click();
  const proof = page.getByRole("dialog", { name: "Make the token By key?" });
  await expect(proof).toContainText("Your browser asks for your passkey next");
  await proof.getByRole("button", { name: "Use your password and a recovery code instead" }).click();
  await expect(proof.getByLabel("Your password")).toBeFocused();
  await proof.getByRole("button", { name: "Use your passkey instead" }).click();
  await proof.getByRole("button", { name: "Make the token" }).click();
  await expect(page.getByRole("status", { name: "Token" })).toHaveText(/^gng_/);
});

test("at an IP address the pages say where passkeys work", async ({ open, baseURL }) => {
  const { port } = new URL(baseURL ?? "");
  const page = await open(null, `http://127.0.0.1:${port}/sign-in`);
  await expect(page.getByText(`Passkeys work at http://localhost:${port}, not at`)).toBeVisible();
  await page.getByRole("link", { name: "Go there" }).click();
  await expect(page).toHaveURL(`http://localhost:${port}/sign-in`);
});

const forged = {
  id: "AAAA",
  rawId: "AAAA",
  type: "public-key",
  response: { clientDataJSON: "AAAA", authenticatorData: "AAAA", signature: "AAAA" },
};
