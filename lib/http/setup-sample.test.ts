import { createHash } from "node:crypto";
import { afterAll, expect, it } from "vitest";
import { GET as dashboard } from "@/app/api/v1/dashboard/route";
import { POST as setUp } from "@/app/api/v1/setup/route";
import { openDatabase } from "@/lib/data/database";
import { visitor } from "@/prisma/factories/visitor";
import { testDatabase } from "@/scripts/test/database";

const db = openDatabase((await testDatabase()).app, 4);
afterAll(() => db.$disconnect());

it("fills the new workspace with the sample, whose people can't sign in", async () => {
  const code = "ABCDEFGHJKLMNPQR";
  const value = { sha256: createHash("sha256").update(code).digest("hex") };
  await db.instanceSetting.create({ data: { key: "setup_code", value } });
  const who = visitor();
  const body = {
    code,
    workspace: "Ours",
    name: "Olga",
    email: "olga@ours.test",
    password: "twelve characters",
    sample: true,
  };
  expect((await who.call(setUp, "POST", "/setup", { body })).status).toBe(201);
  const seen = await who.call<{ runs: { lead: { name: string }; verdict: string }[] }>(dashboard, "GET", "/dashboard");
  expect(seen.body.runs.map(({ verdict }) => verdict).sort()).toEqual(["go", "go_with_conditions", "no_go", "no_go"]);
  const people = await db.person.findMany({ where: { passwordHash: { not: null } } });
  expect(people.map(({ email }) => email)).toEqual(["olga@ours.test"]);
  expect(await db.person.count({ where: { email: "owner@example.test" } })).toBe(0);
}, 60_000);
