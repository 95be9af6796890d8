import { defineConfig } from "@playwright/test";

const { JOURNEY_URL, JOURNEY_BROWSER, JOURNEY_LIBRARIES, JOURNEY_FONTS, JOURNEY_OUTPUT, JOURNEY_REPORT } = process.env;

/** `npm test` starts the server and names it here; `npm run dev` or `npm start` serve as well while writing one. */
export default defineConfig({
  testDir: ".",
  outputDir: JOURNEY_OUTPUT ?? "../test-results",
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: JOURNEY_REPORT ? [["json", { outputFile: JOURNEY_REPORT }]] : [["list"]],
  use: {
    actionTimeout: 10_000,
    navigationTimeout: 30_000,
    baseURL: JOURNEY_URL ?? "http://localhost:3000",
    locale: "en-GB",
    timezoneId: "UTC",
    launchOptions: {
      executablePath: JOURNEY_BROWSER,
      chromiumSandbox: false,
      env: {
        ...process.env,
        ...(JOURNEY_LIBRARIES && { LD_LIBRARY_PATH: JOURNEY_LIBRARIES }),
        ...(JOURNEY_FONTS && { FONTCONFIG_PATH: JOURNEY_FONTS }),
      } as Record<string, string>,
    },
  },
});
