import { describe, expect, test } from "vitest";
import { gates, named, nodes, outline, read } from "./sample-import";

describe("habits of other documents", () => {
  test("a column that only numbers the steps is not what they are called", () => {
    const result = read(
      "# T",
      "## A",
      "| Step | Action | Done |",
      "|---|---|---|",
      "| 1 | Freeze writes | ☐ |",
      "| 2. | Move the name | ☐ |",
    );
    expect(named(result, "Freeze writes")).toMatchObject({ content: [] });
    expect(named(result, "Move the name")).toMatchObject({ content: [] });
    expect(result.counts.items).toBe(2);
  });

  test("a table of steps with commands and what they must show is items", () => {
    const result = read(
      "# T",
      "## A",
      "| # | Step | Command | Expected | Owner |",
      "|---|---|---|---|---|",
      "| 1 | Ask for health | `curl -f host/health` | 200 | SRE |",
      "| 2 | Ask for speed | `ask p95` | P95 < 200 ms | |",
    );
    expect(named(result, "Ask for health")).toMatchObject({
      owner: "SRE",
      content: [{ kind: "code", use: "command", text: "curl -f host/health" }, { kind: "criterion", title: "200" }, {}],
    });
    expect(named(result, "Ask for speed")).toMatchObject({
      content: [{ kind: "code" }, { kind: "criterion", expectation: { comparator: "<", value: 200 } }, {}],
    });
  });

  test("a table that explains commands is no list of steps", () => {
    const rows = ["| Command | Meaning |", "|---|---|", "| `up` | starts |"];
    expect(read("# T", "## A", "- [ ] a", "", ...rows).counts.items).toBe(1);
  });

  test("who answers for an item may stand behind a dash", () => {
    const result = read("# T", "## A", "- [ ] Copy made — Responsable: DBA", "- [ ] Look at the owner: it is a team");
    expect(named(result, "Copy made — Responsable: DBA")).toMatchObject({ owner: "DBA" });
    expect(named(result, "Look at the owner: it is a team")).not.toHaveProperty("owner");
  });

  test("a number drawn as a key is no part of a title", () => {
    expect(outline(read("# T", "## **1️⃣ Prepare**", "- [ ] a", "## 2️⃣ Deploy", "- [ ] b"))).toEqual(
      outline(read("# T", "## Prepare", "- [ ] a", "## Deploy", "- [ ] b")),
    );
  });

  test("numbers without a dot make headings when they count from 1", () => {
    const counted = ["1 Vorbereitung", "", "- [ ] a", "", "2 Umschalten", "", "- [ ] b"];
    expect(read("# T", "", ...counted).counts.phases).toBe(2);
    expect(
      read("# T", "", "- [ ] a", "", "12 Servers", "", "- [ ] b", "", "3 Copies", "", "- [ ] c").counts.phases,
    ).toBe(1);
  });

  test("boxes in a table are items with its columns as attributes", () => {
    const result = read(
      "# T",
      "## A",
      "| # | Task | Owner | Priority | Done | Notes |",
      "|---|---|---|---|---|---|",
      "| 1 | **Migrate** | QA Lead | High | ☐ | slowly |",
      "| 2 | Check | | | ✅ | |",
      "| | Part two | | | | |",
    );
    expect(named(result, "Migrate")).toMatchObject({
      owner: "QA Lead",
      severity: "high",
      content: [{ markdown: "- Notes: slowly" }],
    });
    expect(named(result, "Check")).toMatchObject({ checked: true });
    expect(result.counts).toMatchObject({ items: 2, tasks: 0 });
  });

  test("roles without a line to sign on, and boxes for the decision, make one gate", () => {
    const result = read(
      "# T",
      "## A",
      "- [ ] a",
      "## Sign-off",
      "- Engineering owner:",
      "- Security owner:",
      "- Date:",
      "## Decision",
      "- [ ] GO",
      "- [ ] NO-GO",
    );
    expect(gates(result)).toMatchObject([
      { signoffs: [{ roles: ["Engineering owner"] }, { roles: ["Security owner"] }] },
    ]);
    expect(result.counts.items).toBe(1);
  });

  test("a sign-off block above everything moves to where it can cover something", () => {
    const result = read(
      "# T",
      "## Required sign‑offs",
      "- [ ] Tech lead",
      "- [ ] Operations/on‑call",
      "## Readiness",
      "- [ ] a",
      "## Deployment",
      "- [ ] b",
    );
    expect(gates(result)).toMatchObject([
      { asks: "deploy", signoffs: [{ roles: ["Tech lead"] }, { roles: ["Operations", "on-call"] }] },
      { asks: "close" },
    ]);
  });

  test("what stands below a sign-off does not become an attribute of its part", () => {
    const result = read(
      "# T",
      "## Final approvals",
      "- [ ] Security sign-off",
      "  - Owner: Ann",
      "- [ ] Change approval obtained",
      "  - Owner: [QA Lead]",
    );
    expect(named(result, "Change approval obtained")).toMatchObject({ owner: "QA Lead" });
    expect(result.document.phases[0]).not.toHaveProperty("owner");
  });

  test("a document without any box has its plain entries to do, links and talk aside", () => {
    const result = read(
      "# T",
      "## Steps",
      "- Back up",
      "  - both databases",
      "- [docs](x)",
      "## References",
      "- a book",
    );
    expect(outline(result)).toEqual([
      "phase Steps",
      "  item Back up",
      "    item both databases",
      "  note - [docs](x)",
      "phase References",
      "  reference",
      "gate May we deploy?",
    ]);
  });

  test("other languages and dashes have stages, approvals and severities too", () => {
    const result = read(
      "# T",
      "## Pre–deployment",
      "- [ ] a",
      "## Nach der Produktivsetzung",
      "- [ ] b",
      "## 回滚",
      "- [ ] c",
      "## Aprobaciones",
      "- [ ] QA Lead: ____ Date: ___",
      "## Vor dem Deployment",
      "- **Priority**: crítico",
      "- [ ] d",
    );
    expect(result.document.phases.map((phase) => ("stage" in phase ? phase.stage : undefined)).filter(Boolean)).toEqual(
      ["before", "after", "contingency", "before"],
    );
    expect(result.document.phases.find((phase) => phase.title === "Vor dem Deployment")).toMatchObject({
      severity: "critical",
    });
    expect(result.counts.signoffs).toBe(1);
  });

  test("a rollback plan to be prepared comes before, one to be carried out is contingency", () => {
    const result = read(
      "# T",
      "## Rollback plan",
      "- [ ] Procedure documented",
      "- [ ] Script tested",
      "## Rollback",
      "- [ ] Undo",
    );
    expect(result.document.phases).toMatchObject([{ stage: "before" }, { stage: "contingency" }, { kind: "gate" }]);
  });

  test("front matter names a document that has no first heading, and a table of facts is metadata", () => {
    const { document } = read(
      "---",
      "name: Release form",
      "---",
      "| Field | Value |",
      "|---|---|",
      "| **Team** | Core |",
      "## A",
      "- [ ] a",
      "## B",
    );
    expect(document.title).toBe("Release form");
    expect(document.metadata.map(({ name, value }) => `${name}=${value}`)).toEqual(["name=Release form", "Team=Core"]);
  });

  test.each([
    ["YAML", "---", ": ", "target_date"],
    ["TOML", "+++", " = ", "targetDate"],
  ])("front matter in %s says the same as lines of facts", (_, mark, is, target) => {
    const pairs = [
      ["title", "Store"],
      ["owner", "Ops"],
      ["version", "2.1"],
      ["environment", "production"],
    ];
    const result = read(
      mark,
      ...pairs.map((pair) => pair.join(is)),
      `${target}${is}2026-12-03`,
      mark,
      "# Before",
      "- [ ] a",
      "# Rollout",
      "- [ ] b",
    );
    expect(result.document.title).toBe("Store");
    expect(result.document.metadata.map(({ means }) => means)).toEqual([
      undefined,
      "owner",
      "version",
      "environment",
      "target",
    ]);
    expect(result.document.phases.map(({ title }) => title)).toContain("Before");
  });

  test("facts before the first phase are read without bold, and from a table with headings", () => {
    const { document } = read(
      "# T",
      "Service: billing",
      "Owner: Blue",
      "",
      "| Field | Value |",
      "|---|---|",
      "| Version | 2 |",
      "## A",
      "- [ ] a",
    );
    expect(document.metadata.map(({ name, means }) => [name, means])).toEqual([
      ["Service", undefined],
      ["Owner", "owner"],
      ["Version", "version"],
    ]);
  });

  test("rows of a table of facts are facts in a part too, and empty ones room to fill in", () => {
    const result = read(
      "# T",
      "## A",
      "- [ ] a",
      "",
      "| Field | Value |",
      "|---|---|",
      "| Environment | production |",
      "| Engineer | |",
    );
    expect(nodes(result).filter(({ kind }) => kind === "fact" || kind === "blank")).toMatchObject([
      { kind: "fact", means: "environment" },
      { kind: "blank", title: "Engineer", ask: "person" },
    ]);
  });

  test.each([
    "[-] x",
    "[/] x",
    "[✓] x",
    "[  ] x",
    "[x]x",
    "( ) x",
    "⬛ x",
    "○ x",
    "1.2 [ ] x",
    '<input type="checkbox" checked> x',
  ])("%s is a box", (row) => {
    expect(read("# T", "## A", `- ${row}`).document.phases[0]).toMatchObject({
      content: [{ kind: "item", title: "x" }],
    });
  });

  test("a quote under announcements is one, titled by the bold words in front", () => {
    const result = read("# T", "## Communication", "> **Customers**: Back at noon.", "", "> Thank you.");
    expect(nodes(result).filter(({ kind }) => kind === "announcement")).toMatchObject([
      { title: "Customers", text: "Back at noon." },
      { title: "Communication", text: "Thank you." },
    ]);
  });

  test.each([
    ["Before", "Release", "After"],
    ["Una semana antes", "Día del lanzamiento", "Primeras 24 horas"],
    ["La veille", "Jour J", "Première semaine"],
    ["Eine Woche vor dem Start", "Umstellung", "Erste 24 Stunden"],
    ["发布前一天", "发布步骤", "24小时内"],
  ])("%s, %s, %s are before, during and after", (...titles) => {
    const result = read("# T", ...titles.flatMap((title) => [`## ${title}`, "- [ ] a"]));
    const found = result.document.phases.flatMap((phase) => (phase.kind === "phase" ? [phase.stage] : []));
    expect(found).toEqual(["before", "during", "after"]);
  });

  test("a bold line over bare boxes or lines to sign on is a heading", () => {
    const result = read("# T", "", "**1. Preparations**", "", "[ ] a", "", "**2. Sign off**", "", "Ops lead: ______");
    expect(named(result, "Preparations")).toMatchObject({ kind: "section", content: [{ title: "a" }] });
    expect(gates(result)[0]).toMatchObject({ title: "Sign off", signoffs: [{ roles: ["Ops lead"] }] });
  });

  test("boxes for GO and NO-GO beside a role are that role's sign-off", () => {
    const result = read("# T", "## A", "- [ ] a", "## Go/No-Go", "- Product: ☐ Go ☐ No-go", "- Support: ☐ Go ☐ No-go");
    expect(gates(result)).toMatchObject([{ signoffs: [{ roles: ["Product"] }, { roles: ["Support"] }] }]);
  });

  test("boxes written as HTML are items", () => {
    const result = read(
      "# T",
      "## A",
      "<ul>",
      '<li><input type="checkbox" checked> a</li>',
      '<li><input type="checkbox"> b</li>',
      "</ul>",
    );
    expect(result.document.phases[0]).toMatchObject({ content: [{ title: "a", checked: true }, { title: "b" }] });
  });
});
