import { verify } from "@node-rs/argon2";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { POST as accept } from "@/app/api/v1/invitations/accept/route";
import { POST as redeem } from "@/app/api/v1/password-resets/redeem/route";
import { POST as beginPasskey } from "@/app/api/v1/session/passkey/begin/route";
import { POST as signIn } from "@/app/api/v1/session/route";
import { POST as setUp } from "@/app/api/v1/setup/route";
import { createPerson, visitor } from "@/prisma/factories/visitor";
import { createWorld, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";

// The real thing, watched: time is too coarse a measure on a busy machine.
vi.mock("@node-rs/argon2", { spy: true });

let world: World;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
});
afterAll(() => world.db.$disconnect());

/** The hashes somebody's wrong password was compared with, less what differs from person to person. */
async function compared(email: string): Promise<(string | undefined)[]> {
  vi.mocked(verify).mockClear();
  const answer = await visitor().call(signIn, "POST", "/session", { body: { email, password: "a wrong password" } });
  expect(answer.status).toBe(401);
  return vi.mocked(verify).mock.calls.map(([hash]) => /^\$argon2id\$v=\d+\$[^$]+/.exec(`${hash}`)?.[0]);
}

describe("who has an account", () => {
  it("isn't told by the work a refusal takes: unknown, wrong, disabled and without a password alike", async () => {
    const make = () => createPerson(world.db, world.workspaceId, ["member"]);
    const [known, disabled, bare] = [await make(), await make(), await make()];
    await world.db.person.update({ where: { id: disabled.id }, data: { disabledAt: new Date() } });
    await world.db.person.update({ where: { id: bare.id }, data: { passwordHash: null } });
    const one = ["$argon2id$v=19$m=19456,t=2,p=1"];
    for (const email of ["nobody@example.test", known.email, disabled.email, bare.email]) {
      expect([email, await compared(email)]).toEqual([email, one]);
    }
  });

  it("isn't told by what needs no account: links, passkeys, set-up", async () => {
    const token = "x".repeat(43);
    const asks = async (email: string) => {
      const who = visitor("203.0.113.44");
      const { body: question } = await who.call<{ options: { allowCredentials?: unknown[] } }>(
        beginPasskey,
        "POST",
        "/session/passkey/begin",
        { body: {} },
      );
      const answers = [
        await who.call(accept, "POST", "/invitations/accept", {
          body: { token, name: email, password: "four plain words here" },
        }),
        await who.call(redeem, "POST", "/password-resets/redeem", {
          body: { token, password: "four plain words here" },
        }),
        await who.call(setUp, "POST", "/setup", {
          body: { code: "AAAA", workspace: "W", name: "N", email, password: "four plain words here", sample: false },
        }),
      ];
      return JSON.stringify([
        question.options.allowCredentials ?? [],
        answers.map(({ status, body }) => [status, body]),
      ]);
    };
    const someone = await createPerson(world.db, world.workspaceId, ["member"]);
    expect(await asks(someone.email)).toBe(await asks("nobody@example.test"));
  });
});
