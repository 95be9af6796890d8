import { expect, it } from "vitest";
import { webAddressSchema } from "./web-address";

it.each([
  ["https://tickets.example.test/OPS-1?a=b#c", "https://tickets.example.test/OPS-1?a=b#c"],
  ["http://localhost:3000/x", "http://localhost:3000/x"],
  ["  https://tickets.example.test/OPS-1 \n", "https://tickets.example.test/OPS-1"],
  ["\thttps://tickets.example.test/OPS-1\u00a0", "https://tickets.example.test/OPS-1"],
  [` https://tickets.example.test/${"a".repeat(1970)}  `, `https://tickets.example.test/${"a".repeat(1970)}`],
  ["https:// tickets.example.test", null],
  ["  ", null],
  ["javascript:alert(1)", null],
  ["JavaScript://x.test/%0aalert(1)", null],
  ["data:text/html,x", null],
  ["ftp://files.example.test", null],
  ["//tickets.example.test", null],
  ["OPS-1", null],
  ["", null],
  [`https://tickets.example.test/${"a".repeat(2000)}`, null],
])("%s is read as %s", (text, read) => {
  const result = webAddressSchema.safeParse(text);
  expect(result.data ?? null).toBe(read);
});

it("says what it wants", () => {
  expect(webAddressSchema.safeParse("OPS-1").error?.issues.map(({ message }) => message)).toEqual([
    "Give an http or https address.",
  ]);
});
