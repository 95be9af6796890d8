import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { Content, Item, Phase, TemplateDocument } from "@/lib/domain/template";
import type { Lines } from "@/lib/domain/template-node";
import { importMarkdown } from "./import";
import { type ItemMark, type SignoffMark, type WriteBack, writeBack } from "./write-back";
import { withoutWriteBack } from "./write-back-marks";

const status = ["> **CAN WE DEPLOY?** NO", ">", "> **WHY NOT?** Tests are open"];
const unsigned: SignoffMark = { ticked: false, roles: [], signatures: [] };
const signature: SignoffMark = {
  ticked: true,
  roles: ["CTO"],
  signatures: [{ words: "Ada L., CTO", when: "2026-11-20 11:59 UTC" }],
};

function read(source: string): TemplateDocument {
  const outcome = importMarkdown(source);
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message);
  return outcome.value.document;
}

function write(source: string, marks: Record<string, ItemMark> = {}, signed: Record<string, SignoffMark> = {}): string {
  return writeBack(source, read(source), {
    item: ({ key }) => marks[key] ?? { ticked: false },
    signoff: ({ key }) => signed[key] ?? unsigned,
    status,
  });
}

/** What was written, without the status on top. */
function below(text: string): string {
  const end = "<!-- /gonogo status -->";
  const rest = text.slice(text.indexOf(end) + end.length);
  return rest.replace(/^(?:\r\n|\r|\n){2}/, "");
}

const passed: ItemMark = { ticked: true, who: "Bob", when: "2026-11-20 11:00 UTC" };
const failed: ItemMark = { ticked: false, words: "**Failed**: disk \\| full (Bob, 2026-11-20 11:00 UTC)" };

describe("a run written into its source", () => {
  it("ticks a white square in a list so that it is read as the same item again", () => {
    const source = ["# Release", "", "1. ⬜ Ports closed", "2. ⬜ Backups tested", ""].join("\n");
    const [first] = read(source).phases.flatMap((phase) => (phase.kind === "phase" ? phase.content : []));
    const written = write(source, {
      [first && "key" in first ? first.key : ""]: { ticked: true },
      "backups-tested": passed,
    });
    expect(below(written)).toContain("1. ☑ Ports closed");
    const keys = (text: string) => JSON.stringify(read(text).phases).match(/"key":"[^"]*"/g);
    expect(keys(written)).toEqual(keys(source));
  });

  it("says in words that a task of a table passed whose only box is one of its words", () => {
    const source = ["| Task | Done |", "|---|---|", "| Print [ ] as it stands | open |"].join("\n");
    const written = write(source, { "print-as-it-stands": passed });
    expect(below(written)).toContain("| Print [ ] as it stands | open");
    expect(below(written)).toContain("**Passed** (Bob");
    expect(read(written).phases[0]).toMatchObject({ content: [{ title: "Print [ ] as it stands", stated: "open" }] });
  });

  it("ticks boxes of every kind as the items stand, and leaves those alone that stand so already", () => {
    const source = [
      "# Release",
      "",
      "* [x] Open again",
      "* [X] Kept as it is",
      "1. [ ] Numbered",
      "> - [ ] Quoted",
      "",
      "☐ Bare sign",
      "[ ] Bare box",
      "",
      "| Task | Done |",
      "|---|---|",
      "| Cell one | ☐ |",
      "| Cell two | [ ] |",
      "| Cell three | ⬜ |",
    ].join("\n");
    const keys = ["kept-as-it-is", "numbered", "quoted", "bare-sign", "bare-box", "cell-one", "cell-two", "cell-three"];
    expect(below(write(source, Object.fromEntries(keys.map((key) => [key, passed])))).split("\n")).toEqual([
      "# Release",
      "",
      "* [ ] Open again",
      "* [X] Kept as it is",
      "1. [x] Numbered",
      "> - [x] Quoted",
      "",
      "☑ Bare sign",
      "[x] Bare box",
      "",
      "| Task | Done |",
      "|---|---|",
      "| Cell one | ☑ |",
      "| Cell two | [x] |",
      "| Cell three | ✅ |",
    ]);
  });

  it("says in words what a box can't, at the end of the item or in the last cell", () => {
    const source = "# R\n\n- [ ] Backup  \n- [ ] Long\n  title\n\n| Task | Done |\n|---|---|\n| Cell | [ ] |\n";
    const out = below(write(source, { backup: failed, "long-title": failed, cell: failed }));
    expect(out).toContain(
      "- [ ] Backup <!-- gonogo -->**Failed**: disk \\| full (Bob, 2026-11-20 11:00 UTC)<!-- /gonogo -->  \n",
    );
    expect(out).toContain("- [ ] Long\n  title <!-- gonogo -->**Failed**");
    expect(out).toMatch(/\| Cell \| \[ \] <!-- gonogo -->.*<!-- \/gonogo --> \|\n/);
  });

  it("writes who and when where a line leaves room, and signatures on their lines", () => {
    const source = [
      "# R",
      "",
      "- [ ] Backup checked by ______ on ______",
      "",
      "## Sign-off",
      "",
      "**CTO:** ____________ Date: ________",
      "**QA:** ____________",
      "**Approval**: [ ] Engineering Lead / [ ] CTO",
    ].join("\n");
    const document = read(source);
    const gate = document.phases.flatMap((each) => (each.kind === "gate" ? each.signoffs : gatesIn(each.content)));
    const [cto, qa, either] = gate.map(({ key }) => key);
    const item = itemsIn(document)[0]?.key ?? "";
    const out = below(
      write(source, { [item]: passed }, { [cto ?? ""]: signature, [qa ?? ""]: signature, [either ?? ""]: signature }),
    );
    const shown = out.replace(/<!--.*?-->/g, "").split("\n");
    expect(shown[2]).toBe("- [x] Backup checked by Bob on 2026-11-20 11:00 UTC");
    expect(shown.slice(6)).toEqual([
      "**CTO:** Ada L., CTO Date: 2026-11-20 11:59 UTC",
      "**QA:** Ada L., CTO, 2026-11-20 11:59 UTC",
      "**Approval**: [ ] Engineering Lead / [x] CTO Ada L., CTO, 2026-11-20 11:59 UTC",
    ]);
    expect(out).not.toMatch(/__/);
  });

  it("gives each of two who sign one line their own date", () => {
    const source = "# R\n\n## Sign-off\n\n**CTO:** ____________ Date: ________\n**QA:** ____________";
    const keys = read(source).phases.flatMap((each) =>
      each.kind === "gate" ? each.signoffs.map(({ key }) => key) : [],
    );
    const second = { words: "Bo B., deputy", when: "2026-11-21 08:00 UTC" };
    const both = { ...signature, signatures: [...signature.signatures, second] };
    const shown = below(write(source, {}, Object.fromEntries(keys.map((key) => [key, both]))))
      .replace(/<!--.*?-->/g, "")
      .split("\n");
    expect(shown.slice(4)).toEqual([
      "**CTO:** Ada L., CTO; Bo B., deputy Date: 2026-11-20 11:59 UTC; 2026-11-21 08:00 UTC",
      "**QA:** Ada L., CTO, 2026-11-20 11:59 UTC; Bo B., deputy, 2026-11-21 08:00 UTC",
    ]);
  });

  it("says in words that a step without a box passed, and writes nothing into a command", () => {
    const source = [
      "# R",
      "",
      "- [x] Boxed",
      "",
      "## Storage",
      "",
      "**Must be fixed first:**",
      "",
      "1. **Turn on encryption** of the volume:",
      "   ```bash",
      "   volume encrypt data",
      "   ```",
      "",
      "## Rollback",
      "",
      "```bash",
      "# 1. Stop the rollout",
      "rollout stop",
      "# 2. Put the last release back",
      "rollout undo",
      "```",
    ].join("\n");
    const items = itemsIn(read(source));
    expect(items).toHaveLength(4);
    const marks = Object.fromEntries(items.map(({ key }) => [key, passed]));
    const lines = below(write(source, marks)).split("\n");
    expect(lines[8]).toBe(
      "1. **Turn on encryption** of the volume: <!-- gonogo -->**Passed** (Bob, 2026-11-20 11:00 UTC)<!-- /gonogo -->",
    );
    expect(lines.toSpliced(8, 1)).toEqual(source.split("\n").toSpliced(8, 1));
  });

  it("puts the status on top, below front matter, and keeps line ends and a byte order mark", () => {
    const source = "\ufeff---\r\nowner: Ops\r\n---\r\n# R\r\n\r\n- [ ] Backup\r\n";
    const out = write(source, { backup: passed });
    expect(out.startsWith("\ufeff---\r\nowner: Ops\r\n---\r\n<!-- gonogo status")).toBe(true);
    expect(out.endsWith("<!-- /gonogo status -->\r\n\r\n# R\r\n\r\n- [x] Backup\r\n")).toBe(true);
    expect(out.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  });

  it("replaces what was written before, and reads back as the same checklist", () => {
    const source = "# R\n\n- [ ] Backup\n- [ ] Tests\n\n## Sign-off\n\n**CTO:** ______ Date: ____\n";
    const once = write(source, { backup: failed, tests: passed }, { cto: signature });
    expect(once).toContain("Ada L.");
    expect(write(once, { backup: failed, tests: passed }, { cto: signature })).toBe(once);
    expect(below(write(once))).toBe(source);
    const outcome = importMarkdown(once);
    if (!outcome.ok) throw new Error("unreadable");
    expect(bare(outcome.value.document)).toEqual(bare(read(source)));
    expect(outcome.value.report[0]).toMatchObject({ lines: [1, 5], note: expect.stringContaining("status of a run") });
  });
});

function gatesIn(content: Content[]): { key: string }[] {
  return content.flatMap((each) =>
    each.kind === "gate" ? each.signoffs : "content" in each ? gatesIn(each.content) : [],
  );
}

function itemsIn(document: TemplateDocument): Item[] {
  const walk = (node: Content | Phase): Item[] => [
    ...(node.kind === "item" ? [node] : []),
    ...("content" in node ? node.content.flatMap(walk) : []),
  ];
  return document.phases.flatMap(walk);
}

/** The document without where it stood and what was ticked. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => name !== "lines" && name !== "checked");
  return Object.fromEntries(kept.map(([name, each]) => [name, bare(each)]));
}

/** Lines, from 1, that a run may write on: those of items and of sign-offs with the room below them. */
function writable(document: TemplateDocument): Set<number> {
  const found = new Set<number>();
  const add = (lines: Lines | undefined) => {
    for (let at = lines?.[0] ?? 1; lines && at <= lines[1]; at += 1) found.add(at);
  };
  const walk = (node: Content | Phase | TemplateDocument["phases"][number]): void => {
    if (node.kind === "item") add(node.lines);
    if (node.kind === "gate") {
      if (node.signoffs.length > 0) add(node.lines);
      for (const signoff of node.signoffs) add(signoff.lines);
    }
    if ("content" in node) for (const each of node.content) walk(each);
  };
  for (const phase of document.phases) walk(phase);
  return found;
}

const everything: WriteBack = {
  item: ({ key }) => (key.length % 2 === 0 ? { ...passed, words: "**Warned**: half" } : failed),
  signoff: () => signature,
  status,
};

/** Everything at once on a source, checked line by line. */
function check(source: string): { changed: number; lines: number } {
  const document = read(source);
  const out = writeBack(source, document, everything);
  const split = (text: string) => text.split(/(?<=\r\n|\r(?!\n)|\n)/);
  const [was, is] = [split(source.replace(/^\ufeff/, "")), split(below(out).replace(/^\ufeff/, ""))];
  const front = source.startsWith("---") && !out.startsWith("<!--");
  if (front) return { changed: 0, lines: was.length };
  expect(is.length).toBe(was.length);
  const may = writable(document);
  const changed = was.flatMap((line, at) => (line === is[at] ? [] : [at + 1]));
  expect(changed.filter((at) => !may.has(at))).toEqual([]);
  expect(writeBack(out, read(out), everything)).toBe(out);
  expect(bare(read(out))).toEqual(bare(document));
  return { changed: changed.length, lines: was.length };
}

const row = fc.constantFrom(
  "# Release",
  "## Before",
  "## Sign-off",
  "- [ ] Backup",
  "- [x] Tests ✅",
  "  - [ ] Unit",
  "☐ Bare",
  "[ ] Plain",
  "| Task | Done |",
  "|---|---|",
  "| One | [ ] |",
  "| Two | ☑ |",
  "**CTO:** ______ Date: ______",
  "**QA Lead:** ______",
  "Date: ____",
  "- [ ] **Tech Lead**: fine",
  "```bash",
  "echo [ ] ____",
  "```",
  "> - [ ] Quoted",
  "Words ____ with [ ] boxes",
  "",
  "",
);

test("whatever the source, only its items and sign-offs are written on, and twice is once", () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 25 }), fc.constantFrom("\n", "\r\n", "\r"), (rows, end) => {
      if (rows.every((each) => each === "")) return;
      check(rows.join(end));
    }),
    { numRuns: 100 },
  );
});

const seeds = path.resolve(import.meta.dirname, "../../../shared/seeds");
const files = existsSync(seeds) ? readdirSync(seeds).sort() : [];

describe.runIf(files.length > 0)("the seeds", () => {
  test.each(files)("%s changes only on its items and sign-offs", (file) => {
    const { changed, lines } = check(readFileSync(path.join(seeds, file), "utf8"));
    expect(changed).toBeGreaterThan(20);
    expect(changed).toBeLessThan(lines / 2);
  });
});

test("a mark that nobody closed is text", () => {
  const lines = ["<!-- gonogo status: written from the run, replaced by the next one -->", "a <!-- gonogo -->b"];
  expect(withoutWriteBack(lines)).toEqual({ lines, status: null });
});
