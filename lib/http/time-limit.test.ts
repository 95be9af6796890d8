import { afterAll, beforeAll, expect, it } from "vitest";
import { testDatabase } from "@/scripts/test/database";
import { getSession } from "./operations/session";
import { publicRoute } from "./route";

beforeAll(async () => {
  await testDatabase();
  process.env.GONOGO_ANSWER_SECONDS = "0.1";
});
afterAll(() => {
  delete process.env.GONOGO_ANSWER_SECONDS;
});

it("a call that hangs is answered all the same", async () => {
  const hangs = publicRoute(getSession, () => new Promise(() => undefined));
  const answer = await hangs(new Request("http://localhost:3000/api/v1/session"), { params: Promise.resolve({}) });
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
});
