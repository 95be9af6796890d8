import fc from "fast-check";
import { expect, it } from "vitest";
import { csvLine } from "./csv";

it("quotes what needs it", () => {
  expect(csvLine(["plain", 'say "no"', "a,b", "two\nlines", null, 7])).toBe(
    'plain,"say ""no""","a,b","two\nlines",,7\r\n',
  );
});

it.each(["=1+1", "+1", "-1", "@sum", "\tx", "\rx", '=HYPERLINK("http://x")'])(
  "keeps %j from being a formula",
  (text) => {
    expect(csvLine([text])).toMatch(/^"'/);
  },
);

it("gives back what went in, but for the apostrophe", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary", maxLength: 12 }), { minLength: 1, maxLength: 5 }), (cells) => {
      const line = csvLine(cells);
      const back = parse(line.slice(0, -2));
      expect(back).toEqual(cells.map((text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)));
    }),
  );
});

/** Reads one line as RFC 4180 describes it. */
function parse(line: string): string[] {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    let text = "";
    if (line[at] === '"') {
      for (at += 1; line[at] !== '"' || line[at + 1] === '"'; at += 1) {
        text += line[at];
        if (line[at] === '"') at += 1;
      }
      at += 1;
    } else for (; at < line.length && line[at] !== ","; at += 1) text += line[at];
    cells.push(text);
    if (at >= line.length) return cells;
    at += 1;
  }
}
