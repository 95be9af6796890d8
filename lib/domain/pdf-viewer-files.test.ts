import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { pdfViewerFile, pdfViewerVersion } from "./pdf-viewer-files";

const root = path.resolve(import.meta.dirname, "../..");
const viewer = path.join(root, "node_modules/pdfjs-dist");

describe("files of the PDF viewer", () => {
  it("are those of the version that is installed", () => {
    const { dependencies } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
    expect(dependencies["pdfjs-dist"]).toBe(pdfViewerVersion);
  });

  it("are all that its workers may ask for", () => {
    const wanted = globSync("{cmaps,standard_fonts,iccs,wasm}/*.{bcmap,pfb,ttf,icc,wasm,js}", {
      cwd: viewer,
      exclude: ["wasm/quickjs*"],
    });
    expect(wanted.length).toBeGreaterThan(150);
    for (const file of wanted) expect(pdfViewerFile([pdfViewerVersion, ...file.split(path.sep)])?.file).toBe(file);
  });

  it.each([
    [pdfViewerVersion, "build", "pdf.worker.min.mjs"],
    [pdfViewerVersion, "build", "pdf.renderer.min.mjs"],
    [pdfViewerVersion, "build", "pdf.min.mjs"],
  ])("have %s/%s/%s", (...names) => {
    expect(pdfViewerFile(names)).toMatchObject({ mediaType: "text/javascript; charset=utf-8" });
  });

  it.each([
    [["1.0.0", "build", "pdf.min.mjs"]],
    [[pdfViewerVersion, "build", "pdf.sandbox.min.mjs"]],
    [[pdfViewerVersion, "wasm", "quickjs-eval.js"]],
    [[pdfViewerVersion, "package.json"]],
    [[pdfViewerVersion, "wasm", "..", "..", "..", ".env"]],
    [[pdfViewerVersion, "wasm", "../../next/package.js"]],
    [[pdfViewerVersion, "wasm", "a%2fb.js"]],
    [[]],
  ])("are nothing else: %j", (names) => {
    expect(pdfViewerFile(names)).toBeNull();
  });
});
