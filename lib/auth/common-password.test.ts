import { describe, expect, it } from "vitest";
import { newPasswordHash } from "./new-password";

describe("a password out of breaches", () => {
  it.each([
    ["123qweasdzxc", "as it is"],
    ["QWERTY123456", "in capitals"],
    ["monkeymonkey", "repeated"],
    ["dragon!!!!!2026", "with signs behind it"],
    ["2026-sunshine-1", "with signs around it"],
    ["gonogo2026!!", "our own name"],
    ["ada.lovelace", "the name before the @"],
  ])("is refused: %s, %s", async (password) => {
    expect(await newPasswordHash(password, "ada.lovelace@example.test")).toMatchObject({
      code: "invalid_input",
      problems: [{ path: "password", message: expect.stringContaining("guess") }],
    });
  });

  it.each(["correct horse battery staple", "twelve chars", "two monkeys on a dragon", "            é x"])(
    "and %j is taken",
    async (password) => {
      expect((await newPasswordHash(password, "ada@example.test")).ok).toBe(true);
    },
  );
});
