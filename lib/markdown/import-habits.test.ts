import { describe, expect, test } from "vitest";
import { gates, named, outline, read } from "./sample-import";

describe("habits of other documents", () => {
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
      content: [{ markdown: "- #: 1\n- Notes: slowly" }],
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
});
