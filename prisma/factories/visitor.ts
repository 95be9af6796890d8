import { randomInt } from "node:crypto";
import { POST as signIn } from "@/app/api/v1/session/route";
import { hashPassword } from "@/lib/auth/password-hash";
import type { Database } from "@/lib/data/database";
import type { WorkspaceRole } from "@/lib/domain/actor";
import type { PersonFixture } from "./world";

/** A route handler as Next calls it. */
export type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** An answer with its body read; `body` is null where there is none. */
export type Answer<T = Record<string, unknown>> = { status: number; body: T; headers: Headers };

type Call = { body?: unknown; params?: Record<string, string>; headers?: Record<string, string> };

/** A browser, or a program that keeps its cookies, at one address. */
export type Visitor = {
  cookies: Map<string, string>;
  call: <T = Record<string, unknown>>(
    handler: Handler,
    method: string,
    path: string,
    call?: Call,
  ) => Promise<Answer<T>>;
};

/** Somebody new; without an address, at one nobody else uses. */
export function visitor(address = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`): Visitor {
  const cookies = new Map<string, string>();
  return {
    cookies,
    call: async <T>(handler: Handler, method: string, path: string, { body, params = {}, headers = {} }: Call = {}) => {
      const jar = Array.from(cookies, ([name, value]) => `${name}=${value}`).join("; ");
      const request = new Request(`http://localhost:3000/api/v1${path}`, {
        method,
        headers: {
          "x-forwarded-for": address,
          "user-agent": "test",
          ...(jar ? { cookie: jar } : {}),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const response = await handler(request, { params: Promise.resolve(params) });
      for (const line of response.headers.getSetCookie()) keep(cookies, line);
      const text = await response.text();
      return { status: response.status, body: (text ? JSON.parse(text) : null) as T, headers: response.headers };
    },
  };
}

export const testPassword = "a password for tests";
let testHash: string | undefined;

/** Gives people of the world a password to sign in with. */
export async function givePasswords(db: Database, people: readonly PersonFixture[]): Promise<void> {
  const hashed = testHash ?? (await hashPassword(testPassword));
  if (typeof hashed !== "string" && !hashed.ok) throw new Error(hashed.message);
  testHash = typeof hashed === "string" ? hashed : hashed.value;
  await db.person.updateMany({
    where: { id: { in: people.map(({ id }) => id) } },
    data: { passwordHash: testHash },
  });
}

/** A browser somebody has signed in with, by the test password. */
export async function signInAs({ email }: Pick<PersonFixture, "email">, who = visitor()): Promise<Visitor> {
  const answer = await who.call(signIn, "POST", "/session", { body: { email, password: testPassword } });
  if (answer.status !== 200) throw new Error(`${email} could not sign in: ${JSON.stringify(answer.body)}`);
  return who;
}

let made = 0;

/** One more person with a password, in a workspace. */
export async function createPerson(db: Database, workspaceId: string, roles: WorkspaceRole[]): Promise<PersonFixture> {
  made += 1;
  const name = `Person ${made}`;
  const email = `person.${made}.${randomInt(1e9)}@example.test`;
  const { id } = await db.person.create({ data: { name, email, memberships: { create: { workspaceId, roles } } } });
  const person = { id, name, email, workspaceId, roles };
  await givePasswords(db, [person]);
  return person;
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = ""] = line.split(";");
  const name = pair.slice(0, pair.indexOf("="));
  const value = pair.slice(name.length + 1);
  if (value === "" || /max-age=0/i.test(line)) cookies.delete(name);
  else cookies.set(name, value);
}
