import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { checklist, items } from "./checklist";
import { expect, test } from "./fixtures";
import { json } from "./json";
import { change, passAll } from "./run-api";
import { RunPage } from "./run-page";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const themes = ["light", "dark"] as const;

/** Until nothing appears or leaves any more: a dialog still transparent is none to the checker. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator("[data-starting-style], [data-ending-style]")).toHaveCount(0);
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** From the top of the page: what is half scrolled under the bar is too small a target for axe. Some pages scroll once alive. */
async function expectAccessible(page: Page, what: string): Promise<void> {
  await expect(async () => {
    await page.evaluate(() => window.scrollTo({ top: 0, behavior: "instant" }));
    await settled(page);
    const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`,
    );
    expect(found, what).toEqual([]);
  }).toPass({ timeout: 15_000 });
}

for (const colorScheme of themes) {
  test(`every page is accessible in the ${colorScheme} theme`, async ({ team, run, open }) => {
    test.setTimeout(180_000);
    await passAll(team.member, run.id, [items.dump, items.switch]);
    await change(team.member, run.id, items.switch, { state: "failed", reason: "Sticks" });
    await change(team.member, run.id, items.dump, { blocked: { reason: "No disk" } });
    const at = `/runs/${run.id}`;
    const paths = [
      "/",
      "/runs",
      "/runs?closed=1",
      "/runs/new",
      at,
      `${at}?item=login-works`,
      `${at}/poll`,
      `${at}/live`,
      `${at}/when`,
      `${at}/after`,
      `${at}/history`,
      `${at}/review`,
      `${at}/readiness`,
      `${at}/checks`,
      `/wall/${run.id}`,
    ];
    paths.push("/templates", `/templates/${run.templateId}`, "/templates/new", `/templates/new?of=${run.templateId}`);
    paths.push("/work", "/calendar", "/past", "/settings/history");
    paths.push(`/templates/${run.templateId}/edit`, `/templates/${run.templateId}/versions`);
    paths.push(
      "/settings",
      "/settings/people",
      "/settings/workspace",
      "/settings/messages",
      "/settings/tokens",
      "/nowhere",
      "/runs/nowhere",
    );
    const page = await open(team.owner, paths[0] ?? "/", { colorScheme, reducedMotion: "reduce" });
    for (const path of paths) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page, path);
    }
  });

  test(`the work on a template is accessible in the ${colorScheme} theme`, async ({ team, run, open }) => {
    test.setTimeout(180_000);
    const second = { markdown: checklist.replace("Login works", "Login works for two"), templateId: run.templateId };
    await json(team.lead.api.post("/api/v1/templates", { data: second }));
    const page = await open(team.lead, "/templates/new", { colorScheme, reducedMotion: "reduce" });
    await page.getByRole("region", { name: "Or begin with one of ours" }).getByRole("button").first().click();
    await expect(page.getByRole("dialog").getByRole("region", { name: /^Gate: / })).not.toHaveCount(0);
    await expectAccessible(page, "a look at one of ours");
    await page.keyboard.press("Escape");
    await page.getByLabel("Markdown", { exact: true }).fill(checklist);
    await page.getByRole("article", { name: /Pager reaches/ }).click();
    await expectAccessible(page, "preview");
    await page.getByRole("button", { name: /^item\. Change what “Pager/ }).click();
    await expect(page.getByRole("menu")).toBeVisible();
    await expectAccessible(page, "what it becomes");

    await page.goto(`/templates/${run.templateId}/edit`);
    for (const name of [/^gate: /, /^phase: Deployment/, /^command: /, /^item: Pager/]) {
      await page
        .getByRole("article", { name })
        .first()
        .click({ position: { x: 250, y: 12 } });
      await expectAccessible(page, `editing ${name}`);
    }
    await page.getByRole("button", { name: /^Add below “Pager/ }).click();
    await expect(page.getByRole("menu", { name: "Add or change" })).toBeVisible();
    await expectAccessible(page, "adding and changing");
    await page.keyboard.press("Escape");
    // The checker may have taken the keyboard: the line is pressed again before it is typed in.
    await page.getByRole("heading", { level: 1 }).click();
    await page.getByRole("article", { name: /^item: Pager/ }).click({ position: { x: 250, y: 12 } });
    await page.getByLabel("item: title").fill("Pager reaches the person on call at once");
    await page.getByRole("button", { name: "Both", exact: true }).click();
    await expectAccessible(page, "both sides");
    await page.getByRole("button", { name: "Publish…" }).click();
    await expect(page.getByRole("dialog").getByRole("insertion")).toBeVisible();
    await expectAccessible(page, "publishing");

    await page.goto(`/templates/${run.templateId}/versions`);
    await expect(page.getByRole("insertion")).toBeVisible();
    await expectAccessible(page, "versions");
  });

  test(`dialogs and menus are accessible in the ${colorScheme} theme`, async ({ team, run, open }) => {
    test.setTimeout(180_000);
    await passAll(team.member, run.id, [items.switch]);
    const page = await open(team.lead, `/runs/${run.id}`, { colorScheme, reducedMotion: "reduce" });
    const screen = new RunPage(page);
    const { keyboard } = page;
    await screen.listens();
    const closes = async (what: string) => {
      await expectAccessible(page, what);
      await keyboard.press("Escape");
      await expect(page.getByRole("dialog").or(page.getByRole("menu"))).toHaveCount(0);
    };
    for (const name of ["What the score is made of", "All reasons", "How this is foreseen", "Who holds what"]) {
      await page.getByRole("button", { name }).click();
      await expect(page.getByRole("dialog", { name })).toBeVisible();
      await closes(name);
    }
    await screen.inspect(items.switch);
    await screen.act("Failed").click();
    await expect(page.getByRole("dialog", { name: "Mark as failed" })).toBeVisible();
    await closes("reason");
    await page.getByRole("button", { name: "Edit run and roster" }).click();
    await expect(page.getByRole("dialog", { name: "Edit run" })).toBeVisible();
    await closes("edit run");
    await keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
    await closes("keys");
    await keyboard.press("Control+k");
    await expect(page.getByRole("option", { name: run.name })).toBeVisible();
    await closes("palette");
    await page.getByRole("button", { name: "Theme" }).click();
    await expect(page.getByRole("menu")).toBeVisible();
    await closes("theme");

    await page.goto(`/runs/${run.id}/poll`);
    await page.getByRole("button", { name: "Read and sign" }).click();
    await expectAccessible(page, "deciding");
    await page.getByText("I approve, with conditions.").click();
    await page.getByRole("textbox", { name: "Condition 1" }).fill("Renewed before midnight");
    await expectAccessible(page, "conditions");
    await page.getByRole("button", { name: "Read the statement" }).click();
    await expect(page.getByLabel("Your password")).toBeVisible();
    await expectAccessible(page, "signing");
  });

  test(`pages before signing in, and the phone, are accessible in the ${colorScheme} theme`, async ({
    team,
    run,
    open,
  }) => {
    test.setTimeout(120_000);
    const stranger = await open(null, "/sign-in", { colorScheme });
    await expectAccessible(stranger, "sign-in");
    for (const path of ["/invite/none", "/reset/none"]) {
      await stranger.goto(path);
      await expect(stranger.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(stranger, path);
    }
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
    const page = await open(team.lead, "/", { colorScheme, reducedMotion: "reduce", ...phone });
    for (const path of ["/", `/runs/${run.id}`, `/runs/${run.id}/poll`, "/templates/new"]) {
      await page.goto(path);
      await expect(page.getByRole("main")).toBeVisible();
      await expectAccessible(page, `${path} on a phone`);
    }
  });
}
