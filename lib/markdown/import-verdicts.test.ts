import { describe, expect, it, test } from "vitest";
import { gates, nodes, read } from "./sample-import";

/** Roles and words of every sign-off. */
function signoffs(...lines: string[]): string[] {
  return gates(read(...lines)).flatMap((gate) =>
    gate.signoffs.map(({ roles, wording }) => `${roles.join("|")}: ${wording}`),
  );
}

describe("decisions in other languages", () => {
  test.each([
    ["Freigabe", "Freigegeben", "Nicht freigegeben"],
    ["Aprobación", "Aprobado", "Rechazado"],
    ["Approbation", "Approuvé", "Refusé"],
    ["Согласование", "Одобрено", "Отклонено"],
    ["审批", "批准", "驳回"],
    ["承認", "承認", "却下"],
  ])("%s over boxes for its outcomes is no task", (title, yes, no) => {
    const result = read("# Umzug", "## Work", "- [ ] Copy", `## ${title}`, `- [ ] ${yes}`, `- [ ] ${no}`);
    expect(result.counts).toMatchObject({ tasks: 3, items: 1, gates: 1 });
  });

  it("may be a yes or no in one row", () => {
    const result = read("# Umzug", "## Protokoll", "- [ ] Kopieren", "", "- Freigabe: ☐ ja ☐ nein", "- Ort: Ulm");
    expect(gates(result)).toMatchObject([{ asks: "deploy" }]);
    expect(nodes(result).filter(({ kind }) => kind === "item")).toHaveLength(1);
  });
});

it("takes a verdict with its reason behind a dash for one", () => {
  const boxes = ["- [ ] **GO** — every box is ticked", "- [ ] **NO-GO** — blocked by: [list]"];
  expect(read("# R", "## Work", "- [ ] Copy", "## Outcome", ...boxes).counts).toMatchObject({ items: 1, gates: 1 });
});

describe("who signs", () => {
  it("is everybody in a list of open names among which roles stand", () => {
    const list = ["- Coordinator (A0):", "- Quality and calm:", "- Tech lead:"];
    expect(signoffs("# R", "## Work", "- [ ] Copy", "## Sign-off", ...list).map((each) => each.split(":")[0])).toEqual([
      "Coordinator",
      "Quality and calm",
      "Tech lead",
    ]);
  });

  it("is nobody in a table of duties; who is responsible owns what the row names", () => {
    const table = [
      "| Activity | DBA | QA lead |",
      "|---|---|---|",
      "| Database backup | R | I |",
      "| Smoke test | C | A/R |",
    ];
    const result = read(
      "# R",
      "## Roles",
      "",
      ...table,
      "",
      "## Database backup",
      "- [ ] Dump",
      "## Work",
      "- [ ] Smoke test",
    );
    const owners = nodes(result).flatMap((node) =>
      "owner" in node && node.owner ? [`${node.title}: ${node.owner}`] : [],
    );
    expect(owners).toEqual(["Database backup: DBA", "Smoke test: QA lead"]);
    const shared = ["| Activity | DBA | QA lead |", "|---|---|---|", "| Smoke test | R | R |"];
    expect(nodes(read("# R", "- [ ] Smoke test", "## Roles", "", ...shared)).some((node) => "owner" in node)).toBe(
      false,
    );
  });

  it("stands below a box about signing", () => {
    const box = ["- [ ] **Technical sign-off**", "  - Engineer: ______ Date: ____", "  - Seen: all tests"];
    expect(signoffs("# Release", "## Work", "- [ ] Copy", "## Sign-off", ...box)).toEqual([
      "Engineer: Technical sign-off",
    ]);
    const wrapped = ["- [ ] **Technical sign-off**,", "  given after the rehearsal", "  - Engineer: ______ Date: ____"];
    expect(signoffs("# Release", "## Work", "- [ ] Copy", "## Sign-off", ...wrapped)).toEqual([
      "Engineer: Technical sign-off, given after the rehearsal",
    ]);
  });

  it("may leave no line, in a block about signing", () => {
    const source = ["# Umzug", "## Work", "- [ ] Kopieren", "## Freigabe", "- Genehmigt von:", "- Datum:"];
    expect(signoffs(...source)).toEqual(["Lead: Freigabe: approved"]);
    expect(signoffs("# Umzug", "## Work", "- [ ] Kopieren", "- Genehmigt von:")).toEqual([]);
  });

  it("signs the sentence above the lines, under a bold line of its own", () => {
    const block = ["**Sign-off:**", "", "I confirm that the shop may move.", "", "Approved by: ______"];
    const result = read("# Release", "## Aims", "- [ ] Copy", "", "---", "", ...block);
    expect(gates(result)).toMatchObject([
      { title: "Sign-off", signoffs: [{ roles: ["Lead"], wording: "I confirm that the shop may move." }] },
    ]);
  });
});

describe("rooms for signatures as people draw them", () => {
  it("belong to the owner named beside the line", () => {
    const gate = [
      "- [ ] **Data**: all checks done ✅",
      "  - Owner: Database lead",
      "  - Signature: _____",
      "  - Date: ____",
    ];
    expect(
      signoffs(
        "# R",
        "## Work",
        "- [ ] Copy",
        "## Approval gates",
        "**All of the above must be done first.**",
        "",
        ...gate,
      ),
    ).toEqual(["Database lead: Data: all checks done"]);
  });

  it("belong to the role above them, in bold or as a heading", () => {
    const bold = ["## Approval", "**CTO / IT director:**", "", "Signature: ________", "", "Date: ______"];
    expect(signoffs("# R", "## Work", "- [ ] Copy", ...bold)).toEqual(["CTO|IT director: Approval: approved"]);
    expect(signoffs("# R", "## Work", "- [ ] Copy", "## Sign-off", "### Tech lead", "Signature: ________")).toEqual([
      "Tech lead: Tech lead: approved",
    ]);
  });

  it("are no headings when they are bold", () => {
    const source = [
      "## Decision",
      "**Coordinator: ________ Date: ____**",
      "",
      "- [ ] **GO** - at nine",
      "- [ ] **NO-GO** - not yet",
    ];
    const result = read("# R", "## Work", "- [ ] Copy", ...source);
    expect(result.counts).toMatchObject({ sections: 0, items: 1, signoffs: 1, gates: 1 });
  });
});

describe("where a gate stands", () => {
  const order = (...lines: string[]) => read(...lines).document.phases.map(({ title }) => title);

  it("comes before deploying when nothing that prepares is called so", () => {
    expect(order("# R", "## Code", "- [ ] A", "## Docs", "- [ ] B", "## Rollout steps", "1. C", "2. D")).toEqual([
      "Code",
      "Docs",
      "May we deploy?",
      "Rollout steps",
      "May we close?",
    ]);
  });

  it("comes at the end when more such parts follow", () => {
    expect(order("# R", "## Code", "- [ ] A", "## Deployment", "- [ ] B", "## Docs", "- [ ] C")).toEqual([
      "Code",
      "Deployment",
      "Docs",
      "May we deploy?",
    ]);
  });

  it("is not moved by the title of the document over entries of its own", () => {
    const result = read("# Cutover checklist", "- [ ] Approved", "", "**Day-of:**", "", "- [ ] Switch");
    expect(nodes(result).map((node) => ("title" in node ? node.title : ""))).toEqual([
      "Cutover checklist",
      "Approved",
      "May we deploy?",
      "Day-of",
      "Switch",
      "May we close?",
    ]);
  });
});
