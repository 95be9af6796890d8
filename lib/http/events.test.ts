import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as events } from "@/app/api/v1/runs/[runId]/events/route";
import { PATCH as tick } from "@/app/api/v1/runs/[runId]/items/[itemKey]/route";
import { POST as present } from "@/app/api/v1/runs/[runId]/presence/route";
import { POST as signIn, DELETE as signOut } from "@/app/api/v1/session/route";
import { Hub } from "@/lib/realtime/hub";
import { givePasswords, testPassword, type Visitor, visitor } from "@/prisma/factories/visitor";
import { createRun, createTemplate, createWorld, type PersonFixture, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";

const shared = globalThis as typeof globalThis & { gonogoHub?: Hub };
let world: World;
let hub: Hub;
let runId: string;

beforeAll(async () => {
  const urls = await testDatabase();
  world = await createWorld(urls.app);
  await givePasswords(world.db, Object.values(world.people));
  runId = await createRun(world, await createTemplate(world));
  hub = new Hub(world.db, urls.app, { tick: 100, recheck: 100 });
  shared.gonogoHub = hub;
});
afterAll(async () => {
  await hub.close();
  await world.db.$disconnect();
});

async function signedIn({ email }: PersonFixture): Promise<Visitor> {
  const who = visitor();
  await who.call(signIn, "POST", "/session", { body: { email, password: testPassword } });
  return who;
}

function listen(who: Visitor, query = "", headers: Record<string, string> = {}): Promise<Response> {
  const cookie = Array.from(who.cookies, ([name, value]) => `${name}=${value}`).join("; ");
  const request = new Request(`http://localhost:3000/api/v1/runs/${runId}/events${query}`, {
    headers: { cookie, ...headers },
  });
  return events(request, { params: Promise.resolve({ runId }) });
}

/** Reads until the text is there; the stream's end comes back as `null`. */
async function readUntil(reader: ReadableStreamDefaultReader<Uint8Array>, text: string): Promise<string | null> {
  const decoder = new TextDecoder();
  let seen = "";
  while (!seen.includes(text)) {
    const { done, value } = await reader.read();
    if (done) return null;
    seen += decoder.decode(value, { stream: true });
  }
  return seen;
}

function readerOf(response: Response): ReadableStreamDefaultReader<Uint8Array> {
  if (!response.body) throw new Error("no stream");
  return response.body.getReader();
}

describe("events over HTTP", () => {
  it("tell one person's tick to another, and who is here", async () => {
    const [lead, member] = [await signedIn(world.people.lead), await signedIn(world.people.member)];
    const response = await listen(member);
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    expect(response.headers.get("cache-control")).toContain("no-transform");
    const reader = readerOf(response);
    await readUntil(reader, "event: presence");
    await lead.call(tick, "PATCH", "/", {
      params: { runId, itemKey: "backup-taken" },
      body: { state: "passed", version: 1 },
    });
    const told = await readUntil(reader, '"state":"passed"');
    expect(told).toContain("id: 2\n");
    const body = { connection: "window-1", itemKey: "backup-taken" };
    expect(await lead.call(present, "POST", "/", { params: { runId }, body })).toMatchObject({ status: 204 });
    expect(await readUntil(reader, '"name":"Leo","itemKey":"backup-taken"')).not.toBeNull();
    await reader.cancel();
  });

  it("resume after the later of `after` and Last-Event-ID", async () => {
    const member = await signedIn(world.people.member);
    const reader = readerOf(await listen(member, "?after=0", { "last-event-id": "1" }));
    const told = await readUntil(reader, "id: 2\n");
    expect(told).not.toContain("id: 1\n");
    await reader.cancel();
  });

  it("end when their reader signs out, and are nobody else's", async () => {
    const member = await signedIn(world.people.member);
    const reader = readerOf(await listen(member, "?after=0"));
    await readUntil(reader, "id: 1\n");
    await member.call(signOut, "DELETE", "/session");
    expect(await readUntil(reader, "nothing more comes")).toBeNull();
    expect((await listen(member)).status).toBe(401);
    expect((await listen(await signedIn(world.people.stranger))).status).toBe(404);
  });

  it("end when their reader loses every role", async () => {
    const editor = await signedIn(world.people.editor);
    const reader = readerOf(await listen(editor, "?after=0"));
    await readUntil(reader, "id: 1\n");
    await world.db.membership.updateMany({ where: { personId: world.people.editor.id }, data: { roles: [] } });
    expect(await readUntil(reader, "nothing more comes")).toBeNull();
  });
});
