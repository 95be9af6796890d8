import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as gate } from "@/app/api/v1/runs/[runId]/gate/route";
import { POST as go } from "@/app/api/v1/runs/[runId]/gates/[key]/go/route";
import { PATCH as tick } from "@/app/api/v1/runs/[runId]/items/[itemKey]/route";
import { GET as readiness } from "@/app/api/v1/runs/[runId]/readiness/route";
import { POST as open } from "@/app/api/v1/runs/[runId]/signoffs/[key]/ceremonies/route";
import { POST as sign } from "@/app/api/v1/runs/[runId]/signoffs/[key]/signatures/route";
import { POST as signIn } from "@/app/api/v1/session/route";
import type { TemplateDocument } from "@/lib/domain/template";
import { hub } from "@/lib/realtime/hub";
import { smallDocument } from "@/prisma/factories/document";
import { givePasswords, testPassword, type Visitor, visitor } from "@/prisma/factories/visitor";
import { createRun, createTemplate, createWorld, type PersonFixture, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";

let world: World;
let owner: pg.Client;
let lead: Visitor;
let member: Visitor;
let runId: string;

const [before, approval] = smallDocument.phases;
const document: TemplateDocument = {
  ...smallDocument,
  phases: [
    {
      kind: "phase",
      key: "prepare",
      title: "Prepare",
      content: [
        { kind: "item", key: "sauvegarde-prête", title: "Sauvegarde prête", severity: "critical", content: [] },
      ],
    },
    ...(approval?.kind === "gate" ? [{ ...approval, signoffs: approval.signoffs.slice(0, 1) }] : []),
    ...(before ? [before] : []),
  ],
};

beforeAll(async () => {
  const urls = await testDatabase();
  world = await createWorld(urls.app);
  owner = new pg.Client({ connectionString: urls.owner });
  await owner.connect();
  await givePasswords(world.db, Object.values(world.people));
  [lead, member] = [await signedIn(world.people.lead), await signedIn(world.people.member)];
  runId = await createRun(world, await createTemplate(world, document));
});
afterAll(async () => {
  await owner.end();
  await hub().close();
  await world.db.$disconnect();
});

async function signedIn({ email }: PersonFixture): Promise<Visitor> {
  const who = visitor();
  await who.call(signIn, "POST", "/session", { body: { email, password: testPassword } });
  return who;
}

const ask = (query = "", who = lead) => who.call(gate, "GET", `/runs/${runId}/gate${query}`, { params: { runId } });

async function signEngineering(headers: Record<string, string> = {}) {
  const params = { runId, key: "engineering" };
  const { body } = await member.call(open, "POST", "/", { params, body: { decision: "approve" } });
  const input = { ceremony: body.id, statement: body.sha256, password: testPassword };
  const call = () =>
    member.call(sign, "POST", `/runs/${runId}/signoffs/engineering/signatures`, { params, body: input, headers });
  return { first: await call(), again: await call() };
}

describe("the gate over HTTP", () => {
  it("goes from 409 with reasons to 200, through tick, signature and GO, keys in any script", async () => {
    expect(await ask()).toMatchObject({ status: 409, body: { verdict: "no_go", gate: "go-live", status: "pending" } });
    const itemKey = "sauvegarde-prête";
    const ticked = await lead.call(tick, "PATCH", "/", {
      params: { runId, itemKey },
      body: { state: "passed", version: 1 },
    });
    expect(ticked.status).toBe(200);
    const { first, again } = await signEngineering({ "idempotency-key": "sign-once" });
    expect(first).toMatchObject({ status: 201, body: { role: "Engineering Lead" } });
    expect(again.body).toEqual(first.body);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(await world.db.signature.count({ where: { runId } })).toBe(1);
    expect(await ask()).toMatchObject({ status: 200, body: { verdict: "go" } });
    const params = { runId, key: "go-live" };
    expect(await member.call(go, "POST", "/", { params, body: {} })).toMatchObject({ status: 403 });
    expect(await lead.call(go, "POST", "/", { params, body: {} })).toMatchObject({
      status: 200,
      body: { status: "go" },
    });
    expect(await ask("?gate=go-live")).toMatchObject({ status: 200, body: { verdict: "go", status: "go" } });
    expect(await ask("?gate=go-live&artefact=1.0.0")).toMatchObject({ status: 200 });
    expect(await ask("?gate=go-live&artefact=1.0.1")).toMatchObject({
      status: 409,
      body: { reasons: [{ code: "artefact_mismatch" }] },
    });
  });

  it("takes no longer name for an abbreviated commit", async () => {
    const named = await createRun(world, await createTemplate(world, document));
    await world.db.run.update({ where: { id: named }, data: { artefact: { version: "1.0", commit: "release-1" } } });
    const mismatch = { reasons: expect.arrayContaining([expect.objectContaining({ code: "artefact_mismatch" })]) };
    const answer = async (artefact: string) =>
      (await lead.call(gate, "GET", `/?gate=go-live&artefact=${artefact}`, { params: { runId: named } })).body;
    expect(await answer("release-1")).not.toMatchObject(mismatch);
    expect(await answer("release-10")).toMatchObject(mismatch);
    expect(await answer("release-1-evil")).toMatchObject(mismatch);
  });

  it("answers 404 for what isn't there or isn't theirs, 422 for what it doesn't know, 401 for nobody", async () => {
    expect(await ask("?gate=nowhere")).toMatchObject({ status: 404 });
    expect(await ask("", await signedIn(world.people.stranger))).toMatchObject({ status: 404 });
    expect(await ask("?artifact=1.0.0")).toMatchObject({ status: 422 });
    expect(await ask("?artefact=")).toMatchObject({ status: 422 });
    expect(await ask("", visitor())).toMatchObject({ status: 401 });
    expect(await lead.call(readiness, "GET", "/?gate=nowhere", { params: { runId } })).toMatchObject({ status: 404 });
  });

  it("says 503, not GO, when it can't tell", async () => {
    await owner.query("alter function run_snapshot(text, text) rename to run_snapshot_gone");
    const answer = await ask("?gate=go-live");
    await owner.query("alter function run_snapshot_gone(text, text) rename to run_snapshot");
    expect(answer).toMatchObject({ status: 503, body: { code: "unavailable" } });
    expect(await ask("?gate=go-live")).toMatchObject({ status: 200 });
  });
});
