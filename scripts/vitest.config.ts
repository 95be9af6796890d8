import path from "node:path";
import { defineConfig } from "vitest/config";

const root = path.resolve(import.meta.dirname, "..");
const shared = { root, resolve: { alias: { "@": root } } };

const seeded = ["./scripts/test/property-seed.ts"];

/** Tests of scripts that start nothing. */
const quick = [
  "scripts/fuzz/*.test.ts",
  "scripts/migration/functions.test.ts",
  "scripts/package-lock.test.ts",
  "scripts/setup-code.test.ts",
];

/** Verbs of the command line that work on the database. */
const verbs = ["scripts/backup/backup.test.ts", "scripts/cli/template.test.ts"];

/** Files whose tests need no database come in `rules`; `launcher` starts the real launcher. */
export default defineConfig({
  root,
  test: {
    maxWorkers: 2,
    projects: [
      {
        ...shared,
        test: {
          name: "rules",
          setupFiles: seeded,
          testTimeout: 60_000,
          include: [
            "lib/*.test.ts",
            "lib/{domain,markdown,secret}/**/*.test.ts",
            "{app,components,templates}/**/*.test.{ts,tsx}",
            ...quick,
          ],
        },
      },
      {
        ...shared,
        test: {
          name: "data",
          setupFiles: seeded,
          include: [
            "lib/{auth,data,http,jobs,notify,pdf,realtime,storage}/**/*.test.ts",
            "prisma/**/*.test.ts",
            ...verbs,
          ],
          globalSetup: "./scripts/test/database-server.ts",
          env: { GONOGO_SECRET: "a secret of the tests and of nothing else" },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...shared,
        test: {
          name: "launcher",
          include: ["scripts/**/*.test.ts"],
          exclude: [...quick, ...verbs],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
