import { expect, test } from "./fixtures";
import { type Json, json } from "./json";
import { passAll, passSeverity, sign } from "./run-api";
import { missing, seeds } from "./seed-files";

const counts = [
  { tasks: 115, commands: 9 },
  { tasks: 186, commands: 15 },
  { tasks: 180, commands: 15 },
  { tasks: 151, commands: 22 },
  { tasks: 91, commands: 24 },
];

test.describe("the documents of real teams", () => {
  test.skip(seeds.length !== counts.length, missing);

  test("all import over HTTP, as text and as JSON, with nothing dropped", async ({ team }) => {
    for (const [at, { file, text }] of seeds.entries()) {
      const sent = { headers: { "content-type": "text/markdown" }, data: text };
      const made = await json<Imported>(team.lead.api.post("/api/v1/templates", sent));
      expect(made.counts, file).toMatchObject(counts[at] ?? {});
      const told = new Set(made.report.flatMap(({ lines: [from, to] }) => range(from, to)));
      const lines = text.split(/\r?\n/).flatMap((line, index) => (line.trim() === "" ? [] : [index + 1]));
      expect(
        lines.filter((line) => !told.has(line)),
        file,
      ).toEqual([]);
    }
  });

  test("the first one goes from nothing to GO by its own weights, and the gate says so", async ({ team }) => {
    const { lead } = team;
    const markdown = seeds[0]?.text ?? "";
    const template = await json(lead.api.post("/api/v1/templates", { data: { markdown } }));
    const run = await json(
      lead.api.post("/api/v1/runs", {
        data: { templateId: template.id, name: "The first seed", environment: "production", targetAt: null },
      }),
    );
    const readiness = () => json<Readiness>(lead.api.get(`/api/v1/runs/${run.id}/readiness`));
    const start = await readiness();
    expect(start).toMatchObject({ verdict: "no_go", score: 0, formula: { satisfied: 0, applicable: 682 } });
    const gate = `/api/v1/runs/${run.id}/gate?gate=${encodeURIComponent(start.gate)}`;
    expect((await lead.api.get(gate)).status()).toBe(409);

    await passSeverity(lead, run.id, "critical");
    expect(await readiness()).toMatchObject({ verdict: "no_go", score: 87.9, formula: { satisfied: 600 } });
    await passSeverity(lead, run.id, "high");
    // The document asks for 80 of 100: with every critical and high item done, the rest no longer gates.
    expect(await readiness()).toMatchObject({ verdict: "go", score: 95, required: 80, formula: { satisfied: 648 } });
    expect((await lead.api.get(gate)).status()).toBe(200);

    await passAll(lead, run.id);
    const snapshot = await json<Snapshot>(lead.api.get(`/api/v1/runs/${run.id}/snapshot`));
    const signoffs = signoffsOf(snapshot.snapshot.document, start.gate);
    const roster = Object.fromEntries(signoffs.flatMap(({ roles }) => roles.map((role) => [role, [lead.email]])));
    if (signoffs.length > 0) await json(lead.api.patch(`/api/v1/runs/${run.id}`, { data: { roster } }));
    for (const { key } of signoffs) await sign(lead, run.id, encodeURIComponent(key));
    const end = await json<Readiness>(lead.api.get(`/api/v1/runs/${run.id}/readiness?gate=${start.gate}`));
    expect(end).toMatchObject({ verdict: "go", score: 100, reasons: [], blockers: [] });
    const open = await lead.api.get(gate);
    expect(open.status()).toBe(200);
    expect(await open.json()).toMatchObject({ verdict: "go" });
  });
});

type Imported = Json & { counts: Record<string, number>; report: { lines: [number, number] }[] };
type Readiness = { gate: string; verdict: string; score: number; required: number };
type Signoff = { key: string; roles: string[] };
type Node = { kind: string; key: string; content?: Node[]; signoffs?: Signoff[] };
type Snapshot = { snapshot: { document: { phases: Node[] } } };

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, offset) => from + offset);
}

function signoffsOf(document: { phases: Node[] }, gate: string): Signoff[] {
  const all = (node: Node): Node[] => [node, ...(node.content ?? []).flatMap(all)];
  return document.phases.flatMap(all).find(({ kind, key }) => kind === "gate" && key === gate)?.signoffs ?? [];
}
