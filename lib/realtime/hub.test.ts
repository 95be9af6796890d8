import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditRun } from "@/lib/data/audit.write";
import { openDatabase } from "@/lib/data/database";
import { announcePresence } from "@/lib/data/presence.write";
import { findSessionActor } from "@/lib/data/session.read";
import { as, createRun, createTemplate, createWorld, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { Hub } from "./hub";

let world: World;
let templateId: string;
let here: Hub;
let elsewhere: Hub;
let url: string;

beforeAll(async () => {
  url = (await testDatabase()).app;
  world = await createWorld(url);
  templateId = await createTemplate(world);
  // Two hubs stand for two instances of the app: only the database connects them.
  here = new Hub(world.db, url, { tick: 200, recheck: 200 });
  elsewhere = new Hub(world.db, url, { tick: 200, recheck: 200 });
});
afterAll(async () => {
  await Promise.all([here.close(), elsewhere.close()]);
  await world.db.$disconnect();
});

type Message = { event: string; id: number | null; data: Record<string, unknown> };

/** Reads a stream as a browser would; ends when the stream does. */
async function* messagesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Message> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of stream) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const fields = new Map(
        block.split("\n").map((line) => [line.split(": ")[0], line.slice(line.indexOf(": ") + 2)]),
      );
      const event = fields.get("event");
      if (!event) continue;
      const id = fields.get("id");
      yield { event, id: id ? Number(id) : null, data: JSON.parse(fields.get("data") ?? "{}") };
    }
  }
}

const allowed = async () => true;

function listen(hub: Hub, runId: string, after: number | null, recheck = allowed) {
  return hub.open({ runId, after, credential: "session", recheck });
}

/** Follows a run until `last`, hanging up after every `patience` entries and resuming from the last one seen. */
async function follow(hub: Hub, runId: string, after: number, last: number, patience: number): Promise<number[]> {
  const seen: number[] = [];
  while ((seen.at(-1) ?? after) < last) {
    let left = patience;
    for await (const { id } of messagesOf(listen(hub, runId, seen.at(-1) ?? after))) {
      if (id === null) continue;
      seen.push(id);
      left -= 1;
      if (left === 0 || id >= last) break;
    }
  }
  return seen;
}

async function append(runId: string, turn: number): Promise<void> {
  const { actor, now } = as(world, world.people.lead);
  await world.db.$transaction((tx) =>
    auditRun(tx, actor, runId, now, {
      action: "item.passed",
      subject: { kind: "item", key: "backup-taken" },
      change: { turn },
    }),
  );
  here.ring(runId);
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

describe("event streams", () => {
  it("give every listener every entry once and in order, over hang-ups, with many writers and two instances", async () => {
    const runId = await createRun(world, templateId);
    const writers = 8;
    const each = 40;
    const last = 1 + writers * each;
    const listeners = [
      follow(here, runId, 1, last, 7),
      follow(here, runId, 1, last, 100_000),
      follow(elsewhere, runId, 1, last, 23),
      follow(elsewhere, runId, 0, last, 100_000),
    ];
    await Promise.all(
      Array.from({ length: writers }, async (_, writer) => {
        for (let turn = 0; turn < each; turn += 1) await append(runId, writer * each + turn);
      }),
    );
    const [a, b, c, d] = await Promise.all(listeners);
    for (const seen of [a, b, c]) expect(seen).toEqual(range(2, last));
    expect(d).toEqual(range(1, last));
  });

  it("carry the item as it is, who did it, and start with the head", async () => {
    const runId = await createRun(world, templateId);
    const messages = messagesOf(listen(here, runId, null));
    expect((await messages.next()).value).toMatchObject({ event: "hello", data: { seq: 1 } });
    expect((await messages.next()).value).toMatchObject({ event: "presence" });
    await append(runId, 1);
    expect((await messages.next()).value).toMatchObject({
      event: "change",
      id: 2,
      data: {
        seq: 2,
        action: "item.passed",
        actor: { id: world.people.lead.id, name: "Leo" },
        subject: { kind: "item", key: "backup-taken" },
        item: { key: "backup-taken", state: "open", version: 1 },
      },
    });
    await messages.return(undefined);
  });

  it("hear within the second of what nobody rang for", async () => {
    const runId = await createRun(world, templateId);
    const messages = messagesOf(listen(here, runId, 1));
    await messages.next();
    await messages.next();
    const { actor, now } = as(world, world.people.lead);
    await world.db.$transaction((tx) =>
      auditRun(tx, actor, runId, now, { action: "run.changed", subject: { kind: "run", key: runId } }),
    );
    expect((await messages.next()).value).toMatchObject({ id: 2 });
    await messages.return(undefined);
  });

  it("stop feeding a client that doesn't read, and give it all once it does", async () => {
    const runId = await createRun(world, templateId);
    const stream = listen(here, runId, 1);
    await world.db.$executeRaw`
      select append_audit('run', ${runId}, now(), ${JSON.stringify({ actor: { person: null, name: null, via: "system" }, action: "note", subject: { kind: "run", key: runId, item: "x".repeat(400) } })}, null, null)
      from generate_series(1, 2000)`;
    here.ring(runId);
    const seen: number[] = [];
    for await (const { id } of messagesOf(stream)) {
      if (id !== null) seen.push(id);
      if (id === 2001) break;
    }
    expect(seen).toEqual(range(2, 2001));
  });

  it("end when the session is revoked", async () => {
    const runId = await createRun(world, templateId);
    const expiresAt = new Date(Date.now() + 3_600_000);
    const session = await world.db.session.create({ data: { personId: world.people.member.id, expiresAt } });
    let checks = 0;
    let checkedTwice = () => {};
    const twice = new Promise<void>((resolve) => {
      checkedTwice = resolve;
    });
    const recheck = async () => {
      checks += 1;
      if (checks === 2) checkedTwice();
      return (await findSessionActor(world.db, session.id, { named: null, preferred: null }, new Date())) !== null;
    };
    const messages = messagesOf(listen(here, runId, 1, recheck));
    await messages.next();
    await messages.next();
    // Two checks pass first, and an entry still comes: the stream ends for the revocation and for nothing else.
    await twice;
    await append(runId, 1);
    expect((await messages.next()).value).toMatchObject({ id: 2 });
    await world.db.session.update({ where: { id: session.id }, data: { revokedAt: new Date() } });
    expect((await messages.next()).done).toBe(true);
  });

  it("tell who is here, in both instances, once a person", async () => {
    const runId = await createRun(world, templateId);
    const messages = messagesOf(listen(elsewhere, runId, 1));
    await messages.next();
    await messages.next();
    const { member, lead } = world.people;
    const now = new Date();
    value(await announcePresence(as(world, member, now), runId, { connection: "window-1", itemKey: null }));
    const later = new Date(now.getTime() + 1);
    value(await announcePresence(as(world, member, later), runId, { connection: "window-2", itemKey: "backup-taken" }));
    value(await announcePresence(as(world, lead, now), runId, { connection: "window-3", itemKey: null }));
    here.ringPresence(runId);
    const told = (await messages.next()).value;
    expect(told).toMatchObject({ event: "presence" });
    expect(told?.data.people).toEqual([
      { id: lead.id, name: "Leo", itemKey: null },
      { id: member.id, name: "Mona", itemKey: "backup-taken" },
    ]);
    await messages.return(undefined);
  });

  it("all end when the process is asked to stop, and no new one stays open", async () => {
    const runId = await createRun(world, templateId);
    const db = openDatabase(url, 2);
    const hub = new Hub(db, url);
    const open = messagesOf(listen(hub, runId, 1));
    await open.next();
    await open.next();
    hub.closeStreams();
    expect((await open.next()).done).toBe(true);
    expect((await messagesOf(listen(hub, runId, 1)).next()).done).toBe(true);
    expect(hub.streams).toBe(0);
    await hub.close();
    await db.$disconnect();
  });
});
