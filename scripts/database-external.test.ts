import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { openExternal } from "./database-external.ts";
import { freePort } from "./postgres/cluster.ts";
import { ownerRole, withClient } from "./postgres/roles.ts";
import { startTemporaryServer, type TemporaryServer } from "./postgres/temporary.ts";

let server: TemporaryServer;
let hasty: TemporaryServer;

beforeAll(async () => {
  server = await startTemporaryServer({});
  hasty = await startTemporaryServer();
  return () => Promise.all([server.stop(), hasty.stop()]);
});

afterAll(() => vi.unstubAllEnvs());

const open = (url: string) => openExternal(url, () => undefined);
const userOf = (url: string) => new URL(url).username;

/** The sentence of the refusal, which must not give the password away. */
async function refusalOf(url: string): Promise<string> {
  const error = await open(url).catch((caught) => caught);
  expect(error).toMatchObject({ name: "Refusal", remedy: expect.stringMatching(/\w/) });
  const { password } = URL.canParse(url) ? new URL(url) : { password: "" };
  if (password) expect(`${error.message} ${error.remedy}`).not.toContain(password);
  return error.message;
}

test("what is no PostgreSQL address", async () => {
  expect(await refusalOf("mysql://u:s3cret@localhost/x")).toBe(
    "DATABASE_URL is not the address of a PostgreSQL database.",
  );
  expect(await refusalOf("localhost:5432")).toBe("DATABASE_URL is not the address of a PostgreSQL database.");
});

test("nobody answers", async () => {
  const port = await freePort();
  expect(await refusalOf(`postgresql://u:s3cret@127.0.0.1:${port}/x`)).toBe(
    `No PostgreSQL server answers at 127.0.0.1:${port}/x (ECONNREFUSED).`,
  );
  expect(await refusalOf("postgresql://u:s3cret@no-such-host.invalid/x")).toMatch(
    /^No PostgreSQL server answers at no-such/,
  );
});

test("another kind of server answers", async () => {
  const web = createServer((_, response) => response.end("hello")).listen(0, "127.0.0.1");
  await once(web, "listening");
  onTestFinished(() => void web.close());
  const { port } = web.address() as AddressInfo;
  expect(await refusalOf(`postgresql://u:s3cret@127.0.0.1:${port}/x`)).toBe(
    `What answers at 127.0.0.1:${port}/x is not a PostgreSQL server.`,
  );
});

test("wrong password and missing database", async () => {
  const { owner } = await server.createDatabase("named");
  const wrong = Object.assign(new URL(owner), { password: "mistaken" }).href;
  expect(await refusalOf(wrong)).toContain(`does not let the user ${ownerRole} in`);
  expect(await refusalOf(owner.replace(/named$/, "other"))).toBe(
    "There is no database other on the server of DATABASE_URL.",
  );
});

test("a server that would lose what it confirmed", async () => {
  const { owner } = await hasty.createDatabase();
  expect(await refusalOf(owner)).toContain("has fsync off");
  const { superuser, owner: careless, name } = await server.createDatabase();
  await withClient(superuser, (client) => client.query(`alter database ${name} set synchronous_commit = off`));
  expect(await refusalOf(careless)).toContain("has synchronous_commit off");
});

test("a role that may create roles gets the app and the migrations a role each", async () => {
  const { superuser } = await server.createDatabase("split");
  // As on a server that has never seen us: the roles here come from the temporary server itself.
  const bare = await startTemporaryServer({});
  onTestFinished(bare.stop);
  const fresh = await bare.createDatabase("fresh");
  await withClient(fresh.superuser, async (client) => {
    await client.query("drop owned by gonogo_owner, gonogo_app cascade");
    await client.query("alter database fresh owner to postgres");
    await client.query("drop role gonogo_owner, gonogo_app");
  });
  const first = await open(fresh.superuser);
  expect([first.ownerUrl, first.appUrl].map(userOf)).toEqual(["gonogo_owner", "gonogo_app"]);
  expect(await open(fresh.superuser)).toEqual(first);
  const create = (url: string) => withClient(url, (client) => client.query("create table made (id int)"));
  await expect(create(first.appUrl)).rejects.toThrow("permission denied");
  await create(first.ownerUrl);

  // Where the roles exist with passwords of somebody else's making, everything runs as the role that was given.
  expect(userOf((await open(superuser)).appUrl)).toBe("postgres");
});

test("DATABASE_OWNER_URL is used as it is", async () => {
  const { owner, app } = await server.createDatabase("given");
  vi.stubEnv("DATABASE_OWNER_URL", owner);
  expect(await open(app)).toEqual({ ownerUrl: owner, appUrl: app });
  vi.unstubAllEnvs();
});
