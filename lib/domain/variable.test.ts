import fc from "fast-check";
import { expect, it } from "vitest";
import { cleanValue, fillText, namesIn, variableName } from "./variable";

const none = new Map<string, string>();
const values = new Map([
  ["service", "checkout"],
  ["image-tag", "a1"],
]);

it("fills in every spelling of a name, and leaves what has no value or belongs to others", () => {
  expect(fillText("{{service}} {{ Service }} {{image_tag}} {{Image tag}}", values, none)).toBe(
    "checkout checkout a1 a1",
  );
  const others = `{{version}} ${"$"}{{ service }} {{.service}} {{ service | upper }} {{}} {service} {{#service}}`;
  expect(fillText(others, values, none)).toBe(others);
  expect(fillText("{{constructor}} {{__proto__}}", values, none)).toBe("{{constructor}} {{__proto__}}");
});

it("fills in other spellings, the longest first, and never what was filled in", () => {
  const spellings = new Map([
    ["TAG", "image-tag"],
    ["<IMAGE_TAG>", "image-tag"],
    ["[service]", "service"],
  ]);
  expect(fillText("deploy [service]:<IMAGE_TAG> TAG", values, spellings)).toBe("deploy checkout:a1 a1");
  expect(
    fillText(
      "{{service}}",
      new Map([
        ["service", "{{image-tag}} TAG"],
        ["image-tag", "a1"],
      ]),
      spellings,
    ),
  ).toBe("{{image-tag}} TAG");
});

it("changes nothing of any text but the references it has values for", () => {
  const piece = fc.constantFrom("{{service}}", "{{other}}", "{{", "}}", "$", "{", "a b", "\n", "{{ service }}");
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => {
      const text = pieces.join("");
      expect(fillText(text, new Map(), none)).toBe(text);
      const names = namesIn(text);
      const filled = fillText(text, new Map(names.map((name) => [name, "«»"])), none);
      expect(namesIn(filled)).toEqual([]);
      expect(filled.split("«»").length - 1).toBeGreaterThanOrEqual(names.length);
    }),
  );
});

it("is linear on hostile text", () => {
  const hostile = `${"{{a ".repeat(50_000)}${"{{ ".repeat(50_000)}${"a-".repeat(50_000)}`;
  const from = performance.now();
  expect(namesIn(hostile)).toEqual([]);
  expect(performance.now() - from).toBeLessThan(1000);
});

it("keeps values on one line, without controls, at most 400 long", () => {
  expect(cleanValue(" a\u202E\n\tb\u0000 ")).toBe("a b");
  expect(cleanValue("x".repeat(900)).length).toBe(400);
  const unit = fc.constantFrom("a", " ", "\n", "\u0000", "\u202E", "\u2028", "\u00e9", "\ud83d", "\ude00", "}", "{");
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 500 }), (text) => {
      expect(cleanValue(cleanValue(text))).toBe(cleanValue(text));
    }),
  );
});

it("gives one name to one spelling after another", () => {
  expect(["Image tag", "image_tag", " IMAGE-TAG ", "image--tag"].map(variableName)).toEqual(Array(4).fill("image-tag"));
});
