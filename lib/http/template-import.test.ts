import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as schema } from "@/app/api/template.schema.json/route";
import { POST as signIn } from "@/app/api/v1/session/route";
import { GET as read } from "@/app/api/v1/templates/[templateId]/route";
import { POST } from "@/app/api/v1/templates/route";
import { givePasswords, testPassword, type Visitor, visitor } from "@/prisma/factories/visitor";
import { createWorld, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";

type Answer = { status: number; body: Record<string, unknown>; text: string };
let world: World;
let editor: Visitor;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  await givePasswords(world.db, [world.people.editor]);
  editor = visitor();
  await editor.call(signIn, "POST", "/session", { body: { email: world.people.editor.email, password: testPassword } });
});
afterAll(() => world.db.$disconnect());

async function send(body: string | Uint8Array<ArrayBuffer>, type = "text/markdown", query = ""): Promise<Answer> {
  const cookie = Array.from(editor.cookies, ([name, value]) => `${name}=${value}`).join("; ");
  const headers = { "content-type": type, cookie, "sec-fetch-site": "same-origin" };
  const request = new Request(`http://localhost:3000/api/v1/templates${query}`, { method: "POST", headers, body });
  return answerOf(await POST(request, { params: Promise.resolve({}) }));
}

async function get(templateId: string, accept: string): Promise<Answer> {
  const cookie = Array.from(editor.cookies, ([name, value]) => `${name}=${value}`).join("; ");
  const request = new Request(`http://localhost:3000/api/v1/templates/${templateId}`, { headers: { accept, cookie } });
  return answerOf(await read(request, { params: Promise.resolve({ templateId }) }));
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const json = response.headers.get("content-type")?.includes("json") ?? false;
  return { status: response.status, body: json ? JSON.parse(text) : {}, text };
}

const latin = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const secret = "Harbour99!wall";
const withSecret = `# Go\n\n## Before\n\n- [ ] Ask\n\n\`\`\`sh\ncurl --user ops:${secret} http://localhost/q\n\`\`\`\n`;

describe("importing over HTTP", () => {
  it("reads other encodings than UTF-8, and says which", async () => {
    const sixteen = Uint8Array.from([0xff, 0xfe, ...Buffer.from("# Größe\n- [ ] a ✅\n", "utf16le")]);
    expect(await send(sixteen)).toMatchObject({
      status: 201,
      body: { title: "Größe", encoding: { name: "UTF-16LE" } },
    });
    const stated = await send(latin("# Prüfung\r- [ ] a"), "text/markdown; charset=iso-8859-1");
    expect(stated).toMatchObject({ status: 201, body: { title: "Prüfung", encoding: { name: "Latin-1" } } });
  });

  it("refuses bytes that are no text, saying where and what to do", async () => {
    const answer = await send(Uint8Array.from([0x23, 0x20, 0x61, 0x0a, 0, 0, 1, 0x61, 0x62]));
    expect(answer).toMatchObject({ status: 422, body: { code: "invalid_input", problems: [{ line: 2 }] } });
    expect(await send(latin("%PDF-1.7"))).toMatchObject({
      status: 422,
      body: { detail: expect.stringContaining("PDF") },
    });
  });

  it("mends what was read in a wrong encoding, says so, and leaves it when told to", async () => {
    const wrong = "# Go\n\n- [ ] 1 ‚Üí 2\n- [ ] x ‚â• 1\n";
    const mended = await send(wrong);
    expect(mended.body.repair).toEqual({
      encoding: "Mac Roman",
      places: 2,
      sample: { line: 3, before: "- [ ] 1 ‚Üí 2", after: "- [ ] 1 → 2" },
    });
    expect((await get(String(mended.body.id), "application/json")).body.source).toBe(
      "# Go\n\n- [ ] 1 → 2\n- [ ] x ≥ 1\n",
    );
    const kept = await send(wrong, "text/markdown", "?repair=0");
    expect(kept.body).not.toHaveProperty("repair");
    expect((await get(String(kept.body.id), "application/json")).body.source).toBe(wrong);
  });

  it("names credentials without saying them, and keeps none when they are to be masked", async () => {
    const plain = await send(withSecret);
    expect(plain.body.secrets).toEqual([{ kind: "user and password", lines: [8, 8], hint: "14 characters" }]);
    const masked = await send(withSecret, "text/markdown", "?maskSecrets=1");
    expect(masked).toMatchObject({ status: 201, body: { secrets: [{ lines: [8, 8] }] } });
    const stored = await world.db.templateVersion.findFirstOrThrow({ where: { templateId: String(masked.body.id) } });
    expect(JSON.stringify(stored)).not.toContain(secret);
    const entries = await world.db.auditEntry.findMany();
    expect(entries.length).toBeGreaterThan(0);
    expect(entries.some(({ body }) => Buffer.from(body).toString().includes(secret))).toBe(false);
  });

  it("gives the document as JSON and YAML, and takes both back as the same one", async () => {
    const first = await send(
      "# Go\n\n## Before\n\n- [ ] Backup: yes {severity=critical}\n  - [ ] 'quoted' #3\n\n> note\n",
    );
    const { body } = await get(String(first.body.id), "application/json");
    const bare = (of: unknown) =>
      JSON.parse(JSON.stringify(of, (name, value) => (name === "lines" ? undefined : value)));
    const yaml = await get(String(first.body.id), "application/yaml");
    const forms: [string, string][] = [
      [yaml.text, "application/yaml"],
      [JSON.stringify(body.document), "application/json"],
      [JSON.stringify({ document: body.document, title: "Go" }), "application/json"],
    ];
    for (const [text, type] of forms) {
      const again = await send(text, type);
      expect(again).toMatchObject({ status: 201, body: { title: "Go" } });
      const { document } = (await get(String(again.body.id), "application/json")).body;
      expect(bare(document)).toEqual(bare(body.document));
    }
  });

  it.each([
    ["application/yaml", "a: [b", "Line 1"],
    ["application/yaml", "a: &x [1]\nb: *x", "Line 2"],
    ["application/yaml", "[".repeat(50_000), "Line 1"],
    [
      "application/yaml",
      "schema: 1\ntitle: T\nmetadata: []\nintro: []\nphases:\n  - kind: phase\n    key: a\n",
      "phases.0.title",
    ],
    [
      "application/json",
      '{"schema":1,"title":"T","metadata":[],"intro":[],"phases":[{"kind":"gate"}]}',
      "phases.0.key",
    ],
    ["application/json", '{"markdown":7}', "markdown"],
    ["application/json", '{"schema":1,"title":"Two\\nlines","metadata":[],"intro":[],"phases":[]}', "title"],
  ])("says what is wrong with %s %s", async (type, text, words) => {
    expect(await send(text, type)).toMatchObject({ status: 422, body: { detail: expect.stringContaining(words) } });
  });

  it("describes the document by a JSON Schema", async () => {
    const answer = await answerOf(schema());
    expect(answer.body).toMatchObject({
      $id: "http://localhost:3000/api/template.schema.json",
      properties: { schema: { const: 1 }, phases: { type: "array" } },
      $defs: { Item: { properties: { severity: expect.anything() } } },
    });
  });
});
