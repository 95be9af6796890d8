import fc from "fast-check";
import { expect, it } from "vitest";
import { ansiLines, findInLines, markSpans, plainLine } from "./ansi";

const shown = (text: string) =>
  ansiLines(text).map((line) => line.map(({ text, colour, bold }) => [text, colour, bold]));

it.each<[string, string, unknown]>([
  [
    "colours",
    "a\u001b[31mred\u001b[0m b",
    [
      [
        ["a", null, false],
        ["red", "red", false],
        [" b", null, false],
      ],
    ],
  ],
  [
    "bright and bold",
    "\u001b[1;92mok\u001b[22;39m.",
    [
      [
        ["ok", "green", true],
        [".", null, false],
      ],
    ],
  ],
  ["a colour over lines", "\u001b[33ma\nb", [[["a", "yellow", false]], [["b", "yellow", false]]]],
  [
    "256 colours as plain",
    "\u001b[38;5;196mx\u001b[38;2;1;2;31my",
    [
      [
        ["x", null, false],
        ["y", null, false],
      ],
    ],
  ],
  ["a line written over", "10 %\r50 %\r100 %\r\nnext", [[["100 %", null, false]], [["next", null, false]]]],
  [
    "links and titles of windows",
    "\u001b]8;;javascript:x\u0007y\u001b]0;t\u001b\\z",
    [
      [
        ["y", null, false],
        ["z", null, false],
      ],
    ],
  ],
  ["moves and clears", "\u001b[2J\u001b[Hx\u0007\u0008", [[["x", null, false]]]],
  ["markup", "<img src=x onerror=alert(1)>", [[["<img src=x onerror=alert(1)>", null, false]]]],
  ["a last line end", "a\n", [[["a", null, false]]]],
])("%s", (_, text, lines) => {
  expect(shown(text)).toEqual(lines);
});

it("leaves no control character, and loses no other, whatever comes", () => {
  const piece = fc.oneof(
    fc.string({ unit: "binary", maxLength: 8 }),
    fc.constantFrom("\u001b[", "\u001b]8;;", "31m", "\r", "\n"),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const text = ansiLines(pieces.join("")).map(plainLine).join("\n");
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must be gone
      expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
    }),
    { numRuns: 2000 },
  );
});

it("finds and marks across colours", () => {
  const [line = []] = ansiLines("Err\u001b[31mor\u001b[0m: error");
  const matches = findInLines([plainLine(line)], "ERROR");
  expect(matches).toEqual([
    { line: 0, from: 0, to: 5 },
    { line: 0, from: 7, to: 12 },
  ]);
  expect(markSpans(line, matches, matches[1] ?? null).map(({ text, mark }) => [text, mark])).toEqual([
    ["Err", "match"],
    ["or", "match"],
    [": ", null],
    ["error", "current"],
  ]);
  expect(findInLines(["aaaa"], "aa")).toHaveLength(2);
  expect(findInLines(["x"], "")).toEqual([]);
});
