import { describe, expect, test } from "vitest";
import { gates, named, nodes, outline, read } from "./sample-import";

const items = (...lines: string[]) =>
  nodes(read(...lines)).flatMap((node) => (node.kind === "item" ? [`${node.checked ? "x" : "o"} ${node.title}`] : []));

describe("boxes as people draw them", () => {
  test("every bullet, number, tab, quote and escape", () => {
    expect(
      items(
        "# T",
        "* [x] star",
        "+ [ ] plus",
        "1. [ ] number",
        "   1. [ ] below it",
        "- [X] upper case",
        "- [] no blank",
        "-[ ] no space",
        "- \\[ \\] escaped",
        "\t- [ ] tab",
        "",
        "[ ] bare",
        "☐ drawn",
        "☑ drawn and ticked",
        "⬜ square",
        "",
        "> - [ ] quoted",
      ),
    ).toEqual([
      "x star",
      "o plus",
      "o number",
      "o below it",
      "x upper case",
      "o no blank",
      "o no space",
      "o escaped",
      "o tab",
      "o bare",
      "o drawn",
      "x drawn and ticked",
      "o square",
      "o quoted",
    ]);
  });

  test("marks are boxes where a document draws no others, or one of the list is open", () => {
    expect(items("# T", "## Prepare", "✅ **Copies** taken  ", "❌ Load test", "", "- ✅ Agreed")).toEqual([
      "x **Copies** taken",
      "o Load test",
      "x Agreed",
    ]);
    expect(items("# T", "- [ ] open", "", "## State", "- ✅ done", "- ❌ missing")).toEqual([
      "o open",
      "x done",
      "o missing",
    ]);
    expect(items("# T", "- [ ] open", "", "## Went well", "- ✅ fast", "- ✅ quiet")).toEqual(["o open"]);
  });

  test("a part to unfold and headings in HTML are parts", () => {
    expect(
      outline(
        read(
          "<h1 align='center'>Switch</h1>",
          "",
          "<h2>Before</h2>",
          "",
          "<details>",
          "<summary><b>Network</b></summary>",
          "",
          "- [ ] open the port",
          "",
          "</details>",
          "",
          "- [ ] agree",
          "",
          "<h2>After</h2>",
          "",
          "- [ ] look",
        ),
      ),
    ).toEqual([
      "phase Before",
      "  section Network",
      "    item open the port",
      "  item agree",
      "gate May we deploy?",
      "phase After",
      "  item look",
      "gate May we close?",
    ]);
  });

  test("a label right above tasks is a part, a sentence is not", () => {
    const result = read(
      "# T",
      "## Cutover",
      "T-4h: Begin",
      "- [ ] one",
      "",
      "Infrastructure:",
      "- [ ] two",
      "",
      "Run all of these:",
      "- [ ] three",
    );
    expect(named(result, "T-4h: Begin")).toMatchObject({ kind: "section", due: "T-4h" });
    expect(named(result, "Infrastructure")).toMatchObject({ kind: "section" });
    expect(() => named(result, "Run all of these")).toThrow();
  });

  test("rows of a table with a status are items, unless they tell of something else", () => {
    const result = read(
      "# T",
      "## Migration",
      "| Task | Owner | Status |",
      "|---|---|---|",
      "| Copy data | DBA | done |",
      "| Compare sums | DBA | pending |",
      "",
      "| Punkt | Nachweis | Status |",
      "|---|---|---|",
      "| Plan | | ☐ offen ☐ ok |",
      "",
      "## Endpoints",
      "| Item | Status |",
      "|---|---|",
      "| /health | ok |",
    );
    expect(named(result, "Copy data")).toMatchObject({ owner: "DBA", checked: true, stated: "done" });
    expect(named(result, "Compare sums")).toMatchObject({ stated: "pending" });
    expect(result.counts).toMatchObject({ tasks: 0, items: 3 });
  });

  test("options under headings are a choice, and one signature has one line", () => {
    const result = read(
      "# T",
      "## Deployment",
      "### Option 1: Cloud (recommended)",
      "- [ ] push",
      "### Option 2: Own server",
      "- [ ] copy",
      "## Sign-off",
      "- **Deployment date**: ______",
      "- **Deployed by**: ______",
      "- **Verified by**: ______",
      "- **Signature**: ______",
    );
    expect(nodes(result).find((node) => node.kind === "choice")).toMatchObject({
      title: "Deployment",
      options: [
        { recommended: true, items: ["deployment-option-1-cloud-recommended"] },
        { items: ["deployment-option-2-own-server"] },
      ],
    });
    expect(
      gates(result)
        .at(-1)
        ?.signoffs.map(({ roles }) => roles),
    ).toEqual([["Deployer"], ["Verifier"]]);
  });
});
