import { describe, expect, it } from "vitest";
import { named, nodes, read } from "./sample-import";

const kinds = (kind: string, ...lines: string[]) =>
  nodes(read(...lines)).flatMap((node) => (node.kind === kind && "title" in node ? [node.title] : []));
const work = ["# Move the shop", "## Work", "- [ ] Copy the tables"];

describe("room to fill in", () => {
  it("is a list of names with nothing behind, also if one reads like an order", () => {
    const sheet = ["## Candidate", "- Commit:", "- Build date:", "- Owner:"];
    expect(kinds("blank", ...work, ...sheet)).toEqual(["Commit", "Build date", "Owner"]);
    expect(kinds("blank", ...work, "## Candidate", "- Build the image:", "- Deploy it:")).toEqual([]);
  });

  it("has names as long as they need", () => {
    const form = ["# Recovery", "## System", "- Parts (tables, queues, mail, pages): [TODO]", "- Drawing: [TODO]"];
    expect(kinds("blank", ...form)).toEqual(["Parts (tables, queues, mail, pages)", "Drawing"]);
    expect(kinds("item", ...form)).toEqual([]);
  });

  it("may be two in a line, in a list or not", () => {
    expect(kinds("blank", ...work, "## When", "- Begun: ____ Ended: ____")).toEqual(["Begun", "Ended"]);
    expect(kinds("blank", ...work, "## When", "**Begun:** ____  **Ended:** ____")).toEqual(["Begun", "Ended"]);
  });

  it("beside a line to sign stays with it", () => {
    const result = read(...work, "## Sign-off", "Security lead: ____ Date: ____");
    expect(nodes(result).filter(({ kind }) => kind === "blank")).toEqual([]);
  });

  it("may stand in ticks", () => {
    expect(kinds("blank", ...work, "## Who", "- Tested: `<name>`", "- Remark: `<memo>`")).toEqual(["Tested", "Remark"]);
  });

  it("is each empty row of a table of facts", () => {
    const table = ["## Datos", "| Campo | Información |", "|---|---|", "| Versión | |", "| Ambiente | Producción |"];
    expect(kinds("blank", ...work, ...table)).toEqual(["Versión"]);
    expect(nodes(read(...work, ...table)).filter(({ kind }) => kind === "fact")).toHaveLength(1);
  });
});

it("a table of who does what says nothing of the document", () => {
  const table = ["## Roles", "| Role | Responsibility |", "|---|---|", "| **Product owner** | Tells the users |"];
  expect(nodes(read(...work, ...table)).filter(({ kind }) => kind === "fact")).toEqual([]);
});

describe("evidence below an item", () => {
  it.each(["Evidence:", "**Evidence**: ____", "Link to evidence: [link]", "Nachweis:", "Evidência: [TODO]"])(
    "%s is to be attached",
    (row) => {
      expect(named(read(...work, `  - ${row}`), "Copy the tables")).toMatchObject({
        evidence: "required",
        content: [],
      });
    },
  );

  it("that is there already, or stands beside no item, is not asked for", () => {
    expect(named(read(...work, "  - Evidence: run 12"), "Copy the tables")).not.toHaveProperty("evidence");
    expect(named(read(...work, "", "**Evidence**: ____"), "Work")).not.toHaveProperty("evidence");
  });
});

describe("what is optional", () => {
  it.each(["opcjonalnie", "jeśli dotyczy", "nếu cần", "indien nodig", "caso necessário", "si corresponde"])(
    "is said by (%s)",
    (words) => {
      const [item] = nodes(read("# Shop", "## Work", `- [ ] Copy (${words})`)).filter(({ kind }) => kind === "item");
      expect(item).toMatchObject({ optional: true });
    },
  );

  it("is said by a title of its own", () => {
    const result = read("# Shop", "## Work", "- [ ] Copy", "", "Optional:", "", "- [ ] Paint");
    expect(named(result, "Optional")).toMatchObject({ optional: true });
  });
});
