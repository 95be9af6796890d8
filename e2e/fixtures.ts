import { type BrowserContextOptions, test as base, expect, type Page } from "@playwright/test";
import { checklist } from "./checklist";
import { json } from "./json";
import { makeTeam, type Person, type Team } from "./team";

type Fixtures = {
  /** A run of the small checklist, led by `lead`, with the others in its roles. */
  run: { id: string; name: string; templateId: string };
  /** A page in a browser of their own, signed in; null is a stranger. Fails the test when a page logs an error. */
  open: (person: Person | null, path: string, options?: BrowserContextOptions) => Promise<Page>;
};

/** What a refused or cut-off request writes by itself; the journeys ask for both. */
const expected =
  /^Failed to load resource: (the server responded with a status of 4\d\d|net::ERR_INTERNET_DISCONNECTED)/;

export const test = base.extend<Fixtures, { team: Team }>({
  team: [
    async ({ browserName: _ }, use, info) => {
      const team = await makeTeam(info.project.use.baseURL ?? "");
      await use(team);
      for (const person of Object.values(team)) await person.api.dispose();
    },
    { scope: "worker" },
  ],
  run: async ({ team }, use, info) => {
    const template = await json(team.lead.api.post("/api/v1/templates", { data: { markdown: checklist } }));
    const name = `Ledger ${Date.now().toString(36)}: ${info.title.slice(0, 50)}`;
    const run = await json(
      team.lead.api.post("/api/v1/runs", {
        data: {
          templateId: template.id,
          name,
          environment: "production",
          targetAt: new Date(Date.now() + 4 * 3_600_000).toISOString(),
          artefact: { version: "3.1.0" },
          roster: {
            "Technical Lead": [team.lead.email],
            "Security Lead": [team.security.email],
            contributor: [team.member.email],
          },
        },
      }),
    );
    await use({ id: run.id, name, templateId: template.id });
  },
  open: async ({ browser, baseURL }, use) => {
    const opened: Page[] = [];
    const complaints: string[] = [];
    await use(async (person, path, options = {}) => {
      const context = await browser.newContext({
        baseURL,
        viewport: { width: 1440, height: 900 },
        ...(person ? { storageState: await person.api.storageState() } : {}),
        ...options,
      });
      const page = await context.newPage();
      opened.push(page);
      page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error" && !expected.test(message.text()))
          complaints.push(`${page.url()}: ${message.text()}`);
      });
      await page.goto(path);
      return page;
    });
    for (const page of opened) await page.context().close();
    expect(complaints, "errors in the browser's console").toEqual([]);
  },
});

export { expect };
