import { expect, it } from "vitest";
import { answerJson, answerJsonText, answerMarkdown, attachment, wantsMarkdown } from "./answer";

const asking = (accept: string) => new Request("http://localhost/", { headers: { accept } });

it.each([
  ["text/markdown", true],
  ["text/markdown, application/json", true],
  ["application/json, text/markdown", false],
  ["*/*", false],
  ["", false],
])("Accept %j: Markdown %s", (accept, expected) => {
  expect(wantsMarkdown(asking(accept))).toBe(expected);
});

it("keeps line breaks, quotes and slashes out of the header", () => {
  expect(attachment('a"b\r\nSet-Cookie: x/../é%.md')).toBe(
    "attachment; filename=\"a_b Set-Cookie: x .. __.md\"; filename*=UTF-8''a%22b%20Set-Cookie%3A%20x%20..%20%C3%A9%25.md",
  );
});

it("names a file that has no name left", () => {
  expect(attachment("\u0000")).toContain('filename="file"');
});

it("says what it is, and that nobody is to keep it", () => {
  const answers = [answerJson({}), answerJsonText("{}"), answerMarkdown("# A", "A")];
  expect(answers.map(({ headers }) => [headers.get("content-type"), headers.get("cache-control")])).toEqual([
    ["application/json", "no-store"],
    ["application/json", "no-store"],
    ["text/markdown; charset=utf-8", "no-store"],
  ]);
});
