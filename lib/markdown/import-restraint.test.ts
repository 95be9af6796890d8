import { describe, expect, it } from "vitest";
import { gates, nodes, outline, read } from "./sample-import";

const work = ["# Move the shop", "## Work", "- [ ] Copy the tables"];
const kinds = (kind: string, ...lines: string[]) => nodes(read(...lines)).filter((node) => node.kind === kind).length;
const signers = (...lines: string[]) =>
  gates(read(...lines)).flatMap(({ signoffs }) => signoffs.flatMap(({ roles }) => roles));

describe("room below a sign-off heading", () => {
  it("for what was found is nobody who signs", () => {
    const form = ["## Sign-off", "### Found", "- Finding 1: ______", "- Problems seen: ______", "- Ergebnis: ______"];
    expect(signers(...work, ...form)).toEqual([]);
    expect(kinds("blank", ...work, ...form)).toBe(3);
  });

  it("for a role is to be signed, whatever the role looks after", () => {
    expect(signers(...work, "## Sign-off", "- Risk owner: ______", "- Release manager: ______")).toEqual([
      "Risk owner",
      "Release manager",
    ]);
  });
});

describe("below the criteria for going back", () => {
  const criteria = ["## Rollback criteria", "Go back if:", "- Errors > 2%"];

  it("the steps are taken, and never fire", () => {
    const result = read(
      ...work,
      ...criteria,
      "",
      "**Rollback procedure:**",
      "1. Point the alias back",
      "2. Tell the team",
    );
    expect(nodes(result).flatMap((node) => (node.kind === "trigger" ? [node.title] : []))).toEqual(["Errors > 2%"]);
    expect(nodes(result).flatMap((node) => (node.kind === "item" ? [node.title] : []))).toContain("Tell the team");
  });

  it("more criteria fire", () => {
    expect(kinds("trigger", ...work, ...criteria, "", "**Or at once:**", "- Orders get lost")).toBe(2);
  });
});

describe("where the gate stands", () => {
  it("is where deploying begins, also if the approvals come last", () => {
    const result = read(
      ...["# Shop", "## Before launch", "- [ ] Try it", "## Launch", "- [ ] Switch", "## After launch", "- [ ] Look"],
      ...["## Pre-launch approvals", "- **Engineering lead**: ______", "- **Security lead**: ______"],
    );
    expect(gates(result).map(({ asks, signoffs }) => [asks, signoffs.length])).toEqual([
      ["deploy", 2],
      ["close", 0],
    ]);
  });

  it.each(["Pre-launch approvals", "Approvals before go-live"])(
    "%s allow the deployment wherever they stand",
    (title) => {
      const result = read(
        "# Shop",
        "## Deploy",
        "- [ ] Ship",
        `## ${title}`,
        "- **CTO**: ______",
        "## Later",
        "- [ ] Look",
      );
      expect(gates(result)[0]?.asks).toBe("deploy");
    },
  );

  it("has no one sign the reasons", () => {
    const result = read(...work, "## Go/no-go", "**Decision maker:** ______", "**Rationale:** ______");
    expect(gates(result).flatMap(({ signoffs }) => signoffs.map(({ title }) => title))).toEqual(["Decision maker"]);
  });

  it("keeps what each decision means", () => {
    const words = ["- [ ] **GO** - all is well", "- [ ] **NO-GO** - stop and tell support"];
    const result = read(...work, "## Go/no-go", ...words, "", "**Decision maker:** ______");
    expect(gates(result).flatMap(({ signoffs }) => signoffs.map(({ title }) => title))).toEqual(["Decision maker"]);
    const notes = nodes(result).flatMap((node) => (node.kind === "note" ? [node.markdown] : []));
    expect(notes).toEqual(["**GO** - all is well", "**NO-GO** - stop and tell support"]);
  });

  it("leave a block for staging, which comes before production, what it asked", () => {
    const result = read(
      "# Shop",
      "## Deploy",
      "- [ ] Ship",
      "## Sign-off",
      "### Staging deployment",
      "- **CTO**: ______",
      "### Production deployment",
      "- **CTO**: ______",
      "## Later",
      "- [ ] Look",
    );
    expect(gates(result)[0]?.asks).toBe("approve");
  });

  it.each(["Database failover runbook", "Wiederherstellung der Kasse", "障害復旧手順書"])(
    "%s deploys nothing",
    (title) => {
      const result = read(`# ${title}`, "## A", "- [ ] Look at the primary", "## B", "- [ ] Promote the standby");
      expect(gates(result).map(({ asks }) => asks)).toEqual(["close"]);
    },
  );

  it("is between preparing and doing it, in words that fit", () => {
    const result = read("# Failover runbook", "## Prerequisites", "- [ ] Get access", "## Failover", "- [ ] Promote");
    expect(gates(result)[0]?.title).toBe("May we go ahead?");
  });
});

describe("whom to reach", () => {
  it("is not where to look", () => {
    expect(kinds("contact", ...work, "## Contacts", "- **Database**: See the wiki", "- **Web**: check WEB.md")).toBe(0);
  });

  it("is not what they are there for", () => {
    const table = ["| Role | Responsibility | Escalation contact |", "|---|---|---|", "| DBA | Moves the data | Ann |"];
    expect(nodes(read(...work, "## Escalation matrix", "", ...table))).toContainEqual(
      expect.objectContaining({ kind: "contact", name: "DBA", channel: "Ann", topic: "Moves the data" }),
    );
  });

  it("is no step of a text without boxes", () => {
    expect(outline(read("# Outage", "## Steps", "1. Look", "## Escalation path", "1. On call", "2. CTO"))).toContain(
      "  note 1. On call",
    );
  });
});

it("commands and deeds below a step are not what it is judged by", () => {
  expect(kinds("criterion", ...work, "- [ ] Start the pilot", "  - `make pilot`", "  - enable the flag")).toBe(0);
  expect(kinds("criterion", ...work, "- [ ] Pilot", "  - orders arrive", "  - nobody calls")).toBe(2);
});
