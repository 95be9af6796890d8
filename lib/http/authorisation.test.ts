import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Action, type Principal, permissions } from "@/lib/domain/permission";
import { type Caller, type Crowd, createCrowd, type Relation, relations, type Target } from "@/prisma/factories/crowd";
import { samples } from "@/prisma/factories/samples";
import { createWorld, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { operations } from "./operations";

type Operation = (typeof operations)[number];
type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

let world: World;
let crowd: Crowd;
let asked = 0;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  crowd = await createCrowd(world);
});
afterAll(() => world.db.$disconnect());

async function call(
  operation: Operation,
  caller: Caller | null,
  target: Target,
): Promise<{ status: number; text: string }> {
  const sample = samples[operation.id];
  const params = sample?.params(target) ?? {};
  const place = operation.path.replaceAll(/:(\w+)/g, (_, name) => encodeURIComponent(params[name] ?? "missing"));
  const file = path.resolve(
    import.meta.dirname,
    "../../app/api/v1",
    operation.path.replaceAll(/:(\w+)/g, "[$1]").slice(1),
    "route.ts",
  );
  const handlers: Record<string, Handler | undefined> = await import(file);
  const handler = handlers[operation.method];
  if (!handler) throw new Error(`${file} has no ${operation.method}`);
  const body =
    operation.method === "GET" || operation.method === "DELETE" ? null : JSON.stringify(sample?.body?.(target) ?? {});
  const request = new Request(`http://localhost:3000/api/v1${place}`, {
    method: operation.method,
    headers: { ...(body === null ? {} : { "content-type": "application/json" }), ...caller?.headers },
    body,
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  asked += 1;
  if (response.headers.get("content-type")?.startsWith("text/event-stream")) {
    await response.body?.cancel();
    return { status: response.status, text: "" };
  }
  return { status: response.status, text: await response.text() };
}

/** The table read anew, without the code under test: may one of these principals do it? */
function tableAllows(action: Action, caller: Caller, relation: Relation): boolean {
  const rule: { who: readonly Principal[]; sessionOnly?: true } = permissions[action];
  if (rule.sessionOnly && caller.token) return false;
  const principals = relation === "own" ? [...caller.workspace, ...caller.run] : caller.workspace;
  return principals.some((principal) => rule.who.includes(principal));
}

/** `hidden`: the object is another workspace's or nobody's, and nothing may tell which. */
function expected(operation: Operation, caller: Caller, relation: Relation): "allow" | "deny" | "hidden" {
  const sample = samples[operation.id];
  const aims = operation.path.includes(":");
  if (aims && (relation === "elsewhere" || relation === "unknown")) return "hidden";
  const byTable = () =>
    operation.access === "self" || tableAllows(sample?.action ?? (operation.access as Action), caller, relation);
  const allowed = sample?.allows?.(caller, relation) ?? byTable();
  return allowed ? "allow" : "deny";
}

function got({ status, text }: { status: number; text: string }): "allow" | "deny" | "hidden" {
  if (status === 404) return "hidden";
  if (status === 401 || text.includes('"code":"forbidden"')) return "deny";
  return "allow";
}

const guarded = operations.filter(({ access }) => access !== "public");

describe("authorisation", () => {
  it("has a sample of every operation", () => {
    expect(guarded.map(({ id }) => id).filter((id) => !(id in samples))).toEqual([]);
  });

  it.each(guarded.map((operation) => [operation.id, operation] as const))("%s needs somebody", async (_, operation) => {
    expect((await call(operation, null, crowd.targets.own)).status).toBe(401);
  });

  it.each(guarded.map((operation) => [operation.id, operation] as const))(
    "%s refuses whom the table refuses",
    async (_, operation) => {
      const wrong: string[] = [];
      const bodies = new Set<string>();
      for (const caller of crowd.callers) {
        for (const relation of relations) {
          const want = expected(operation, caller, relation);
          if (want === "allow") continue;
          const answer = await call(operation, caller, crowd.targets[relation]);
          const fine = got(answer) !== "allow";
          if (!fine)
            wrong.push(`${caller.name}, ${relation}: ${want} expected, ${answer.status} ${answer.text.slice(0, 120)}`);
          if (want === "hidden" && answer.status === 404) bodies.add(answer.text);
        }
      }
      expect(wrong).toEqual([]);
      expect(bodies.size).toBeLessThanOrEqual(1);
    },
  );

  it.each(guarded.filter(({ id }) => !samples[id]?.ends).map((operation) => [operation.id, operation] as const))(
    "%s lets in whom the table lets in",
    async (_, operation) => {
      const wrong: string[] = [];
      for (const caller of crowd.callers) {
        for (const relation of ["own", "other"] as const) {
          if (expected(operation, caller, relation) !== "allow") continue;
          const answer = await call(operation, caller, crowd.targets[relation]);
          if (got(answer) !== "allow" || answer.status >= 500)
            wrong.push(`${caller.name}, ${relation}: ${answer.status} ${answer.text.slice(0, 160)}`);
        }
      }
      expect(wrong).toEqual([]);
    },
  );

  it.each(
    guarded.filter((operation) => operation.path.includes(":")).map((operation) => [operation.id, operation] as const),
  )("%s tells a stranger nothing", async (_, operation) => {
    for (const relation of ["own", "other", "unknown"] as const) {
      const answer = await call(operation, crowd.stranger, crowd.targets[relation]);
      expect([relation, got(answer)]).toEqual([relation, "hidden"]);
    }
  });

  it("asked a thousand times and more", () => {
    expect(asked).toBeGreaterThan(1000);
  });
});
