import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boundTo, type Content, type TemplateDocument, templateDocumentSchema } from "@/lib/domain/template";
import { exportTemplate } from "./export";
import { importMarkdown } from "./import";
import { assignKeys } from "./keys";
import { referenceOf } from "./references";

function read(source: string): TemplateDocument {
  const outcome = importMarkdown(source);
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message);
  return outcome.value.document;
}

/** The document without where it came from. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) =>
      name === "lines" || each === undefined ? [] : [[name, bare(each)]],
    ),
  );
}

const nasty = [
  "{optional}",
  "{#key}",
  "**",
  "*",
  "`",
  "```",
  "#",
  "[ ]",
  "[x]",
  "- ",
  "1.",
  ">",
  "|",
  "<b>",
  "<!--",
  "-->",
  ":",
  "}",
  "{",
  "\\",
  '"',
  "_",
  "---",
  "✅",
  "Phase 1:",
  "é",
  "日本",
];
const phrase = fc
  .array(fc.oneof(fc.constantFrom("backup", "database", "traffic", "P95 < 200 ms", "CTO"), fc.constantFrom(...nasty)), {
    minLength: 1,
    maxLength: 4,
  })
  .map((words) => words.join(" ").trim());
const title = fc.oneof({ arbitrary: phrase, weight: 9 }, { arbitrary: fc.constant(""), weight: 1 });
const word = fc.constantFrom("backup", "smoke-tests", "tech lead", "qa", 'odd "role"', "a=b");
const text = fc
  .array(
    fc.oneof(
      phrase,
      fc.constantFrom(
        "",
        "  indented",
        "\ttab",
        "- a",
        "- [ ] box",
        "## heading",
        "```",
        "~~~",
        "text",
        "| a |",
        "|---|",
      ),
    ),
    { maxLength: 5 },
  )
  .map((rows) => rows.join("\n"));
const minutes = fc.integer({ min: 1, max: 5000 });
const expectation = fc.record(
  {
    metric: phrase,
    comparator: fc.constantFrom("<", "<=", ">", ">=", "=") as fc.Arbitrary<"<">,
    value: fc.oneof(fc.integer({ min: -5, max: 9999 }), fc.double({ min: 0, max: 1, noNaN: true })),
    unit: fc.constantFrom("", "ms", "%", "req per s"),
    window: phrase,
    upper: fc.integer({ min: 1, max: 99 }),
    target: phrase,
    limit: phrase,
  },
  { requiredKeys: ["metric", "comparator", "value", "unit"] },
);
const attributes = {
  severity: fc.constantFrom("critical", "high", "medium", "low") as fc.Arbitrary<"low">,
  owner: word,
  estimate: minutes,
  needs: fc.array(fc.constantFrom("backup", "database-2"), { maxLength: 2 }),
  evidence: fc.constantFrom("required" as const, "output" as const, "check" as const),
  age: minutes,
  bound: fc.constantFrom(...boundTo),
  confirm: fc.constant("second" as const),
  reserved: fc.constant("checks" as const),
  due: fc.constantFrom("T-24h", "T+30m"),
  dated: phrase,
  stated: phrase,
  when: fc.constantFrom("environment=production", "service!=a b,c and region=eu or x=y"),
};
const marks = { optional: fc.constant(true), ...attributes };
const about = fc.constantFrom("criteria", "known-issue", "timeline") as fc.Arbitrary<"criteria">;
const stage = fc.constantFrom("before", "during", "after", "contingency") as fc.Arbitrary<"before">;
const key = fc.constant("");
const note = fc.record({ kind: fc.constant("note" as const), markdown: text.filter((each) => each.trim() !== "") });
const code = fc.record(
  {
    kind: fc.constant("code" as const),
    use: fc.constantFrom("command", "manifest", "message", "sample") as fc.Arbitrary<"sample">,
    language: fc.constantFrom("bash", "yaml", "c++", "{x}", "a b"),
    purpose: fc.oneof(fc.constant("verification"), phrase),
    text,
  },
  { requiredKeys: ["kind", "use", "text"] },
);
const signoff = fc
  .tuple(
    fc.array(fc.oneof(word, phrase), { minLength: 1, maxLength: 2 }),
    fc.integer({ min: 1, max: 3 }),
    title,
    fc.option(title, { nil: undefined }),
  )
  .map(([roles, count, wording, name]) => ({ key: "", title: name ?? roles.join(" or "), roles, count, wording }));
const gate = fc.record(
  {
    kind: fc.constant("gate" as const),
    key,
    title,
    asks: fc.constantFrom("deploy", "live", "close", "approve") as fc.Arbitrary<"live">,
    required: fc.integer({ min: 0, max: 100 }),
    covers: fc.array(fc.constant("backup"), { maxLength: 1 }),
    when: fc.constant("environment=production"),
    signoffs: fc.array(signoff, { maxLength: 3 }),
  },
  { requiredKeys: ["kind", "key", "title", "asks", "signoffs"] },
);
const trigger = fc.record(
  {
    kind: fc.constant("trigger" as const),
    key,
    title,
    tier: fc.constantFrom("rollback", "timed", "investigate") as fc.Arbitrary<"timed">,
    reaction: minutes,
    reactionText: phrase,
    expectation,
  },
  { requiredKeys: ["kind", "key", "title", "tier"] },
);
const contact = fc.record(
  {
    kind: fc.constant("contact" as const),
    name: title,
    channel: title,
    topic: phrase,
    tier: fc.integer({ min: 1, max: 4 }),
  },
  { requiredKeys: ["kind", "name", "channel"] },
);
const announcement = fc.record(
  {
    kind: fc.constant("announcement" as const),
    key,
    title,
    moment: title,
    text,
    audience: title,
    channel: fc.constantFrom("mail" as const, "chat" as const, "webhook" as const, "copy" as const),
    when: fc.constant("a=1 and (b=2 or c!=3)"),
  },
  { requiredKeys: ["kind", "key", "title", "moment", "text"] },
);
const option = fc.record(
  { key, title, recommended: fc.constant(true as const), markdown: text, items: fc.array(word, { maxLength: 2 }) },
  { requiredKeys: ["key", "title"] },
);
const choice = fc.record(
  {
    kind: fc.constant("choice" as const),
    key,
    title,
    decider: word,
    due: word,
    either: fc.constant(true as const),
    options: fc.array(option, { minLength: 2, maxLength: 3 }),
  },
  { requiredKeys: ["kind", "key", "title", "options"] },
);

const criterion = fc.record(
  { kind: fc.constant("criterion" as const), title, expectation },
  { requiredKeys: ["kind", "title"] },
);
const reference = title.map((markdown) => referenceOf(markdown, [1, 1]));
const meaning = {
  means: fc.constantFrom("status", "score", "target", "blank") as fc.Arbitrary<"score">,
  from: fc.constant("2026-01-21"),
  to: fc.constant("2026-01-22"),
};
const fact = fc.record(
  { kind: fc.constant("fact" as const), name: title, value: title, ...meaning },
  { requiredKeys: ["kind", "name", "value"] },
);
const blank = fc.record(
  {
    kind: fc.constant("blank" as const),
    key,
    title,
    ask: fc.constantFrom("text", "person", "date", "time") as fc.Arbitrary<"date">,
    name: word,
    example: phrase,
  },
  { requiredKeys: ["kind", "key", "title", "ask"] },
);

const { content } = fc.letrec<{ content: Content[] }>((tie) => {
  const inner = fc.array(
    fc.oneof(
      { maxDepth: 4 },
      note,
      code,
      gate,
      trigger,
      contact,
      announcement,
      choice,
      criterion,
      reference,
      fact,
      blank,
      fc.record(
        { kind: fc.constant("section" as const), key, title, stage, about, content: tie("content"), ...marks },
        { requiredKeys: ["kind", "key", "title", "content"] },
      ),
      fc.record(
        {
          kind: fc.constant("item" as const),
          key,
          title,
          checked: fc.constant(true),
          checklist: phrase,
          expectation,
          hold: fc.record({ minutes, traffic: fc.integer({ min: 0, max: 100 }) }, { requiredKeys: ["minutes"] }),
          capture: fc.constantFrom("image-tag", "digest"),
          checks: fc.array(phrase, { minLength: 1, maxLength: 2 }),
          recurs: fc.record(
            { everyMinutes: minutes, text: title, forMinutes: minutes, until: phrase },
            { requiredKeys: ["everyMinutes", "text"] },
          ),
          content: tie("content"),
          ...marks,
        },
        { requiredKeys: ["kind", "key", "title", "content"] },
      ),
    ),
    { maxLength: 4 },
  );
  return { content: inner as fc.Arbitrary<Content[]> };
});
const phase = fc.record(
  { kind: fc.constant("phase" as const), key, title, stage, content, ...marks },
  { requiredKeys: ["kind", "key", "title", "content"] },
);
const variable = fc.record(
  {
    key: fc.constantFrom("service", "version", "image-tag", "größe"),
    label: fc.oneof(fc.constantFrom("Service", "Image tag"), phrase),
    hint: phrase,
    default: phrase,
    options: fc.array(phrase, { minLength: 1, maxLength: 3 }),
    required: fc.constant(true as const),
    written: fc.array(fc.constantFrom("<TAG>", "[tag]", 'a "b" {c}'), { minLength: 1, maxLength: 2 }),
  },
  { requiredKeys: ["key", "label"] },
);
const generated: fc.Arbitrary<TemplateDocument> = fc
  .record(
    {
      schema: fc.constant(1 as const),
      title: phrase,
      metadata: fc.array(fc.record({ name: word, value: title, ...meaning }, { requiredKeys: ["name", "value"] }), {
        maxLength: 2,
      }),
      variables: fc.uniqueArray(variable, { minLength: 1, maxLength: 3, selector: ({ key: name }) => name }),
      intro: fc.array(
        fc.oneof(note, code, fc.constant({ kind: "note" as const, markdown: "> **Asked** {variables}\n>\n> - **A**" })),
        { maxLength: 3 },
      ),
      phases: fc.array(fc.oneof({ arbitrary: phase, weight: 3 }, { arbitrary: gate, weight: 1 }), { maxLength: 4 }),
    },
    { requiredKeys: ["schema", "title", "metadata", "intro", "phases"] },
  )
  .map((document) => {
    const copy = structuredClone(document) as TemplateDocument;
    assignKeys(copy);
    return copy;
  });

/** Lines of a checklist as people write them, with every kind of mark in the wrong place too. */
const start = fc.constantFrom(
  "",
  "",
  "",
  "  ",
  "    ",
  "      ",
  "\t",
  "> ",
  "- ",
  "- [ ] ",
  "- [x] ",
  "  - [ ] ",
  "1. ",
  "1. [ ] ",
  "## ",
  "### ",
  "#### ",
  "# ",
  "**",
  "* ",
  "+ [ ] ",
  "```",
  "```bash",
  "~~~",
  "---",
  "===",
  "| a | b |",
  "|---|---|",
  "<details>",
  "</details>",
  "<!-- c -->",
);
const piece = fc.constantFrom(
  "deploy",
  "rollback",
  "Sign-off",
  "approval",
  "**bold**",
  "_____",
  "Date:",
  "Severity:",
  "CRITICAL",
  "CTO",
  "&amp;",
  "P95 < 200ms",
  "Every 4 hours",
  "> 5%",
  "(5 minutes)",
  "gonogo: 1",
  "Option A",
  "Status",
  ...nasty,
);
const checklist = fc
  .array(fc.tuple(start, fc.array(piece, { maxLength: 5 })), { maxLength: 30 })
  .map((rows) => rows.map(([before, words]) => before + words.join(" ")).join("\n"));

describe("export", () => {
  test("of any document reads back as that document, and again as the same text", () => {
    fc.assert(
      fc.property(generated, (document) => {
        const markdown = exportTemplate(document);
        const again = read(markdown);
        expect(bare(again)).toEqual(bare(document));
        expect(exportTemplate(again)).toBe(markdown);
      }),
      { numRuns: 150 },
    );
  });

  test("keeps a bold line above a note in a fence, which has no purpose to take from it", () => {
    const document = read("-\n**A**:\n-- -\n6 \n6");
    const markdown = exportTemplate(document);
    expect(markdown).toContain("**A**:\n\n```markdown {note}");
    expect(bare(read(markdown))).toEqual(bare(document));
    expect(exportTemplate(read(markdown))).toBe(markdown);
  });

  test("of any import reads back as what was imported", () => {
    fc.assert(
      fc.property(checklist, (source) => {
        const outcome = importMarkdown(source);
        if (!outcome.ok) return;
        const { document } = outcome.value;
        expect(templateDocumentSchema.safeParse(document).error).toBeUndefined();
        const markdown = exportTemplate(document);
        expect(bare(read(markdown))).toEqual(bare(document));
        expect(exportTemplate(read(markdown))).toBe(markdown);
      }),
      { numRuns: 150 },
    );
  });
});
