import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ImportResult } from "./import-report";
import type { Content, TemplateDocument } from "./template";
import { templateDocumentSchema } from "./template";
import { conversionsOf, convertNode } from "./template-convert";
import { applyCorrections, type Correction, correctImport, correctionOf } from "./template-corrections";
import { documentRows } from "./template-rows";

const document: TemplateDocument = {
  schema: 1,
  title: "Lighthouse handover",
  metadata: [],
  intro: [],
  phases: [
    {
      kind: "phase",
      key: "before",
      title: "Before the night",
      stage: "before",
      lines: [3, 3],
      content: [
        { kind: "note", markdown: "- Oil the gears\n- Wipe the glass\n  with a dry cloth", lines: [5, 7] },
        { kind: "section", key: "lamp", title: "Lamp", lines: [9, 9], content: [item("wick", "Trim the wick", 11)] },
        { kind: "code", use: "manifest", language: "yaml", text: "lamp: on", lines: [13, 15] },
        {
          kind: "trigger",
          key: "fog",
          title: "Fog closer than a mile",
          tier: "timed",
          reaction: 5,
          reactionText: "sound the horn within 5 minutes",
          lines: [17, 17],
        },
      ],
    },
    { kind: "gate", key: "lit", title: "May we light it?", asks: "deploy", signoffs: [] },
    {
      kind: "phase",
      key: "night",
      title: "The night",
      lines: [20, 20],
      content: [
        {
          kind: "item",
          key: "watch",
          title: "Watch for 30 minutes",
          hold: { minutes: 30 },
          lines: [22, 22],
          content: [{ kind: "contact", name: "Harbour", channel: "+1 555 0101", lines: [23, 23] }],
        },
        {
          kind: "choice",
          key: "fuel",
          title: "Which fuel?",
          lines: [25, 27],
          options: [
            { key: "oil", title: "Oil", markdown: "Burns longer." },
            { key: "gas", title: "Gas" },
          ],
        },
        {
          kind: "announcement",
          key: "told",
          title: "Lit",
          moment: "sunset",
          text: "The lamp is lit.",
          lines: [29, 32],
        },
      ],
    },
  ],
};

function item(key: string, title: string, line: number) {
  return { kind: "item" as const, key, title, lines: [line, line] as [number, number], content: [] };
}

/** Every word somewhere in the document's values. */
function words(value: TemplateDocument): Set<string> {
  const texts: string[] = [];
  JSON.stringify(value, (name, each) => {
    if (typeof each === "string" && !["kind", "key", "use", "stage", "asks", "tier", "schema"].includes(name))
      texts.push(each);
    return each;
  });
  return new Set(texts.join(" ").match(/[\p{L}\p{N}]+/gu) ?? []);
}

describe("corrections", () => {
  it("make every entry of a list an item, with what stands below it as a note", () => {
    const made = applyCorrections(document, [{ kind: "note", lines: [5, 7], to: "item" }]);
    expect(made.lost).toEqual([]);
    expect(made.document.phases[0]).toMatchObject({
      content: [
        { kind: "item", key: "oil-the-gears", title: "Oil the gears", lines: [5, 5], content: [] },
        {
          kind: "item",
          title: "Wipe the glass",
          lines: [6, 7],
          content: [{ kind: "note", markdown: "with a dry cloth" }],
        },
        { kind: "section" },
        { kind: "code" },
        { kind: "trigger" },
      ],
    });
  });

  it("make a list, what stands below an item and an “or” a choice, with what says more bound to its option", () => {
    const choice = (content: Content[], at: number) => {
      const phase = { kind: "phase" as const, key: "p", title: "P", content };
      return convertNode({ ...document, phases: [phase] }, [0, at], "choice")?.phases[0];
    };
    const list = { kind: "note" as const, markdown: "Which fuel?\n\n- Oil\n  burns longer\n- Gas" };
    expect(choice([list], 0)).toMatchObject({
      content: [
        {
          kind: "choice",
          title: "Which fuel?",
          options: [{ title: "Oil", markdown: "burns longer" }, { title: "Gas" }],
        },
      ],
    });
    const both = { ...item("lamp", "Light it", 1), owner: "Keeper" };
    const oil = { ...item("oil", "With oil", 2), content: [item("fill", "Fill it", 3)] };
    expect(choice([{ ...both, content: [oil, item("gas", "With gas", 4)] }], 0)).toMatchObject({
      content: [
        {
          kind: "choice",
          key: "lamp",
          decider: "Keeper",
          options: [{ title: "With oil", items: ["oil"] }, { key: "gas" }],
        },
        { kind: "item", key: "oil" },
      ],
    });
    expect(choice([item("way", "By boat or on foot", 1)], 0)).toMatchObject({
      content: [{ title: "By boat or on foot", options: [{ title: "By boat" }, { title: "on foot" }] }],
    });
    expect(choice([item("one", "On foot", 1)], 0)).toBeUndefined();
  });

  it("make lines, entries and blocks contacts, with what reaches them", () => {
    const contacts = (node: Content) => {
      const phase = { kind: "phase" as const, key: "p", title: "P", content: [node] };
      const made = convertNode({ ...document, phases: [phase] }, [0, 0], "contact")?.phases[0];
      return made?.kind === "phase"
        ? made.content.map((each) => each.kind === "contact" && [each.name, each.channel])
        : undefined;
    };
    const text = "**Harbour**: +1 555 0101";
    expect(contacts({ kind: "note", markdown: `- ${text}\n- Pilot - @pilot\n- Keeper` })).toEqual([
      ["Harbour", "+1 555 0101"],
      ["Pilot", "@pilot"],
      ["Keeper", ""],
    ]);
    expect(contacts({ kind: "code", use: "sample", text: "Harbour: +1\n\nPilot: @pilot" })).toEqual([
      ["Harbour", "+1"],
      ["Pilot", "@pilot"],
    ]);
    expect(contacts(item("call", text, 1))).toEqual([["Harbour", "+1 555 0101"]]);
    expect(contacts({ kind: "note", markdown: "| Who | How |\n| --- | --- |\n| Pilot | @pilot |" })).toBeUndefined();
  });

  it("make a section a phase that takes along what follows it", () => {
    const made = applyCorrections(document, [{ kind: "section", lines: [9, 9], to: "phase" }]).document;
    expect(made.phases.map(({ key }) => key)).toEqual(["before", "lamp", "lit", "night"]);
    expect(made.phases[1]).toMatchObject({
      kind: "phase",
      content: [{ key: "wick" }, { kind: "code" }, { key: "fog" }],
    });
  });

  it("undo a hold, a stage and a gate that no line asks for", () => {
    const made = applyCorrections(document, [
      { kind: "item", lines: [22, 22], to: "plain" },
      { kind: "phase", lines: [3, 3], to: "stage contingency" },
      { kind: "gate", key: "lit", to: "nothing" },
    ]).document;
    expect(made.phases).toMatchObject([
      { stage: "contingency" },
      { key: "night", content: [{ key: "watch" }, {}, {}] },
    ]);
    expect(documentRows(made).find(({ id }) => id === "watch")?.node).not.toHaveProperty("hold");
  });

  it("say what they found nothing for, and the report tells who it was", () => {
    const lost: Correction = { kind: "item", lines: [99, 99], to: "note" };
    const read: ImportResult = {
      document,
      counts: {} as ImportResult["counts"],
      report: [{ lines: [17, 17], became: "trigger", key: "fog", note: "under Fog" }],
    };
    const made = correctImport(read, [lost, { kind: "trigger", lines: [17, 17], to: "item" }]);
    expect(made.lost).toEqual([lost]);
    expect(made.report).toEqual([
      { lines: [17, 17], became: "item", key: "fog", note: "corrected by hand; under Fog" },
    ]);
  });

  it("keep every word, give a valid document with unique keys, and are found again by where the node stood", () => {
    const before = words(document);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 6 }), (steps) => {
        let made = document;
        for (const [at, which] of steps) {
          const rows = documentRows(made);
          const row = rows[at % rows.length];
          if (!row) continue;
          const options = conversionsOf(made, row.path);
          const to = options[which % Math.max(1, options.length)];
          if (!to) continue;
          const next = convertNode(made, row.path, to);
          expect(next).toBeDefined();
          if (!next) continue;
          if (row.node.lines) expect(applyCorrections(made, [correctionOf(row.node, to)]).lost).toEqual([]);
          made = next;
        }
        expect(templateDocumentSchema.safeParse(made).error).toBeUndefined();
        const keys = documentRows(made).flatMap(({ node }) => ("key" in node ? [node.key] : []));
        expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
        const after = words(made);
        // The generated gate may go with its title; a fence's language is a mark, not a word.
        const dispensable = ["May", "we", "light", "it", "yaml"];
        const gone = [...before].filter((word) => !after.has(word) && !dispensable.includes(word));
        expect(gone).toEqual([]);
      }),
      {
        numRuns: 400,
        examples: [
          [
            [
              [2065275586, 502155699],
              [997039018, 1284748079],
              [163957348, 1205477063],
            ],
          ],
        ],
      },
    );
  });
});
