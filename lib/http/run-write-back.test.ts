import { afterAll, beforeAll, expect, it } from "vitest";
import { changeItem } from "@/lib/data/item.write";
import { readRun } from "@/lib/data/run.read";
import { startRun } from "@/lib/data/run.write";
import { readRunSource } from "@/lib/data/run-source.read";
import { importTemplate } from "@/lib/data/template.write";
import { as, createWorld, testNow, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { filledMarkdown, runMarkdown } from "./run-markdown";

const markdown = [
  "# Release of {{service}}",
  "",
  "- [x] Build",
  "- [ ] Deploy",
  "- [ ] Tell people",
  "",
  "## Sign-off",
  "",
  "**CTO:** ________ Date: ____",
  "",
].join("\r\n");

let world: World;
beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
});
afterAll(() => world.db.$disconnect());

it("writes a run into the source it was made of, for whoever may read it", async () => {
  const editor = as(world, world.people.editor);
  const template = value(await importTemplate(editor, { markdown }));
  const lead = as(world, world.people.lead);
  const plan = { name: "R", environment: "staging", targetAt: null, answers: { service: "checkout" } };
  const { id } = value(await startRun(lead, { ...plan, templateId: template.id ?? "" }));
  value(await changeItem(lead, id, "deploy", { state: "passed", version: 1 }));
  value(await changeItem(lead, id, "tell-people", { state: "failed", reason: "nobody | there", version: 1 }));
  const { snapshot } = value(await readRun(lead, id));
  const source = await readRunSource(lead, id);
  expect(source).toBe(markdown);
  const text = runMarkdown(snapshot, source, testNow.toISOString());
  const [status = "", rest = ""] = text.split("<!-- /gonogo status -->\r\n\r\n");
  expect(status).toMatch(/\*\*CAN WE DEPLOY\?\*\* NO.*\*\*WHY NOT\?\*\*.*\*\*NEXT ACTION:\*\*/s);
  expect(rest.split("\r\n")).toEqual([
    "# Release of {{service}}",
    "",
    "- [ ] Build",
    "- [x] Deploy",
    expect.stringMatching(
      /^- \[ \] Tell people <!-- gonogo -->\*\*Failed\*\*: nobody \\\| there \(Leo.*UTC\)<!-- \/gonogo -->$/,
    ),
    ...markdown.split("\r\n").slice(5),
  ]);
  expect(filledMarkdown(snapshot, testNow.toISOString())).toContain("# Release of checkout\n");
  const stranger = as(world, world.people.stranger);
  await expect(readRunSource(stranger, id)).rejects.toThrow();
});
