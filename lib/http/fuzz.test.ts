import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Crowd, createCrowd } from "@/prisma/factories/crowd";
import { samples } from "@/prisma/factories/samples";
import { createWorld, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { operations } from "./operations";

type Operation = (typeof operations)[number];
type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** Requests to each operation; fewer where each answer is a document of many pages. */
const turns = 60;
const turnsOf = ({ produces }: Operation) => (produces?.includes("application/pdf") ? 10 : turns);

let world: World;
let crowd: Crowd;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  crowd = await createCrowd(world);
});
afterAll(() => world.db.$disconnect());

async function handlerOf({ path: place, method }: Operation): Promise<Handler> {
  const folder = place.replaceAll(/:(\w+)/g, "[$1]").slice(1);
  const file = path.resolve(import.meta.dirname, "../../app/api/v1", folder, "route.ts");
  const handlers: Record<string, Handler | undefined> = await import(file);
  const handler = handlers[method];
  if (!handler) throw new Error(`${file} has no ${method}`);
  return handler;
}

/** What people never send: wrong types, borders of what PostgreSQL, Prisma and JavaScript can hold. */
const odd = fc.oneof(
  fc.constantFrom<unknown>(
    ...["", " ", "\0", "a\0b", "\ud800", "\u202e", "__proto__", "constructor", "'; --", "%", "%00", "../..", "$1"],
    ...["2026-13-01T00:00:00Z", "2026-11-20T12:00:00+23:59", "0001-01-01T00:00:00Z", "9998-12-31T23:59:59-14:00"],
    ...["999999999999999999999", "1e400", "-0", "NaN", "infinity", "x".repeat(5000), "é".repeat(200), "💥".repeat(50)],
    ...[0, -1, 1.5, 2 ** 31, 2 ** 53, 1e308, true, null, [], {}, [[]], { not: { in: [] } }, [null]],
  ),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.json({ maxDepth: 3 }).map((text): unknown => JSON.parse(text)),
);

/** The value with one thing in it replaced, left out or added. */
function bent(value: unknown): fc.Arbitrary<unknown> {
  if (typeof value !== "object" || value === null) return odd;
  const names = Object.keys(value);
  const inner = names.map((name) =>
    bent((value as Record<string, unknown>)[name]).map((other) => ({ ...value, [name]: other })),
  );
  const without = names.map((name) =>
    fc.constant(Object.fromEntries(Object.entries(value).filter(([other]) => other !== name))),
  );
  const more = fc.tuple(fc.string({ maxLength: 8 }), odd).map(([name, other]) => ({ ...value, [name]: other }));
  return fc.oneof(...inner, ...inner, ...without, more, odd);
}

const parameter = fc.oneof(
  { weight: 4, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: odd.filter((value) => typeof value === "string") },
);
const queries = ["cursor", "limit", "after", "gate", "artefact", "item", "version", "closed", "dryRun", "templateId"];

function requestOf(operation: Operation) {
  const target = crowd.targets.own;
  const body = samples[operation.id]?.body?.(target) ?? {};
  return fc.record({
    caller: fc.constantFrom(...crowd.callers),
    params: fc.record(
      Object.fromEntries(
        Object.entries(samples[operation.id]?.params(target) ?? {}).map(([name]) => [name, parameter]),
      ),
    ),
    query: fc.array(fc.tuple(fc.constantFrom(...queries), odd), { maxLength: 2 }),
    body: fc.oneof({ weight: 3, arbitrary: bent(body) }, { weight: 1, arbitrary: fc.constant(body) }),
    type: fc.constantFrom(
      "application/json",
      "application/json",
      "application/json",
      "text/markdown",
      "text/plain",
      "",
    ),
    key: fc.option(fc.string({ unit: "grapheme-ascii", maxLength: 300 }), { freq: 3 }),
  });
}

/** What ends objects or takes roles away comes last: before that it would turn everything after it into refusals. */
const ends = ({ id }: Operation) => id === "changePerson" || samples[id]?.ends === true;
const asked = operations.filter(({ access, id }) => access !== "public" && id !== "listenRun");
const left = [...asked.filter((each) => !ends(each)), ...asked.filter(ends)];
const answers = new Map<number, number>();

it.each(left.map((operation) => [operation.id, operation] as const))("%s never fails", async (_, operation) => {
  const handler = await handlerOf(operation);
  const good = samples[operation.id]?.params(crowd.targets.own) ?? {};
  await fc.assert(
    fc.asyncProperty(requestOf(operation), async ({ caller, params, query, body, type, key }) => {
      const place = Object.fromEntries(Object.entries(good).map(([name, value]) => [name, params[name] ?? value]));
      const url = new URL(`http://localhost:3000/api/v1${operation.path}`);
      for (const [name, value] of query)
        url.searchParams.set(name, typeof value === "string" ? value : JSON.stringify(value));
      const request = new Request(url, {
        method: operation.method,
        headers: {
          ...caller.headers,
          ...(type === "" ? {} : { "content-type": type }),
          ...(key === null ? {} : { "idempotency-key": key.trim() }),
        },
        ...(operation.method === "GET" ? {} : { body: JSON.stringify(body) ?? "" }),
      });
      const response = await handler(request, { params: Promise.resolve(place as Record<string, string>) });
      const text = await response.text();
      answers.set(response.status, (answers.get(response.status) ?? 0) + 1);
      expect([response.status < 500, text.slice(0, 300)]).toEqual([true, text.slice(0, 300)]);
    }),
    { numRuns: turnsOf(operation), endOnFailure: true },
  );
});

it("got through to what it asked for", () => {
  expect(answers.get(200)).toBeGreaterThan(turns);
  expect(answers.get(201)).toBeGreaterThan(turns / 4);
});
