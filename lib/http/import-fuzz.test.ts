import { afterAll, beforeAll, expect, it } from "vitest";
import { POST as importTemplate } from "@/app/api/v1/templates/route";
import { createCrowd } from "@/prisma/factories/crowd";
import { createWorld, type World } from "@/prisma/factories/world";
import { fuzzHttp, type Sending } from "@/scripts/fuzz/import-http";
import { rowCounts } from "@/scripts/postgres/row-counts";
import { testDatabase } from "@/scripts/test/database";

let world: World;
let headers: Record<string, string>;
let countRows: () => Promise<Record<string, number>>;

beforeAll(async () => {
  const urls = await testDatabase();
  world = await createWorld(urls.app);
  countRows = () => rowCounts(urls.superuser);
  headers = (await createCrowd(world)).callers.find(({ name }) => name === "owner")?.headers ?? {};
});
afterAll(() => world.db.$disconnect());

function send({ path, type, body }: Sending): Promise<Response> {
  const url = `http://localhost:3000/api/v1/templates${path}`;
  const request = new Request(url, { method: "POST", headers: { ...headers, "content-type": type }, body });
  return importTemplate(request, { params: Promise.resolve({}) });
}

it("fifty hostile bodies are imported whole, or refused in words and not at all", async () => {
  const { violations, imported, refused, previewed } = await fuzzHttp({ seed: 1, count: 50, send, countRows });
  expect(violations).toEqual([]);
  expect(Math.min(imported, refused, previewed)).toBeGreaterThan(2);
});

it("an answer of 5xx and an import that is not owned up to are found", async () => {
  let turn = 0;
  const faulty = async (sending: Sending) => {
    turn += 1;
    const mine = turn;
    const answer = await send(sending);
    if (mine === 4) return Response.json({ code: "internal", detail: "planted" }, { status: 500 });
    return answer.status === 201 && mine > 4 ? Response.json({ code: "invalid_input", detail: "planted" }) : answer;
  };
  const { violations } = await fuzzHttp({ seed: 2, count: 20, send: faulty, countRows });
  expect(violations.map(({ what }) => what)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^answered 500/),
      expect.stringMatching(/ holds \d+ rows after \d+ imports/),
    ]),
  );
});
