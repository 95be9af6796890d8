import {
  type APIRequestContext,
  type APIResponse,
  type Browser,
  test as base,
  expect,
  type Page,
  request,
} from "@playwright/test";

/** One person of the workspace under test, with a way in over HTTP and in the browser. */
export type Person = {
  name: string;
  email: string;
  password: string;
  /** Signed in; JSON in, JSON out. */
  api: APIRequestContext;
  /** A page of a browser of their own. */
  page: (browser: Browser, options?: { width?: number; height?: number; dark?: boolean }) => Promise<Page>;
};

export type Team = { owner: Person; lead: Person; member: Person; security: Person; auditor: Person };

const password = "correct horse battery staple";
const ownerEmail = "olga@example.test";

/** The first person exists once per server: set-up by whoever comes first, sign-in from then on. */
async function enter(baseURL: string, name: string, email: string): Promise<Person> {
  const api = await request.newContext({ baseURL });
  const signedIn = await api.post("/api/v1/session", { data: { email, password } });
  if (!signedIn.ok()) throw new Error(`${email} could not sign in: ${await signedIn.text()}`);
  return {
    name,
    email,
    password,
    api,
    page: async (browser, { width = 1440, height = 900, dark = false } = {}) => {
      const context = await browser.newContext({
        baseURL,
        viewport: { width, height },
        colorScheme: dark ? "dark" : "light",
        storageState: await api.storageState(),
      });
      return context.newPage();
    },
  };
}

async function setUp(baseURL: string): Promise<void> {
  const api = await request.newContext({ baseURL });
  const data = {
    code: process.env.JOURNEY_SETUP_CODE,
    workspace: "Payments",
    name: "Olga Owner",
    email: ownerEmail,
    password,
    sample: false,
  };
  const response = await api.post("/api/v1/setup", { data });
  // 409: an earlier journey has done it through the page.
  if (!response.ok() && response.status() !== 409) throw new Error(await response.text());
  await api.dispose();
}

async function invite(baseURL: string, owner: Person, name: string, email: string, roles: string[]): Promise<Person> {
  const invited = await owner.api.post("/api/v1/invitations", { data: { email, roles } });
  if (invited.ok()) {
    const { url } = (await invited.json()) as { url: string };
    const token = new URL(url).pathname.split("/").at(-1);
    const anybody = await request.newContext({ baseURL });
    const accepted = await anybody.post("/api/v1/invitations/accept", { data: { token, name, password } });
    if (!accepted.ok()) throw new Error(await accepted.text());
    await anybody.dispose();
  }
  return enter(baseURL, name, email);
}

type Fixtures = {
  /** A run of the small checklist, led by `lead`, with the others in its roles. */
  run: { id: string; name: string };
};

/** The checklist of the journeys: every construct they touch, in a page. */
export const checklist = `# Ledger release

**Version**: 3.1

## Before the release

### Backups
- **Severity**: CRITICAL
- **Estimated Time**: 40 minutes

- [ ] Nightly dump copied to the second site
- [ ] Restore rehearsed on a scratch machine
  - [ ] Row counts agree
  - [ ] Login works

**Verification**:
\`\`\`bash
pg_restore --list ledger.dump
\`\`\`

### Alerts
- **Severity**: HIGH

- [ ] Pager reaches the person on call

## Deployment

- [ ] Switch the load balancer
- [ ] Watch the first hundred payments

## Sign-off

- [ ] **Technical Lead:** _________________ Date: _______
- [ ] **Security Lead:** _________________ Date: _______
`;

export const test = base.extend<Fixtures, { team: Team }>({
  team: [
    async ({ browserName: _ }, use, info) => {
      const baseURL = info.project.use.baseURL ?? "http://localhost:3000";
      await setUp(baseURL);
      const owner = await enter(baseURL, "Olga Owner", ownerEmail);
      const team: Team = {
        owner,
        lead: await invite(baseURL, owner, "Leo Lead", "leo@example.test", ["member", "template_editor"]),
        member: await invite(baseURL, owner, "Mona Member", "mona@example.test", ["member"]),
        security: await invite(baseURL, owner, "Sena Security", "sena@example.test", ["member"]),
        auditor: await invite(baseURL, owner, "Aude Auditor", "aude@example.test", ["auditor"]),
      };
      await use(team);
      for (const person of Object.values(team)) await person.api.dispose();
    },
    { scope: "worker" },
  ],
  run: async ({ team }, use, info) => {
    const { api } = team.lead;
    const template = await json(api.post("/api/v1/templates", { data: { markdown: checklist } }));
    const name = `Ledger ${info.title.slice(0, 40)}`;
    const run = await json(
      api.post("/api/v1/runs", {
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
    await use({ id: run.id, name });
  },
});

export { expect };

/** What an answer holds, as loosely as a program in another language would see it. */
export type Json = { [field: string]: Json } & { id: string; items: Json[]; phases: Json[]; sections: Json[] } & Record<
    "key" | "title" | "state" | "verdict" | "code" | "sha256" | "statement" | "secret",
    string
  > &
  Record<"version" | "score" | "seq", number>;

/** The answer's JSON; fails with the answer's text when it was refused. */
export async function json(response: Promise<APIResponse>): Promise<Json> {
  const answer = await response;
  if (!answer.ok()) throw new Error(`${answer.status()} ${answer.url()}: ${await answer.text()}`);
  return answer.json();
}

/** Every item without sub-items of a run's tree, in document order. */
export function leavesOf(nodes: readonly Json[]): Json[] {
  return nodes.flatMap((node) => [
    ...(node.items ?? []).flatMap((item) => (item.items.length > 0 ? leavesOf([item]) : [item])),
    ...leavesOf(node.sections ?? []),
  ]);
}
