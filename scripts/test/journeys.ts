import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { appEnvironment, startApp, waitUntilReady } from "../app-process.ts";
import { applyMigrations } from "../migration/apply.ts";
import { freePort } from "../postgres/cluster.ts";
import { appRole } from "../postgres/roles.ts";
import { startTemporaryServer } from "../postgres/temporary.ts";
import { offerSetupCode } from "../setup-code.ts";
import { unlessStopped } from "../shutdown.ts";
import type { Progress } from "../stage.ts";
import { findBrowser } from "./browser.ts";
import { startIdentityProvider } from "./identity-provider.ts";
import { startMailbox } from "./mailbox.ts";
import type { Outcome } from "./tally.ts";
import { finished, readReport } from "./vitest.ts";

type Spec = { title: string; file: string; tests: { status: string; results: { error?: { message?: string } }[] }[] };
type Suite = { suites?: Suite[]; specs: Spec[] };
type Report = { suites: Suite[]; errors: { message?: string }[] };

/** The browser journeys: production build, throw-away database, server and Chromium, all ended at the end. */
export async function runJourneys(progress: Progress, filters: string[] = []): Promise<Outcome> {
  const folder = mkdtempSync(path.join(tmpdir(), "gonogo-journeys-"));
  const ends: (() => Promise<void> | void)[] = [() => rmSync(folder, { recursive: true, force: true })];
  try {
    progress("browser");
    const browser = await findBrowser(folder);
    progress("database and server");
    const server = await startTemporaryServer({});
    ends.push(server.stop);
    const urls = await server.createDatabase("journeys");
    await applyMigrations(urls.owner, appRole);
    const port = await freePort();
    const secret = server.secrets.session;
    const code = await offerSetupCode(urls.owner, secret);
    const environment = appEnvironment({ appUrl: urls.app, secret }, port);
    const url = `http://localhost:${port}`;
    const provider = await startIdentityProvider(`${url}/api/v1/session/sso/return`);
    ends.push(provider.close);
    const mailbox = await startMailbox();
    ends.push(mailbox.close);
    const app = startApp("start", port, {
      ...environment,
      GONOGO_URL: url,
      NEXTAUTH_URL: url,
      GONOGO_TEST_CLOCK: "1",
      GONOGO_DATA_DIR: path.join(folder, "data"),
      GONOGO_SMTP_URL: mailbox.smtpUrl,
      GONOGO_WEBHOOK_PRIVATE_HOSTS: "127.0.0.1",
      GONOGO_OIDC_ISSUER: provider.issuer,
      GONOGO_OIDC_CLIENT_ID: provider.clientId,
      GONOGO_OIDC_CLIENT_SECRET: provider.clientSecret,
      GONOGO_OIDC_SCOPES: "openid email profile groups",
      GONOGO_OIDC_NAME: "Acme",
      GONOGO_OIDC_ROLES: JSON.stringify({ releases: ["admin"], people: ["member"] }),
    });
    ends.push(app.stop);
    await unlessStopped(waitUntilReady(app, port)).finally(app.show);
    progress("in the browser");
    const file = path.join(folder, "report.json");
    const output = await finished(
      "node_modules/@playwright/test/cli.js",
      ["test", "--config", "e2e/playwright.config.ts", ...(filters.length > 0 ? ["00-setup", ...filters] : [])],
      {
        ...browser,
        JOURNEY_URL: url,
        JOURNEY_PROVIDER: provider.issuer,
        JOURNEY_MAILBOX: mailbox.url,
        JOURNEY_SETUP_CODE: code ?? "",
        JOURNEY_DATABASE_OWNER_URL: urls.owner,
        JOURNEY_DATABASE_URL: urls.app,
        JOURNEY_OUTPUT: path.join(folder, "results"),
        JOURNEY_REPORT: file,
      },
    );
    return count(readReport<Report>(file, output));
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

function count(report: Report): Outcome {
  const specs = report.suites.flatMap(specsOf);
  const tests = specs.flatMap((spec) => spec.tests.map((test) => ({ spec, test })));
  const failed = tests.filter(({ test }) => test.status === "unexpected" || test.status === "flaky");
  const broken = report.errors.map((error) => error.message ?? "Playwright failed.");
  const complaints = failed.map(
    ({ spec, test }) =>
      `e2e/${spec.file} › ${spec.title}\n${test.results.map((result) => result.error?.message).join("\n")}`,
  );
  return {
    passed: tests.filter(({ test }) => test.status === "expected").length,
    failed: complaints.length + broken.length,
    skipped: tests.filter(({ test }) => test.status === "skipped").length,
    complaints: [...complaints, ...broken],
  };
}

function specsOf(suite: Suite): Spec[] {
  return [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)];
}
