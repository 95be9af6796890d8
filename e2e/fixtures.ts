import { type BrowserContextOptions, test as base, type ConsoleMessage, expect, type Page } from "@playwright/test";
import { checklist } from "./checklist";
import { JourneyClock } from "./clock";
import { json } from "./json";
import { makeTeam, type Person, type Team } from "./team";

type Fixtures = {
  clock: JourneyClock;
  /** A run of the small checklist, led by `lead`, with the others in its roles. */
  run: { id: string; name: string; templateId: string };
  /** A page in a browser of their own, signed in; null is a stranger. Fails the test when a page logs an error or violates its content security policy. */
  open: (person: Person | null, path: string, options?: BrowserContextOptions) => Promise<Page>;
};

/** What a refused call or a page that isn't there writes by itself, and a cut connection; the journeys ask for both. */
function isExpected(message: ConsoleMessage, page: Page): boolean {
  const { url } = message.location();
  if (message.text().startsWith("Failed to load resource: net::ERR_INTERNET_DISCONNECTED")) return true;
  const refused = message.text().startsWith("Failed to load resource: the server responded with a status of 4");
  return refused && (url === page.url() || new URL(url).pathname.startsWith("/api/v1/"));
}

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
  clock: async ({ browserName: _ }, use) => use(new JourneyClock()),
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
      await context.addInitScript(() => {
        addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
          console.error(`policy violated: ${violatedDirective} ${blockedURI} ${sample}`),
        );
      });
      const page = await context.newPage();
      opened.push(page);
      page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error" && !isExpected(message, page))
          complaints.push(`${page.url()}: ${message.text()} (${message.location().url})`);
      });
      await page.goto(path);
      return page;
    });
    for (const page of opened) await page.context().close();
    expect(complaints, "errors in the browser's console").toEqual([]);
  },
});

export { expect };
