import { afterAll, beforeAll, expect, it } from "vitest";
import { type Dossier, readDossier } from "@/lib/data/dossier.read";
import { playSample, sampleTemplates } from "@/lib/data/sample-run.write";
import { as, createTemplate, createWorld, value, type World } from "@/prisma/factories/world";
import { playDossiers } from "@/scripts/attack/play";
import { generator } from "@/scripts/generator";
import { testDatabase } from "@/scripts/test/database";
import { dossierPdf } from "./dossier-pdf";

let world: World;
let dossiers: Dossier[];

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  const { admin, lead, member, auditor } = world.people;
  const small = await createTemplate(world);
  const templates = new Map(sampleTemplates.map((name) => [name, small]));
  await playSample(as(world, admin), templates, { owner: admin, lead, member });
  const runs = await world.db.run.findMany({ orderBy: { createdAt: "asc" } });
  dossiers = [];
  for (const { id } of runs) dossiers.push(value(await readDossier(as(world, auditor), id)));
  dossiers.push(...(await playDossiers(world, 4, generator(5))));
});
afterAll(() => world.db.$disconnect());

async function print(dossier: Dossier): Promise<string> {
  return Buffer.from(await new Response(dossierPdf(dossier)).arrayBuffer()).toString("latin1");
}

it("prints every run whatever happened in it, with numbered pages and fonts inside", async () => {
  for (const dossier of dossiers) {
    const pdf = await print(dossier);
    expect(pdf.startsWith("%PDF-1.")).toBe(true);
    expect(pdf.trimEnd().endsWith("%%EOF")).toBe(true);
    expect(pdf.match(/\/Type \/Page\n/g)?.length ?? 0).toBeGreaterThan(2);
    expect(pdf).toMatch(/\/FontName \/[A-Z]{6}\+Inter/);
  }
});

it("prints names of any script in a font that has them", async () => {
  const dossier = structuredClone(dossiers[0] as Dossier);
  const names = [
    "Łukasz Żółć",
    "Ελένη Παπαδοπούλου",
    "Нина Черновa",
    "佐藤 さくら",
    "张伟",
    "김민준",
    "Nguyễn Thị Hồng",
    "ليلى محمد",
    "דנה כהן",
    "प्रिया शर्मा",
  ];
  for (const [index, name] of names.entries()) {
    const [model] = dossier.signatures;
    if (model) dossier.signatures.push({ ...model, id: `${index}`, printedName: name });
  }
  dossier.run.name = names.join(", ");
  const pdf = await print(dossier);
  for (const font of ["Inter", "Kosugi", "GowunDodum", "NotoSansArabic", "NotoSansHebrew", "NotoSansDevanagari"])
    expect(pdf).toMatch(new RegExp(`/FontName /[A-Z]{6}\\+${font}`));
});

it("says of a rehearsal that it is one, in its title and on its cover", async () => {
  const real = structuredClone(dossiers[0] as Dossier);
  const [before, after] = [real, { ...real, run: { ...real.run, rehearsal: true } }].map(print);
  // The cover's words are in a compressed stream; it grew by them.
  const [plain, marked] = [(await before) ?? "", (await after) ?? ""];
  expect(plain).not.toContain("Rehearsal: dossier");
  expect(marked).toContain("Rehearsal: dossier");
  expect(marked.length).toBeGreaterThan(plain.length);
});
