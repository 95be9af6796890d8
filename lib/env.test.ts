import { expect, test } from "vitest";
import { parseEnvironment } from "@/lib/env";

const least = { DATABASE_URL: "postgresql://app:word@127.0.0.1:5432/gonogo", GONOGO_SECRET: "x".repeat(32) };

test("what is not set has its default, and an empty variable counts as not set", () => {
  const env = parseEnvironment({ ...least, PORT: "", GONOGO_DEMO: "" });
  expect(env).toMatchObject({ PORT: 3000, GONOGO_URL: "http://localhost:3000", GONOGO_DEMO: false });
  expect(env.GONOGO_DATA_DIR).toMatch(/^\/.*\.data$/);
});

test("the address follows the port unless it is given, and never ends with a slash", () => {
  expect(parseEnvironment({ ...least, PORT: "8080" }).GONOGO_URL).toBe("http://localhost:8080");
  expect(parseEnvironment({ ...least, GONOGO_URL: "https://go.example.test//" }).GONOGO_URL).toBe(
    "https://go.example.test",
  );
});

test.each([
  ["DATABASE_URL", { GONOGO_SECRET: least.GONOGO_SECRET }],
  ["GONOGO_SECRET", { ...least, GONOGO_SECRET: "short" }],
  ["PORT", { ...least, PORT: "http" }],
  ["GONOGO_URL", { ...least, GONOGO_URL: "go.example.test" }],
  ["GONOGO_TEST_CLOCK", { ...least, GONOGO_TEST_CLOCK: "1", GONOGO_URL: "https://go.example.test" }],
])("%s is named when it is wrong", (name, variables) => {
  expect(() => parseEnvironment(variables)).toThrow(name);
});
