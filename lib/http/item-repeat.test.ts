import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PATCH as patchItem } from "@/app/api/v1/runs/[runId]/items/[itemKey]/route";
import { sealSession, sessionCookie } from "@/lib/auth/cookie";
import { createRun, createTemplate, createWorld, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";

let world: World;
let templateId: string;
let runId: string;
let cookie: string;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  templateId = await createTemplate(world);
  const { id } = await world.db.session.create({
    data: { personId: world.people.lead.id, expiresAt: new Date(Date.now() + 3_600_000) },
  });
  cookie = `${sessionCookie()}=${sealSession(id)}`;
});
beforeEach(async () => {
  runId = await createRun(world, templateId);
});
afterAll(() => world.db.$disconnect());

async function change(itemKey: string, body: object, key?: string) {
  const request = new Request(`http://localhost:3000/api/v1/runs/${runId}/items/${itemKey}`, {
    method: "PATCH",
    body: JSON.stringify(body),
    headers: { cookie, "content-type": "application/json", ...(key ? { "idempotency-key": key } : {}) },
  });
  const response = await patchItem(request, { params: Promise.resolve({ runId, itemKey }) });
  const replayed = response.headers.get("idempotency-replayed") === "true";
  return { status: response.status, text: await response.text(), replayed };
}

const ticks = () => world.db.auditEntry.count({ where: { chainId: runId, body: { contains: "notes-written" } } });
const row = () => world.db.runItem.findUniqueOrThrow({ where: { runId_key: { runId, key: "notes-written" } } });

describe("a repeated tick", () => {
  it("is applied once and answered as the first time, whatever came between", async () => {
    const first = await change("notes-written", { state: "passed", version: 1 }, "a");
    expect(first).toMatchObject({ status: 200, replayed: false });
    expect(await change("notes-written", { state: "passed", version: 1 }, "a")).toEqual({ ...first, replayed: true });
    await change("notes-written", { state: "open", version: 2 });
    expect(await change("notes-written", { state: "passed", version: 1 }, "a")).toEqual({ ...first, replayed: true });
    expect(await ticks()).toBe(2);
    expect((await row()).state).toBe("open");
  });

  it("takes a change back that would have been carried out a second time", async () => {
    const first = await change("notes-written", { state: "failed", reason: "broken", version: 1 }, "b");
    await change("notes-written", { state: "passed", version: 2 });
    const again = await change("notes-written", { state: "failed", reason: "broken", version: 1 }, "b");
    expect(again).toEqual({ ...first, replayed: true });
    expect(await ticks()).toBe(2);
    expect((await row()).state).toBe("passed");
  });

  it("is refused with another body, and nothing of it stays", async () => {
    await change("notes-written", { state: "passed", version: 1 }, "c");
    const other = await change("notes-written", { state: "failed", reason: "broken", version: 2 }, "c");
    expect(other.status).toBe(422);
    expect(JSON.parse(other.text).code).toBe("idempotency_key_reused");
    expect(await ticks()).toBe(1);
    expect((await row()).state).toBe("passed");
  });

  it("is applied once when sent many times at once", async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => change("notes-written", { state: "passed", version: 1 }, "d")),
    );
    for (const { status, text } of answers) {
      if (status === 200) expect(JSON.parse(text)).toMatchObject({ state: "passed", version: 2 });
      else expect(JSON.parse(text).code).toBe("idempotency_key_in_flight");
    }
    expect(await ticks()).toBe(1);
    expect(await change("notes-written", { state: "passed", version: 1 }, "d")).toMatchObject({ replayed: true });
  });

  it("keeps no key of a refusal: it may succeed later", async () => {
    expect((await change("notes-written", { state: "passed", version: 9 }, "e")).status).toBe(409);
    const stale = await change("notes-written", { state: "passed", version: 9 }, "e");
    expect(stale).toMatchObject({ status: 409, replayed: false });
    expect(await change("notes-written", { state: "passed", version: 1 }, "e")).toMatchObject({ status: 200 });
  });
});
