import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Markdown, MarkdownLine } from "./markdown";

const html = (text: string) => renderToStaticMarkup(<Markdown text={text} />);

describe("Markdown", () => {
  it("shows no raw HTML", () => {
    expect(html('<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n<b onclick="x">bold</b>')).not.toMatch(
      /<script|<img|onerror|onclick|<b>/,
    );
  });

  it("loads nothing from elsewhere", () => {
    const shown = html("![diagram](https://elsewhere.test/pixel.png)");
    expect(shown).not.toContain("elsewhere.test");
    expect(shown).toContain("[picture: diagram]");
  });

  it.each(["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd"])(
    "makes no link of %s",
    (url) => {
      expect(html(`[press](${url})`)).not.toMatch(/<a|href/);
    },
  );

  it("keeps links of the web, without telling them who asks", () => {
    expect(html("[docs](https://example.test/a)")).toMatch(/href="https:\/\/example.test\/a" rel="noreferrer[^"]*"/);
  });

  it("keeps lines that begin with a bold name apart", () => {
    expect(html("**Status**: FAILED\n**Score:** 20\nand more")).toMatch(
      /FAILED<br\/>\n<strong>Score:<\/strong> 20\nand more/,
    );
  });
});

describe("hostile text", () => {
  const deep = (open: string, close = "") => `${open.repeat(1300)}x${close.repeat(1300)}`;

  it("is not a long table or list", () => {
    const rows = "| **name** | [link](https://example.test) |\n".repeat(100);
    expect(html(`| A | B |\n|---|---|\n${rows}`)).toContain("<table");
    expect(html("- **name**: [link](https://example.test)\n".repeat(100))).toContain("<ul");
  });

  it.each([
    deep("> "),
    deep(">"),
    deep("- "),
    deep("1. "),
    deep("*a **b ", " c** d*"),
    deep("_a **", "** b_"),
    deep("~~a *", "* b~~"),
    deep("![", "](x)"),
    deep("[", "](x)"),
    Array.from({ length: 190 }, (_, depth) => `${" ".repeat(depth)}- a`).join("\n"),
  ])("is shown whole, %#", (text) => {
    expect(html(text)).toContain(text.includes("x") ? "x" : "a");
    renderToStaticMarkup(<MarkdownLine text={text} />);
  });

  it.each(["[", "![", "*a ", "_b ", "**", "`", "|", "<a ", "&amp;", "[^1]", "*_"])(
    "takes no time, %j",
    (piece) => {
      const before = performance.now();
      for (const size of [4000, 20_000, 1_000_000]) {
        const text = piece.repeat(size / piece.length);
        renderToStaticMarkup(<Markdown text={text} />);
        renderToStaticMarkup(<MarkdownLine text={text} />);
      }
      expect(performance.now() - before).toBeLessThan(8000);
    },
    30_000,
  );
});

describe("MarkdownLine", () => {
  it("is phrasing only, whatever it holds", () => {
    const line = (text: string) => renderToStaticMarkup(<MarkdownLine text={text} />);
    expect(line("Run `kubectl get nodes` **now**")).toMatch(
      /^Run <code[^>]*>kubectl get nodes<\/code> <strong>now<\/strong>$/,
    );
    expect(line("# not a heading")).not.toContain("<h1");
    expect(line("plain words")).toBe("plain words");
  });
});
