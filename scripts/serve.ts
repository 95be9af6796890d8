import { type AppProcess, appEnvironment, startApp, waitUntilReady } from "./app-process.ts";
import { buildWhenNeeded } from "./build.ts";
import { type Database, openDatabase } from "./database.ts";
import { loadDemo } from "./demo.ts";
import { hasLock } from "./lock.ts";
import { applyMigrations } from "./migration/apply.ts";
import { dataDirectory } from "./paths.ts";
import { checkPort, wantedPort } from "./port.ts";
import { Refusal, Stopped } from "./refusal.ts";
import { offerSetupCode } from "./setup-code.ts";
import { stopRequested, unlessStopped } from "./shutdown.ts";
import { type Progress, stage } from "./stage.ts";
import { supervise } from "./supervise.ts";

/** `npm start`: sets up whatever is missing, then serves until somebody stops it. */
export async function run(): Promise<number> {
  return serve("start");
}

/** Everything from the port check to the last process ended; `dev` skips the build and watches the sources. */
export async function serve(mode: "start" | "dev"): Promise<number> {
  if (process.env.GONOGO_TEST_CLOCK)
    throw new Refusal("GONOGO_TEST_CLOCK lets whoever asks set the time.", "It is for tests alone: unset it.");
  const port = wantedPort();
  const ends: (() => Promise<void>)[] = [];
  try {
    // What a killed start left may still hold the port; it is ended before the second look.
    if (!hasLock(dataDirectory())) await checkPort(port);
    // Never abandoned half-way: whatever it has begun, the next lines know how to end.
    const database = await stage("database", (progress) =>
      openDatabase(mode === "start" ? "npm start" : "npm run dev", progress),
    );
    ends.push(database.stop);
    await unlessStopped(checkPort(port));
    await unlessStopped(stage("migrations", (progress) => migrate(database, progress)));
    if (mode === "start") await unlessStopped(stage("build", buildWhenNeeded));
    const demo = await unlessStopped(loadDemo(database));
    const environment = appEnvironment(database, port);
    const start = async () => {
      const app = startApp(mode, port, environment);
      current = app;
      database.lock?.note({ app: app.pid, url: environment.GONOGO_URL });
      await unlessStopped(waitUntilReady(app, port));
      return app;
    };
    let current: AppProcess | undefined;
    ends.push(async () => current?.stop());
    const app = await stage("server", async (progress) => {
      progress("starting");
      const started = await start();
      progress("ready");
      return started;
    }).finally(() => current?.show());
    await welcome(database, environment.GONOGO_URL ?? "", demo);
    const { embedded } = database;
    await Promise.all([
      supervise("The server", app, async () => {
        const again = await start();
        again.show();
        return again;
      }),
      embedded && supervise("PostgreSQL", embedded.server, embedded.startAgain),
    ]);
    return 0;
  } catch (error) {
    if (error instanceof Stopped) return 0;
    throw error;
  } finally {
    await endAll(ends);
  }
}

async function migrate(database: Database, progress: Progress): Promise<void> {
  const user = decodeURIComponent(new URL(database.appUrl).username);
  const applied = await applyMigrations(database.ownerUrl, user);
  progress(applied.length === 0 ? "up to date" : `${applied.length} applied`);
}

async function welcome(database: Database, url: string, demo: string | undefined): Promise<void> {
  const code = await offerSetupCode(database.ownerUrl, database.secret);
  console.log(`\nGonogo is ready: ${url}\n`);
  if (code) console.log(`First visit: open ${url}/setup and enter the code ${code}\n`);
  if (demo) console.log(`${demo}\n`);
  console.log("Ctrl-C stops it.");
}

/** The app first, so that its last requests still find their database. */
async function endAll(ends: (() => Promise<void>)[]): Promise<void> {
  if (ends.length === 0) return;
  const asked = await Promise.race([stopRequested, Promise.resolve("")]);
  const all = async () => {
    for (const end of ends.reverse()) await end();
  };
  if (asked) await stage("stopping", all);
  else await all();
}
