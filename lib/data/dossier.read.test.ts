import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { canonicalJson } from "@/lib/domain/canonical-json";
import { as, asToken, createRun, createTemplate, createWorld, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { readDossier } from "./dossier.read";
import { addEvidence } from "./evidence.write";
import { changeItem } from "./item.write";

let world: World;
let runId: string;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  runId = await createRun(world, await createTemplate(world));
  const lead = as(world, world.people.lead);
  value(await changeItem(lead, runId, "notes-written", { state: "passed", version: 1 }));
  value(await addEvidence(lead, runId, "notes-written", { kind: "note", title: "Read", text: "By two people" }));
});
afterAll(() => world.db.$disconnect());

it("holds the whole chain up to its head, and digests that can be recomputed", async () => {
  const dossier = value(await readDossier(as(world, world.people.auditor), runId));
  const { entries, head } = dossier.audit;
  expect(entries.map(({ action }) => action)).toEqual(["run.started", "item.passed", "evidence.added"]);
  expect(head).toEqual({ seq: 3, hash: entries.at(-1)?.hash });
  expect(dossier.run.seq).toBe(3);
  const digest = createHash("sha256").update(canonicalJson(dossier.template.document)).digest("hex");
  expect(dossier.template.digest).toBe(digest);
  expect(dossier.template.sourceSha256).toBe(createHash("sha256").update(dossier.template.source).digest("hex"));
  expect(dossier.evidence).toHaveLength(1);
});

it("goes to leads, signers, auditors and admins, to nobody else", async () => {
  const code = async (ctx: Parameters<typeof readDossier>[0]) => {
    const dossier = await readDossier(ctx, runId);
    return dossier.ok ? "given" : dossier.code;
  };
  for (const who of ["owner", "admin", "auditor", "lead", "member"] as const) {
    expect(await code(as(world, world.people[who])), who).toBe("given");
  }
  expect(await code(as(world, world.people.editor))).toBe("forbidden");
  expect(await code(asToken(world, ["read"]))).toBe("forbidden");
  expect(await code(as(world, world.people.stranger))).toBe("not_found");
});
