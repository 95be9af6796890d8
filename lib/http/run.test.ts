import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as content } from "@/app/api/v1/runs/[runId]/evidence/[evidenceId]/content/route";
import { POST as comment } from "@/app/api/v1/runs/[runId]/items/[itemKey]/comments/route";
import { POST as attach } from "@/app/api/v1/runs/[runId]/items/[itemKey]/evidence/route";
import { GET as getRun, PATCH as patchRun } from "@/app/api/v1/runs/[runId]/route";
import { POST as start } from "@/app/api/v1/runs/route";
import { GET as getTemplate, DELETE as retire } from "@/app/api/v1/templates/[templateId]/route";
import { POST as importing } from "@/app/api/v1/templates/route";
import { sealSession, sessionCookie } from "@/lib/auth/cookie";
import type { RunView } from "@/lib/domain/run-view-schema";
import type { Handler } from "@/prisma/factories/visitor";
import { createTemplate, createWorld, type PersonFixture, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";

let world: World;
let templateId: string;
let lead: (handler: Handler, method: string, path: string, init?: Init) => Promise<Answer>;
let editor: typeof lead;

type Init = { body?: BodyInit | null; headers?: Record<string, string>; params?: Record<string, string> };
type Answer = { status: number; text: string; headers: Headers };

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  templateId = await createTemplate(world);
  lead = await signedIn(world.people.lead);
  editor = await signedIn(world.people.editor);
});
afterAll(() => world.db.$disconnect());

async function signedIn(person: PersonFixture): Promise<typeof lead> {
  const { id } = await world.db.session.create({
    data: { personId: person.id, expiresAt: new Date(Date.now() + 3_600_000) },
  });
  const cookie = `${sessionCookie()}=${sealSession(id)}`;
  return async (handler, method, path, { body = null, headers = {}, params = {} } = {}) => {
    const request = new Request(`http://localhost:3000/api/v1${path}`, {
      method,
      body,
      headers: { cookie, ...headers },
    });
    const response = await handler(request, { params: Promise.resolve(params) });
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
}

const json = (value: unknown, key?: string): Init => ({
  body: JSON.stringify(value),
  headers: { "content-type": "application/json", ...(key ? { "idempotency-key": key } : {}) },
});

const plan = () => ({ templateId, name: "R", environment: "staging", targetAt: null });

async function startedRun(): Promise<RunView> {
  return JSON.parse((await lead(start, "POST", "/runs", json(plan()))).text);
}

const entries = (chainId: string) => world.db.auditEntry.count({ where: { chainId } });

describe("a repeated key", () => {
  it("starts one run, and gets the very first answer again", async () => {
    const first = await lead(start, "POST", "/runs", json(plan(), "start-1"));
    const again = await lead(start, "POST", "/runs", json(plan(), "start-1"));
    expect(first.status).toBe(201);
    expect(again).toMatchObject({ status: 201, text: first.text });
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(await entries(JSON.parse(first.text).id)).toBe(1);
    const other = await lead(start, "POST", "/runs", json({ ...plan(), name: "Other" }, "start-1"));
    expect(other.status).toBe(422);
  });

  it("compares Markdown bodies too", async () => {
    const send = (markdown: string) =>
      editor(importing, "POST", "/templates", {
        body: markdown,
        headers: { "content-type": "text/markdown", "idempotency-key": "import-1" },
      });
    const first = await send("# A\n\n- [ ] one\n");
    expect(first.status).toBe(201);
    expect(await send("# A\n\n- [ ] one\n")).toMatchObject({ text: first.text });
    expect(await send("# A\n\n- [ ] two\n")).toMatchObject({ status: 422 });
  });

  it("attaches one file, tells another file apart, and keeps the bytes once", async () => {
    const { id } = await startedRun();
    const params = { runId: id, itemKey: "backup-taken" };
    const send = (text: string) => {
      const body = new FormData();
      body.append("file", new File([text], "log.txt"));
      const headers = { "idempotency-key": "attach-1" };
      return lead(attach, "POST", `/runs/${id}/items/backup-taken/evidence`, { body, headers, params });
    };
    const first = await send("one");
    expect(first.status).toBe(201);
    expect(await send("one")).toMatchObject({ status: 201, text: first.text });
    expect(await send("two")).toMatchObject({ status: 422 });
    expect(await world.db.evidence.count({ where: { runId: id } })).toBe(1);
    expect(await entries(id)).toBe(2);
    const evidenceId = JSON.parse(first.text).id;
    const path = `/runs/${id}/evidence/${evidenceId}/content`;
    const bytes = await lead(content, "GET", path, { params: { runId: id, evidenceId } });
    expect(bytes.text).toBe("one");
    expect(bytes.headers.get("content-disposition")).toContain("attachment");
    expect(bytes.headers.get("content-security-policy")).toContain("sandbox");
    expect(bytes.headers.get("content-type")).toBe("application/octet-stream");
  });
});

describe("media types", () => {
  it("previews with 200 and imports with 201", async () => {
    const headers = { "content-type": "text/markdown; charset=utf-8" };
    const body = "# B\n\n- [ ] one\n";
    const preview = await editor(importing, "POST", "/templates?dryRun=1", { body, headers });
    expect(preview.status).toBe(200);
    expect(JSON.parse(preview.text)).toMatchObject({ id: null, document: { title: "B" }, counts: { tasks: 1 } });
    expect(await editor(importing, "POST", "/templates", json({ markdown: body }))).toMatchObject({ status: 201 });
    const wrong = await editor(importing, "POST", "/templates", { body, headers: { "content-type": "text/html" } });
    expect(wrong.status).toBe(415);
  });

  it("exports what it imported, so that it imports again as the same", async () => {
    const params = { templateId };
    const markdown = await editor(getTemplate, "GET", `/templates/${templateId}`, {
      headers: { accept: "text/markdown" },
      params,
    });
    expect(markdown.headers.get("content-type")).toContain("text/markdown");
    const again = await editor(importing, "POST", "/templates?dryRun=1", json({ markdown: markdown.text }));
    const stored = await editor(getTemplate, "GET", `/templates/${templateId}`, { params });
    const keys = (text: string) => Array.from(text.matchAll(/"key":"([^"]+)"/g), ([, key]) => key).sort();
    expect(new Set(keys(JSON.stringify(JSON.parse(again.text).document)))).toEqual(
      new Set(keys(JSON.stringify(JSON.parse(stored.text).document))),
    );
  });

  it("gives a run as a tree and as Markdown with its verdict on top", async () => {
    const { id } = await startedRun();
    const params = { runId: id };
    const tree: RunView = JSON.parse((await lead(getRun, "GET", `/runs/${id}`, { params })).text);
    expect(tree.phases.map(({ key }) => key)).toEqual(["prepare", "deploy"]);
    expect(tree.phases[0]?.sections[0]?.items[1]?.items).toHaveLength(2);
    const text = await lead(getRun, "GET", `/runs/${id}`, { params, headers: { accept: "text/markdown" } });
    expect(text.text).toContain("CAN WE DEPLOY?");
    expect(text.text).toContain("- [ ] Release notes written");
  });
});

it("writes one entry for each write, none for a refusal", async () => {
  const { id } = await startedRun();
  const params = { runId: id, itemKey: "backup-taken" };
  expect(await entries(id)).toBe(1);
  await lead(comment, "POST", `/runs/${id}/items/backup-taken/comments`, { ...json({ body: "x" }), params });
  expect(await entries(id)).toBe(2);
  await lead(comment, "POST", `/runs/${id}/items/backup-taken/comments`, { ...json({ body: " " }), params });
  await lead(attach, "POST", "/", { ...json({ kind: "link", url: "file:///etc/passwd" }), params });
  await lead(patchRun, "PATCH", `/runs/${id}`, { ...json({ roster: { QA: ["x@y.test"] } }), params: { runId: id } });
  expect(await entries(id)).toBe(2);
  await lead(patchRun, "PATCH", `/runs/${id}`, { ...json({ name: "Again" }), params: { runId: id } });
  expect(await entries(id)).toBe(3);
  const before = await entries(world.workspaceId);
  const doomed = await createTemplate(world);
  const answer = await editor(retire, "DELETE", `/templates/${doomed}`, { params: { templateId: doomed } });
  expect(answer).toMatchObject({ status: 204, text: "" });
  expect(await entries(world.workspaceId)).toBe(before + 1);
});
