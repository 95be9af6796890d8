import { readdir } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context } from "@/lib/data/context";
import type { Database } from "@/lib/data/database";
import { env } from "@/lib/env";
import { evidenceStorage } from "@/lib/storage/evidence";
import { as, createRun, createTemplate, createWorld, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { attachEvidence } from "./evidence-attach";

let world: World;
let runId: string;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  runId = await createRun(world, await createTemplate(world));
});
afterAll(() => world.db.$disconnect());

function attach(ctx: Context, more: Record<string, string> = {}, text = "p95 = 187 ms") {
  const body = new FormData();
  body.append("file", new File([text], "load.txt"));
  for (const [name, value] of Object.entries(more)) body.append(name, value);
  const request = new Request("http://localhost/", { method: "POST", body });
  return attachEvidence(ctx, { params: { runId, itemKey: "backup-taken" }, body: undefined, request });
}

/** Carries every transaction out, and loses the answer. */
function losing(db: Database): Database {
  return new Proxy(db, {
    get: (target, name) => {
      if (name !== "$transaction") return Reflect.get(target, name);
      return async (work: Parameters<Database["$transaction"]>[0]) => {
        await target.$transaction(work);
        throw new Error("Connection terminated unexpectedly");
      };
    },
  });
}

const rows = () => world.db.evidence.findMany({ where: { runId, blobKey: { not: null } } });

it("keeps the bytes of evidence whose commit was never heard of", async () => {
  const ctx = as(world, world.people.member);
  await expect(attach({ ...ctx, db: losing(world.db) })).rejects.toThrow("Connection terminated");
  const [row] = await rows();
  const stream = await evidenceStorage().open(row?.blobKey ?? "");
  expect(await new Response(stream).text()).toBe("p95 = 187 ms");
});

async function blobs(): Promise<number> {
  const directory = path.join(env().GONOGO_DATA_DIR, "evidence");
  return (await readdir(directory, { recursive: true, withFileTypes: true })).filter((each) => each.isFile()).length;
}

it("keeps nothing of what is refused", async () => {
  const count = await blobs();
  const ctx = as(world, world.people.member);
  expect(await attach(ctx, { title: "x".repeat(201) })).toMatchObject({ code: "invalid_input" });
  expect(await attach(as(world, world.people.auditor))).toMatchObject({ code: "forbidden" });
  expect(await blobs()).toBe(count);
});

it("names credentials in what a command wrote, masks them on request, and never puts them into a title", async () => {
  const ctx = as(world, world.people.member);
  const text = "DB_PASSWORD=Harbour99wall\nready";
  const say = (body: object) =>
    attachEvidence(ctx, {
      params: { runId, itemKey: "backup-taken" },
      body: body as Parameters<typeof attachEvidence>[1]["body"],
      request: new Request("http://localhost/"),
    });
  const secrets = [{ kind: "password", lines: [1, 1], hint: "13 characters" }];
  expect(await say({ kind: "note", text })).toMatchObject({
    value: { title: "DB_PASSWORD=••••••••", text, secrets },
  });
  expect(await say({ kind: "output", text, maskSecrets: true })).toMatchObject({
    value: { text: "DB_PASSWORD=••••••••\nready", secrets },
  });
  expect(await say({ kind: "output", text: "ready" })).not.toHaveProperty("value.secrets");
});

it("asks before it keeps a text that may hold a credential, whether pasted or in a file, and masks the file's bytes", async () => {
  const ctx = as(world, world.people.member);
  const text = "ready\nDB_PASSWORD='Harbour 99 wall'\n";
  const asked = { code: "secrets_found", problems: [{ line: 2, message: "password (15 characters)" }] };
  const [count, stored] = [(await rows()).length, await blobs()];
  expect(await attach(ctx, { askSecrets: "1" }, text)).toMatchObject(asked);
  const pasted = { kind: "output" as const, text, askSecrets: true };
  const request = new Request("http://localhost/");
  expect(
    await attachEvidence(ctx, { params: { runId, itemKey: "backup-taken" }, body: pasted, request }),
  ).toMatchObject(asked);
  expect([(await rows()).length, await blobs()]).toEqual([count, stored]);

  const secrets = [{ kind: "password", lines: [2, 2], hint: "15 characters" }];
  const masked = await attach(ctx, { maskSecrets: "1", title: "masked" }, text);
  expect(masked).toMatchObject({ value: { title: "masked", secrets } });
  expect(await attach(ctx, { title: "kept" }, text)).toMatchObject({ value: { title: "kept", secrets } });
  expect(await blobs()).toBe(stored + 2);
  const bytes = async (title: string) => {
    const row = (await rows()).find((each) => each.title === title);
    return new Response(await evidenceStorage().open(row?.blobKey ?? "")).text();
  };
  expect(await bytes("masked")).toBe("ready\nDB_PASSWORD='••••••••'\n");
  expect(await bytes("kept")).toBe(text);
});
