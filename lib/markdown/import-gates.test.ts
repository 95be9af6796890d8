import { describe, expect, test } from "vitest";
import { gates, named, outline, read } from "./sample-import";

describe("stages and gates", () => {
  const deploy = ["# T", "## Pre-deployment", "- [ ] a", "## Deployment", "- [ ] b", "## Post-deployment", "- [ ] c"];

  test("one stands where before passes into during, and one at the end", () => {
    const result = read(...deploy, "## Rollback", "- [ ] d");
    expect(outline(result).filter((line) => !line.startsWith(" "))).toEqual([
      "phase Pre-deployment",
      "gate May we deploy?",
      "phase Deployment",
      "phase Post-deployment",
      "phase Rollback",
      "gate May we close?",
    ]);
    expect(result.document.phases.map((phase) => ("stage" in phase ? phase.stage : undefined))).toEqual([
      "before",
      undefined,
      "during",
      "after",
      "contingency",
      undefined,
    ]);
  });

  test("a document that asks for nothing gets one at its end", () => {
    expect(gates(read("## A", "- [ ] a"))).toMatchObject([{ asks: "deploy", signoffs: [] }]);
    expect(gates(read("Only words"))).toHaveLength(1);
  });

  test("a part about another environment comes before as a whole", () => {
    const result = read(
      "## Staging deployment",
      "### Deployment execution",
      "- [ ] a",
      "### Post-deployment checks",
      "- [ ] b",
      "## Production deployment",
      "### Pre-production",
      "- [ ] c",
      "### Rollout",
      "- [ ] d",
    );
    expect(named(result, "Post-deployment checks")).not.toHaveProperty("stage");
    expect(outline(result).indexOf("  gate May we deploy?")).toBe(outline(result).indexOf("  section Rollout") - 1);
  });

  test("blocks that name a part go to its end, one sign-off per line", () => {
    const result = read(
      "# T",
      "## Pre-deployment",
      "- [ ] a",
      "## Staging rollout",
      "- [ ] b",
      "## Production rollout",
      "- [ ] c",
      "## Follow-up",
      "- [ ] d",
      "## Sign-off",
      "### Staging rollout",
      "- [ ] **QA Lead:** _______ Date: ____",
      "### Production rollout",
      "- [ ] **CTO/Engineering Director:** ____ Date: ___",
      "- [ ] **DBA**: ____",
    );
    expect(gates(result).map(({ title, asks, signoffs }) => [title, asks, signoffs.map(({ roles }) => roles)])).toEqual(
      [
        ["Staging rollout sign-off", "deploy", [["QA Lead"]]],
        ["Production rollout sign-off", "live", [["CTO", "Engineering Director"], ["DBA"]]],
        ["May we close?", "close", []],
      ],
    );
    expect(result.document.phases.some((phase) => phase.title === "Sign-off")).toBe(false);
    expect(result.counts).toMatchObject({ tasks: 7, items: 4, signoffs: 3 });
  });

  test("roles with statements, a decision and a signature make one go-live gate", () => {
    const result = read(
      ...deploy,
      "## Wrap-up",
      "- [ ] e",
      "### Go-live approval",
      "**Sign-offs:**",
      "- [ ] **Tech Lead**: It works",
      "- [ ] **Security Team**: It is safe",
      "",
      "**Final Go-Live Decision:**",
      "- [ ] **APPROVED to go** ✅",
      "- [ ] **Release Manager Signature**: ______",
      "- [ ] **Date/Time**: ____",
    );
    const gate = gates(result).find(({ asks }) => asks === "live");
    expect(gate?.title).toBe("Go-live approval");
    expect(gate?.signoffs.map(({ roles, wording }) => [roles[0], wording])).toEqual([
      ["Tech Lead", "It works"],
      ["Security Team", "It is safe"],
      ["Release Manager", "APPROVED to go"],
    ]);
  });

  test("either-or boxes among the facts of a deployment sign the gate to deploy", () => {
    const result = read(...deploy, "---", "", "**Engineer**: [name]", "**Approval**: [ ] Head of Ops / [ ] CTO");
    expect(gates(result)[0]).toMatchObject({ asks: "deploy", signoffs: [{ roles: ["Head of Ops", "CTO"] }] });
    expect(result.document.metadata).toMatchObject([{ name: "Engineer", value: "[name]" }]);
  });

  test("a table of roles to sign is a gate, approvals among tasks are not", () => {
    const result = read(
      "## A",
      "- [ ] Security review and approval",
      "- [ ] Stakeholder approval obtained",
      "## Approvals",
      "| Role | Name | Signature | Date |",
      "|---|---|---|---|",
      "| Tech Lead | | | |",
      "| QA | | | |",
    );
    expect(gates(result)).toMatchObject([
      { title: "Approvals", signoffs: [{ roles: ["Tech Lead"] }, { roles: ["QA"] }] },
    ]);
    expect(result.counts.items).toBe(2);
  });

  test("a gate written in the dialect stops the guessing", () => {
    const result = read(
      ...deploy,
      "",
      "> **Go?** {gate asks=live required=90 covers=a}",
      ">",
      "> - [ ] **Lead** or **Deputy**: I agree {count=2 #both}",
    );
    expect(gates(result)).toEqual([
      expect.objectContaining({
        key: "go",
        title: "Go?",
        asks: "live",
        required: 90,
        covers: ["a"],
        signoffs: [expect.objectContaining({ key: "both", roles: ["Lead", "Deputy"], count: 2, wording: "I agree" })],
      }),
    ]);
  });
});
