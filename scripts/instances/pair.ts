import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type AppProcess, appEnvironment, startApp, waitUntilReady } from "../app-process.ts";
import { applyMigrations } from "../migration/apply.ts";
import { freePort } from "../postgres/cluster.ts";
import { appRole } from "../postgres/roles.ts";
import { startTemporaryServer } from "../postgres/temporary.ts";
import { offerSetupCode } from "../setup-code.ts";
import { type ReceivedMail, startMailServer } from "../test/mail-server.ts";

/** Two production servers on one database, with a mail server beside them. */
export type Pair = {
  a: string;
  b: string;
  databaseUrl: string;
  setupCode: string;
  mails: readonly ReceivedMail[];
  /** Ends the first one as a power cut would. */
  killA: () => Promise<void>;
  stop: () => Promise<void>;
};

/** Starts both from nothing; needs a finished production build. Leaves nothing when it fails. */
export async function startPair(): Promise<Pair> {
  const directory = mkdtempSync(path.join(tmpdir(), "gonogo-pair-"));
  const ends: (() => Promise<void>)[] = [async () => rmSync(directory, { recursive: true, force: true })];
  const stop = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const server = await startTemporaryServer({});
    ends.push(server.stop);
    const urls = await server.createDatabase("pair");
    await applyMigrations(urls.owner, appRole);
    const secret = server.secrets.session;
    const setupCode = (await offerSetupCode(urls.owner, secret)) ?? "";
    const mail = await startMailServer();
    ends.push(mail.close);
    const ports = [await freePort(), await freePort()] as const;
    const url = `http://localhost:${ports[0]}`;
    const start = (port: number): AppProcess => {
      const app = startApp("start", port, {
        ...appEnvironment({ appUrl: urls.app, secret }, port),
        // As behind one proxy: people know one address, whichever of the two answers.
        GONOGO_URL: url,
        NEXTAUTH_URL: url,
        GONOGO_DATA_DIR: directory,
        GONOGO_SMTP_URL: mail.url,
        GONOGO_TEST_CLOCK: "1",
      });
      ends.push(app.stop);
      return app;
    };
    const [first, second] = [start(ports[0]), start(ports[1])];
    await Promise.all([waitUntilReady(first, ports[0]), waitUntilReady(second, ports[1])]);
    return {
      a: url,
      b: `http://localhost:${ports[1]}`,
      databaseUrl: urls.superuser,
      setupCode,
      mails: mail.mails,
      killA: async () => {
        process.kill(first.pid, "SIGKILL");
        await first.ended;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
