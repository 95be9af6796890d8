import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { describeStorage } from "./contract";
import { localStorage } from "./local";

const root = mkdtempSync(path.join(tmpdir(), "gonogo-storage-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describeStorage("A local directory", () => {
  const directory = mkdtempSync(path.join(root, "evidence-"));
  return {
    storage: localStorage(directory),
    count: async () =>
      readdirSync(directory, { recursive: true, withFileTypes: true }).filter((e) => e.isFile()).length,
  };
});
