import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../paths.ts";
import { Refusal } from "../refusal.ts";

const names = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser", "chrome"];
const fixed = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

/** Variables for `e2e/playwright.config.ts`: which Chromium to drive, and with which libraries. */
type Browser = Record<string, string>;

/** Playwright's own browser, else an installed one, else the one that came with npm, unpacked into `folder`. */
export async function findBrowser(folder: string): Promise<Browser> {
  const wanted = process.env.JOURNEY_BROWSER;
  if (wanted && wanted !== "npm") return { JOURNEY_BROWSER: wanted };
  if (!wanted) {
    const { chromium } = await import("@playwright/test");
    if (existsSync(chromium.executablePath())) return {};
    const installed = installedBrowser();
    if (installed) return { JOURNEY_BROWSER: installed };
  }
  return unpackBrowser(folder);
}

function installedBrowser(): string | undefined {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const found = [...names.flatMap((name) => folders.map((folder) => path.join(folder, name))), ...fixed];
  return found.find((file) => existsSync(file) && answers(file));
}

/** A snap stub or a broken package is there without being a browser. */
function answers(file: string): boolean {
  try {
    return /\d+\./.test(execFileSync(file, ["--version"], { encoding: "utf8", stdio: "pipe", timeout: 20_000 }));
  } catch {
    return false;
  }
}

/** The package unpacks its libraries only where it believes itself to be in AWS Lambda. */
function unpackBrowser(folder: string): Browser {
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new Refusal("There is no Chromium here to try the pages in.", "Run npx playwright install chromium.");
  const script = 'import("@sparticuz/chromium").then(async (m) => console.log(await m.default.executablePath()))';
  const file = execFileSync(process.execPath, ["--eval", script], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" },
  });
  // The package's own configuration looks for its fonts in /tmp.
  const fonts = path.join(folder, "fonts");
  const places = `<dir>${fonts}</dir><dir>/usr/share/fonts</dir><cachedir>${path.join(folder, "font-cache")}</cachedir>`;
  writeFileSync(path.join(fonts, "fonts.conf"), `<fontconfig>${places}</fontconfig>`);
  return {
    JOURNEY_BROWSER: file.trim(),
    JOURNEY_LIBRARIES: path.join(folder, "al2023", "lib"),
    JOURNEY_FONTS: fonts,
  };
}
