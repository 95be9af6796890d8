import { describe, expect, it, test } from "vitest";
import { gates, nodes, outline, read } from "./sample-import";
import { writeBack } from "./write-back";

const work = ["# Move the shop", "## Work", "- [ ] Copy the tables"];
const choices = (...lines: string[]) =>
  nodes(read(...lines)).flatMap((node) =>
    node.kind === "choice" ? [[node.title, ...node.options.map(({ title }) => title)]] : [],
  );
const items = (...lines: string[]) =>
  nodes(read(...lines)).flatMap((node) => (node.kind === "item" ? [[node.title, node.checked ?? false]] : []));
const blanks = (...lines: string[]) =>
  nodes(read(...lines)).flatMap((node) => (node.kind === "blank" ? [[node.title, node.ask]] : []));

describe("boxes behind a name in one line", () => {
  it.each([
    "- Cluster: [ ] blue [ ] green",
    "**Cluster:** [ ] blue / [ ] green",
    "Cluster: ☐ blue ☐ green",
    "### Cluster: [ ] blue [ ] green",
  ])("%s is a choice", (line) => {
    expect(choices(...work, "## Where", line)).toEqual([["Cluster", "blue", "green"]]);
  });

  it("are answers below an item, and a decision or signatures where these are asked for", () => {
    expect(choices(...work, "  - Shadow first: [ ] Yes [ ] No")).toEqual([]);
    expect(choices(...work, "## End", "- Go/no-go decision: [ ] Go [ ] No-go")).toEqual([]);
    const signed = read(...work, "## End", "**Approval**: [ ] Engineering lead / [ ] CTO");
    expect(choices(...work, "## End", "**Approval**: [ ] Engineering lead / [ ] CTO")).toEqual([]);
    expect(gates(signed).flatMap(({ signoffs }) => signoffs.map(({ roles }) => roles.length))).toEqual([2]);
  });

  it("leave the choice above them alone", () => {
    const lines = [
      "**Option A: Swap**",
      "",
      "Quick.",
      "",
      "**Option B: Drain**",
      "",
      "Slow.",
      "",
      "## End",
      "Day: [ ] Sat [ ] Sun",
    ];
    expect(choices(...work, "", ...lines)).toHaveLength(2);
  });
});

describe("a list of boxes", () => {
  it("of environments under such a heading is where it goes", () => {
    expect(choices(...work, "## Deployment type", "- [ ] Staging", "- [x] Production")).toEqual([
      ["Deployment type", "Staging", "Production"],
    ]);
    expect(choices(...work, "## Deployment type", "- [ ] Staging", "- [ ] Canary at night")).toEqual([]);
  });

  it("below a question is its answer, with one in between", () => {
    expect(choices(...work, "## All well?", "- [ ] Yes, all", "- [ ] No", "- [ ] Partly")).toEqual([]);
    expect(choices(...work, "## All well?", "- [ ] Yes, all", "- [ ] No", "- [ ] Partial")).toHaveLength(1);
  });
});

describe("several boxes in one entry", () => {
  const row = "- [ ] DNS set · [x] cache warm · [ ] queue empty";

  it("are an item each", () => {
    expect(items("# Move", "## Work", row)).toEqual([
      ["DNS set", false],
      ["cache warm", true],
      ["queue empty", false],
    ]);
    expect(items("# Move", "## Work", "[ ] DNS set; [ ] cache warm")).toHaveLength(2);
  });

  it("are ticked each for itself when a run is written back", () => {
    const source = `# Move\n\n## Work\n\n${row}\n`;
    const done = writeBack(source, read(...source.split("\n")).document, {
      item: ({ title }) => ({ ticked: title !== "DNS set" }),
      signoff: () => undefined as never,
      status: [],
    });
    expect(done).toContain("- [ ] DNS set · [x] cache warm · [x] queue empty");
  });

  it("stay one where they are answers", () => {
    expect(items("# Move", "## Work", "- [ ] Pass | [ ] Fail")).toHaveLength(1);
  });
});

describe("room to fill in", () => {
  test("in a heading with nothing below it", () => {
    const lines = ["## Log", "### Moved by: ______", "### Date: ______", "### Seen: ______", "It was quiet."];
    expect(blanks(...work, ...lines)).toEqual([
      ["Moved by", "person"],
      ["Date", "date"],
    ]);
    expect(outline(read(...work, ...lines))).toContain("  section Seen: ______");
  });

  test("in an item, which stays one, and in what stands below it", () => {
    const lines = ["- [ ] Image tag: ______", "- [ ] Window agreed", "  - Opens: [time]", "  - Closes: [time]"];
    expect(items(...work, ...lines)).toHaveLength(3);
    expect(blanks(...work, ...lines).map(([title]) => title)).toEqual(["Image tag", "Opens", "Closes"]);
  });
});

describe("words of an item or a heading", () => {
  it.each([
    "(falls relevant)",
    "(se presente)",
    "(если используется)",
    "(필요 시)",
    "(le cas échéant)",
    "(if present)",
  ])("%s make it optional", (words) => {
    expect(nodes(read(...work, `- [ ] Warm the cache ${words}`))).toContainEqual(
      expect.objectContaining({ kind: "item", optional: true }),
    );
  });

  it("say how severe behind a dash, and nothing of a mere name", () => {
    const severity = (title: string) => read(...work, `## ${title}`, "- [ ] Look").document.phases[1];
    expect(severity("COPIAS - CRÍTICO")).toMatchObject({ severity: "critical" });
    expect(severity("Load – Normal")).not.toHaveProperty("severity");
  });

  it("name the value without the question mark, and what is measured without its preposition", () => {
    const found = nodes(
      read(...work, "- [ ] Hit rate > 40%?", "- [ ] Page opens in < 3 s", "- [ ] CPU between 20-30%"),
    );
    expect(found.flatMap((node) => (node.kind === "item" && node.expectation ? [node.expectation] : []))).toMatchObject(
      [
        { metric: "Hit rate", unit: "%" },
        { metric: "Page opens", unit: "s" },
        { metric: "CPU", value: 20, upper: 30 },
      ],
    );
  });

  it("hold in Korean", () => {
    expect(nodes(read(...work, "- [ ] 15분간 큐 관찰"))).toContainEqual(
      expect.objectContaining({ hold: { minutes: 15 } }),
    );
  });
});

describe("tick marks without a list", () => {
  it("under criteria say what is judged by", () => {
    const result = read(...work, "## Success criteria", "✅ **Orders arrive**", "✅ Nobody calls");
    expect(outline(result).slice(-3, -1)).toEqual(["  criterion Orders arrive", "  criterion Nobody calls"]);
  });

  it("are boxes also alone under a heading, where all boxes are drawn so", () => {
    const drawn = ["# Umzug", "## Vorher", "✅ Tabellen kopiert", "❌ Leitung frei", "## Danach", "✅ Team erreichbar"];
    expect(items(...drawn)).toHaveLength(3);
    expect(items(...drawn, "## Ende", "✅ Geschafft!")).toHaveLength(3);
  });
});

test("a heading that only asks for an issue knows none", () => {
  const about = (...lines: string[]) => read(...work, "## Issue: the move", ...lines).document.phases[1];
  expect(about("Say what it is about.")).not.toHaveProperty("about");
  expect(about("**Solution**: start again")).toHaveProperty("about", "known-issue");
});
