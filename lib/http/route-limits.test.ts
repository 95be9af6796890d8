import { NextRequest } from "next/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sessionCookie, sessionCookieLine } from "@/lib/auth/cookie";
import { type Caller, type Crowd, createCrowd } from "@/prisma/factories/crowd";
import { samples } from "@/prisma/factories/samples";
import { createWorld, type World } from "@/prisma/factories/world";
import { proxy } from "@/proxy";
import { handlerOf, type Operation } from "@/scripts/attack/access-verdict";
import { testDatabase } from "@/scripts/test/database";
import { bodyLimitBytes } from "./body";
import { operations } from "./operations";

let world: World;
let crowd: Crowd;
let owner: Caller;

beforeAll(async () => {
  const urls = await testDatabase();
  Object.assign(process.env, { GONOGO_URL: "https://gonogo.example.test", GONOGO_BODY_SECONDS: "0.2" });
  world = await createWorld(urls.app);
  crowd = await createCrowd(world);
  owner = crowd.callers.find(({ name }) => name === "owner") as Caller;
});
afterAll(() => world.db.$disconnect());

type Sent = { response: Response; pulled: number };

/** Sends a body that never ends: in pieces of a quarter of the limit, or one byte and then nothing. */
async function sends(operation: Operation, slow: boolean, caller: Caller | null = owner): Promise<Sent> {
  const params = samples[operation.id]?.params(crowd.targets.own) ?? {
    id: crypto.randomUUID(),
    runId: crowd.targets.own.runId,
  };
  const place = operation.path.replaceAll(/:(\w+)/g, (_, name) => encodeURIComponent(params[name] ?? "missing"));
  let pulled = 0;
  const endless = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        if (slow && pulled > 0) return new Promise(() => undefined);
        const piece = new Uint8Array(slow ? 1 : bodyLimitBytes / 4).fill(32);
        pulled += piece.byteLength;
        controller.enqueue(piece);
        return undefined;
      },
    },
    { highWaterMark: 0 },
  );
  const bodiless = operation.method === "GET";
  const request = new Request(`https://gonogo.example.test/api/v1${place}`, {
    method: operation.method,
    headers: { "content-type": "application/json", "x-forwarded-for": "203.0.113.5", ...caller?.headers },
    ...(bodiless ? {} : { body: endless, duplex: "half" }),
  } as RequestInit);
  const handler = await handlerOf(operation);
  const response = await handler(request, { params: Promise.resolve(params) });
  await response.body?.cancel();
  return { response, pulled };
}

const bodied = operations.filter(({ method }) => method !== "GET");
const reading = bodied.filter(({ body }) => body);
const deaf = bodied.filter(({ body }) => !body);

/** What each operation answers, all asked at once, so that waiting for one is waiting for all. */
async function each<T>(asked: readonly Operation[], ask: (operation: Operation) => Promise<T>) {
  return Object.fromEntries(await Promise.all(asked.map(async (one) => [one.id, await ask(one)] as const)));
}
const all = <T>(asked: readonly Operation[], value: T) => Object.fromEntries(asked.map(({ id }) => [id, value]));

describe("every route", () => {
  beforeAll(async () => {
    for (const operation of operations) await handlerOf(operation);
  });

  it("is looked at", () => {
    expect(operations.length).toBeGreaterThan(80);
    expect(reading.length).toBeGreaterThan(40);
  });

  it("takes no more of a body than the limit", async () => {
    const answers = await each(reading, async (operation) => {
      const { response, pulled } = await sends(operation, false);
      return [response.status, pulled <= bodyLimitBytes * 1.25];
    });
    expect(answers).toEqual(all(reading, [413, true]));
  });

  it("waits no longer for a body than the limit", async () => {
    const answers = await each(reading, async (operation) => (await sends(operation, true)).response.status);
    expect(answers).toEqual(all(reading, 408));
  });

  it("reads no body when it has none", async () => {
    expect(await each(deaf, async (operation) => (await sends(operation, false, null)).pulled)).toEqual(all(deaf, 0));
  });

  it("holds browsers to TLS and says what is left of the calls", async () => {
    const answers = await each(operations, async (operation) => {
      const { headers } = (await sends(operation, true, null)).response;
      return {
        transport: headers.get("strict-transport-security"),
        framed: headers.get("content-security-policy")?.includes("frame-ancestors 'none'"),
        left: /^"address";r=\d+;t=\d+$/.test(headers.get("ratelimit") ?? ""),
        policy: /^"address";q=\d+;w=60$/.test(headers.get("ratelimit-policy") ?? ""),
      };
    });
    const want = { transport: "max-age=63072000", framed: true, left: true, policy: true };
    expect(answers).toEqual(all(operations, want));
  });
});

it("holds browsers to TLS with every page", () => {
  const { headers } = proxy(new NextRequest("https://gonogo.example.test/sign-in"));
  expect(headers.get("strict-transport-security")).toBe("max-age=63072000");
});

it("names its cookies so that only TLS and this host carry them", () => {
  expect(sessionCookie()).toMatch(/^__Host-/);
  expect(sessionCookieLine(crypto.randomUUID())).toMatch(/; HttpOnly;.*; Secure|; Secure.*; HttpOnly/i);
});
