import { afterAll, beforeAll, expect, it } from "vitest";
import { GET as workspaceExport } from "@/app/api/v1/audit/export/route";
import { GET as workspaceHistory } from "@/app/api/v1/audit/route";
import { GET as runExport } from "@/app/api/v1/runs/[runId]/audit/export/route";
import { GET as runHistory } from "@/app/api/v1/runs/[runId]/audit/route";
import { addComment } from "@/lib/data/comment.write";
import { changeItem } from "@/lib/data/item.write";
import { changeMember } from "@/lib/data/membership.write";
import { type Crowd, createCrowd } from "@/prisma/factories/crowd";
import { as, createRun, createTemplate, createWorld, testNow, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";

let world: World;
let crowd: Crowd;
let runId: string;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  crowd = await createCrowd(world);
  runId = await createRun(world, await createTemplate(world), "=Release");
  const { lead, member } = world.people;
  value(await changeItem(as(world, lead), runId, "notes-written", { state: "passed", version: 1 }));
  const later = new Date(testNow.getTime() + 86_400_000);
  value(await addComment(as(world, member, later), runId, "backup-taken", '=HYPERLINK("http://evil.test")'));
});
afterAll(() => world.db.$disconnect());

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
const ask = async (handler: Handler, query: string, caller = "auditor") => {
  const headers = crowd.callers.find(({ name }) => name === caller)?.headers ?? {};
  const request = new Request(`http://localhost:3000/api/v1/audit?${query}`, { headers });
  return handler(request, { params: Promise.resolve({ runId }) });
};
type Entries = { items: { action: string; seq: number; run: { name: string } | null }[]; nextCursor: string | null };
const list = async (handler: Handler, query: string, caller?: string): Promise<Entries> =>
  (await ask(handler, query, caller)).json();
const actions = ({ items }: Entries) => items.map(({ action }) => action);

it("narrows a run's history by person, kind, item and day, forwards and backwards", async () => {
  const { lead, member } = world.people;
  expect(actions(await list(runHistory, "order=desc"))).toEqual(["comment.added", "item.passed", "run.started"]);
  expect(actions(await list(runHistory, "order=desc&after=3"))).toEqual(["item.passed", "run.started"]);
  expect(actions(await list(runHistory, `person=${member.id}`))).toEqual(["comment.added"]);
  expect(actions(await list(runHistory, `person=${lead.id}&kind=item`))).toEqual(["item.passed"]);
  expect(actions(await list(runHistory, "item=backup-taken"))).toEqual(["comment.added"]);
  expect(actions(await list(runHistory, "from=2026-11-21T00:00:00Z"))).toEqual(["comment.added"]);
  expect(actions(await list(runHistory, "to=2026-11-21T00:00:00Z"))).toEqual(["run.started", "item.passed"]);
});

it("pages through everything of the workspace without a gap or a repeat, and shows nothing of another", async () => {
  const all = await list(workspaceHistory, "limit=200");
  const paged: Entries["items"] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: Entries = await list(workspaceHistory, `limit=3${cursor && `&cursor=${cursor}`}`);
    paged.push(...page.items);
    cursor = page.nextCursor;
  }
  expect(paged).toEqual(all.items);
  expect(all.items.length).toBeGreaterThan(5);
  expect(new Set(all.items.map(({ run }) => run?.name))).not.toContain("Elsewhere");
});

it("tells what happened to people only to those who answer for the history", async () => {
  const { owner, editor } = world.people;
  value(await changeMember(as(world, owner), editor.id, { roles: ["template_editor", "member"] }));
  expect(actions(await list(workspaceHistory, "kind=person"))).toEqual(["person.roles_changed"]);
  expect(actions(await list(workspaceHistory, "kind=person", "template editor"))).toEqual([]);
  expect(actions(await list(workspaceHistory, "runs=false"))).toContain("person.roles_changed");
});

it("gives a CSV no spreadsheet runs anything of, and the same as JSON", async () => {
  const answer = await ask(runExport, "format=csv");
  expect(answer.headers.get("content-disposition")).toContain(`history-${runId}.csv`);
  const text = await answer.text();
  expect(text.split("\r\n")).toHaveLength(5);
  expect(text).toContain(`"'=HYPERLINK(""http://evil.test"")"`);
  expect(text).toContain(`"'=Release"`);
  const json: Entries["items"] = await (await ask(runExport, "format=json&kind=item")).json();
  expect(json.map(({ action }) => action)).toEqual(["item.passed"]);
  const whole: Entries["items"] = await (await ask(workspaceExport, "format=json")).json();
  expect(whole).toEqual((await list(workspaceHistory, "limit=200")).items);
});

it("gives it only to those who may take it away", async () => {
  for (const caller of ["template editor", "member"]) expect((await ask(workspaceExport, "", caller)).status).toBe(403);
  expect((await ask(runExport, "", "template editor")).status).toBe(403);
});
