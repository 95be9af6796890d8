import { createHash } from "node:crypto";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { GET as session } from "@/app/api/v1/session/route";
import { POST as setUp } from "@/app/api/v1/setup/route";
import { type Database, openDatabase } from "@/lib/data/database";
import { race } from "@/prisma/factories/race";
import { visitor } from "@/prisma/factories/visitor";
import { testDatabase } from "@/scripts/test/database";

const urls = await testDatabase();
const db: Database = openDatabase(urls.app, 4);
const owner = openDatabase(urls.superuser, 1);
const code = "ABCD-EFGH-JKLM-NPQR";
const sha256 = createHash("sha256").update(code.replaceAll("-", "")).digest("hex");
const input = { code, workspace: "Payments", name: "Olga", email: "Olga@Example.test", password: "twelve characters" };

beforeEach(async () => {
  // The history refuses to go, whoever asks: only what would hold people is emptied.
  await owner.$executeRawUnsafe(
    "truncate session, membership, person, sign_in_failure, password_reset, api_token cascade",
  );
  const value = { sha256 };
  await db.instanceSetting.upsert({
    where: { key: "setup_code" },
    create: { key: "setup_code", value },
    update: { value },
  });
});
afterAll(() => Promise.all([db.$disconnect(), owner.$disconnect()]));

describe("set-up", () => {
  it("makes workspace, owner and session with the code, then never again", async () => {
    const who = visitor();
    const answer = await who.call(setUp, "POST", "/setup", { body: { ...input, code: "abcd efgh jklm npqr" } });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      person: { name: "Olga", email: "olga@example.test" },
      workspace: { name: "Payments" },
      roles: ["owner"],
    });
    expect((await who.call(session, "GET", "/session")).body).toEqual(answer.body);
    const again = await visitor().call(setUp, "POST", "/setup", { body: input });
    expect(again).toMatchObject({ status: 409, body: { code: "already_set_up" } });
    expect(await db.instanceSetting.findUnique({ where: { key: "setup_code" } })).toBeNull();
  });

  it("records what it made", async () => {
    const { body } = await visitor().call<{ workspace: { id: string } }>(setUp, "POST", "/setup", { body: input });
    const entries = await db.auditEntry.findMany({ where: { chainId: body.workspace.id }, orderBy: { seq: "asc" } });
    const actions = entries.map((entry) => (JSON.parse(entry.body) as { action: string }).action);
    expect(actions.sort()).toEqual(["person.joined", "session.started", "workspace.created"]);
    expect(entries.map(({ body }) => body).join()).not.toContain(input.password);
  });

  it("needs the code, and stops those who guess", async () => {
    const thief = visitor();
    const guess = () => thief.call(setUp, "POST", "/setup", { body: { ...input, code: "AAAA-BBBB-CCCC-DDDD" } });
    const statuses: number[] = [];
    for (let n = 0; n < 21; n += 1) statuses.push((await guess()).status);
    expect(statuses).toEqual([...Array<number>(20).fill(403), 429]);
    expect(await db.person.count()).toBe(0);
    await db.instanceSetting.deleteMany({ where: { key: "setup_code" } });
    expect((await visitor().call(setUp, "POST", "/setup", { body: { ...input, code: "" } })).status).toBe(422);
    expect((await visitor().call(setUp, "POST", "/setup", { body: input })).status).toBe(403);
  });

  it("refuses a poor password and keeps the code for another try", async () => {
    const poor = await visitor().call(setUp, "POST", "/setup", { body: { ...input, password: "short" } });
    expect(poor).toMatchObject({ status: 422, body: { problems: [{ path: "password" }] } });
    expect((await visitor().call(setUp, "POST", "/setup", { body: input })).status).toBe(201);
  });

  it("lets one of many at once win", async () => {
    const all = () =>
      Promise.all(
        Array.from({ length: 8 }, (_, n) =>
          visitor().call(setUp, "POST", "/setup", { body: { ...input, email: `o${n}@example.test` } }),
        ),
      );
    const answers = await race(urls.superuser, "lock table person in exclusive mode", 8, all);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(7).fill(409)]);
    expect(await db.person.count()).toBe(1);
    expect(await db.membership.count()).toBe(1);
  });
});
