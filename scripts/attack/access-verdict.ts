import path from "node:path";
import { type Action, type Principal, permissions } from "@/lib/domain/permission";
import { operations } from "@/lib/http/operations";
import type { Caller, Relation, Target } from "@/prisma/factories/crowd";
import { samples } from "@/prisma/factories/samples";

export type Operation = (typeof operations)[number];
export type Verdict = "allow" | "deny" | "hidden";
export type Answer = { status: number; text: string; json: boolean };

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
type Rule = { who: readonly Principal[]; sessionOnly?: true };

/** Every call that needs somebody. */
export const guarded = operations.filter(({ access }) => access !== "public");

/** As the table was when this was loaded: a defect planted in it afterwards is not expected. */
const table = structuredClone(permissions) as unknown as Record<Action, Rule>;

/** Sends one operation to its route as built, and reads the answer. */
export async function call(operation: Operation, caller: Caller | null, target: Target): Promise<Answer> {
  const sample = samples[operation.id];
  const params = sample?.params(target) ?? {};
  const place = operation.path.replaceAll(/:(\w+)/g, (_, name) => encodeURIComponent(params[name] ?? "missing"));
  const handler = await handlerOf(operation);
  const bodiless = operation.method === "GET" || operation.method === "DELETE";
  const body = bodiless ? null : JSON.stringify(sample?.body?.(target) ?? {});
  const request = new Request(`http://localhost:3000/api/v1${place}`, {
    method: operation.method,
    headers: { ...(body === null ? {} : { "content-type": "application/json" }), ...caller?.headers },
    body,
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  const type = response.headers.get("content-type") ?? "";
  if (type.startsWith("text/event-stream")) {
    await response.body?.cancel();
    return { status: response.status, text: "", json: false };
  }
  return { status: response.status, text: await response.text(), json: type.startsWith("application/json") };
}

export async function handlerOf({ path: place, method }: Operation): Promise<Handler> {
  const folder = place.replaceAll(/:(\w+)/g, "[$1]").slice(1);
  const file = path.resolve(import.meta.dirname, "../../app/api/v1", folder, "route.ts");
  const handlers: Record<string, Handler | undefined> = await import(file);
  const handler = handlers[method];
  if (!handler) throw new Error(`${file} has no ${method}`);
  return handler;
}

/** The table read anew, without the code under test: may one of these principals do it? */
function tableAllows(action: Action, caller: Caller, relation: Relation): boolean {
  const rule = table[action];
  if (rule.sessionOnly && caller.token) return false;
  const principals = relation === "own" ? [...caller.workspace, ...caller.run] : caller.workspace;
  return principals.some((principal) => rule.who.includes(principal));
}

/** `hidden`: the object is another workspace's or nobody's, and nothing may tell which. */
export function expected(operation: Operation, caller: Caller, relation: Relation): Verdict {
  const sample = samples[operation.id];
  const aims = operation.path.includes(":") || sample?.aims === true;
  if (aims && relation !== "own" && relation !== "other") return "hidden";
  const byTable = () =>
    operation.access === "self" || tableAllows(sample?.action ?? (operation.access as Action), caller, relation);
  return (sample?.allows?.(caller, relation) ?? byTable()) ? "allow" : "deny";
}

export function got({ status, text }: Pick<Answer, "status" | "text">): Verdict {
  if (status === 404) return "hidden";
  if (status === 401 || text.includes('"code":"forbidden"')) return "deny";
  return "allow";
}
