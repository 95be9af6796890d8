import { describe, expect, it, test } from "vitest";
import { readThreshold } from "./expectations";
import { gates, named, nodes, outline, read } from "./sample-import";

const roles = (...lines: string[]) =>
  gates(read(...lines)).flatMap(({ signoffs }) => signoffs.map((each) => each.roles.join("|")));
const work = ["# Move", "## Work", "- [ ] Copy the data"];

describe("who signs", () => {
  it("is the role where nobody is named as approver yet", () => {
    const table = [
      "| Approver | Role | Signature |",
      "|---|---|---|",
      "| - | Network lead | ⬜ |",
      "| – | Owner | ⬜ |",
    ];
    expect(roles(...work, "## Approvals", "", ...table)).toEqual(["Network lead", "Owner"]);
  });

  it("is no date and time, in any language", () => {
    expect(roles(...work, "## Aprovação", "- **Aprovado por:** ____", "- **Data/Hora:** ____")).toHaveLength(1);
    expect(roles(...work, "## Approval", "- **Tech lead:** ____", "- **Date and time:** ____")).toEqual(["Tech lead"]);
  });

  it("stands below an entry that asks for signatures", () => {
    const list = ["- Follow-ups:", "- Signatures:", "  - Network lead:", "  - QA lead:"];
    expect(roles(...work, "## Go / no-go", ...list)).toEqual(["Network lead", "QA lead"]);
    expect(roles(...work, "## Summary", "- Approvals needed:", "  - Engineering", "  - QA lead")).toEqual([
      "Engineering",
      "QA lead",
    ]);
  });

  it("is nobody where what stands below is no role", () => {
    expect(roles(...work, "## Summary", "- Approvals needed:", "  - QA lead", "  - two more weeks of quiet")).toEqual(
      [],
    );
  });
});

describe("words for and against going ahead", () => {
  it("are criteria, and no tasks where only crosses stand before them", () => {
    const result = read(
      ...["# Umzug", "- [ ] Kopieren", "## Entscheidung", "### ✅ GO wenn:", "- ✅ alles kopiert ist"],
      ...["- ✅ die Leitung frei ist", "", "### ❌ NO-GO wenn:", "- ❌ etwas fehlt", "- ❌ jemand fehlt"],
    );
    expect(outline(result).filter((line) => /alles|Leitung|etwas/.test(line))).toEqual([
      "  criterion alles kopiert ist",
      "  criterion die Leitung frei ist",
      "  note - ❌ etwas fehlt",
    ]);
  });

  it("keep the sign they end in", () => {
    const result = read(...work, "## Success criteria", "- All of the blockers are ✅", "- Quiet night ✅");
    expect(nodes(result).flatMap((node) => (node.kind === "criterion" ? [node.title] : []))).toEqual([
      "All of the blockers are ✅",
      "Quiet night",
    ]);
  });

  test.each([
    ["Breaking changes?", "✅ **Yes**: see below", "❌ **No**"],
    ["Plan bereit?", "Ja", "Nein → **NO-GO**"],
    ["Sauvegarde prête ?", "OUI", "NON"],
  ])("%s over an answer each is a choice", (title, yes, no) => {
    const result = read(...work, "## Ready", `### ${title}`, `- [ ] ${yes}`, `- [ ] ${no}`);
    expect(result.counts).toMatchObject({ tasks: 3, items: 1, choices: 1 });
  });

  it("are tasks where other boxes stand beside them", () => {
    const result = read(...work, "## Ready?", "- [ ] Yes", "- [ ] Ask the owner");
    expect(result.counts).toMatchObject({ items: 3, choices: 0 });
  });
});

describe("tables of checks", () => {
  it("take what is checked for the title, not its kind", () => {
    const table = ["| # | Area | Verified by test | Done |", "|---|---|---|---|"];
    const rows = ["| 1 | Backup | Copy restored | ☐ |", "| 2 | Backup | Copy encrypted | ☐ |"];
    expect(outline(read("# T", "## A", "", ...table, ...rows)).filter((line) => line.includes("item"))).toEqual([
      "  item Copy restored",
      "  item Copy encrypted",
    ]);
  });

  it("keep the kind where it names each row", () => {
    const table = ["| Area | Remarks | Done |", "|---|---|---|", "| Backup | nightly | ☐ |", "| Network | slow | ☐ |"];
    expect(named(read("# T", "## A", "", ...table), "Backup")).toMatchObject({ kind: "item" });
  });

  it("say what is to be reached in a column of their own", () => {
    const table = ["| Metric | Target | Actual | Status |", "|---|---|---|---|"];
    const rows = ["| Error rate | <0.1% | - | ⬜ |", "| Sign-ins | as usual | - | ⬜ |", "| Uptime | < 99% | - | ⬜ |"];
    const result = read("# T", "## A", "", ...table, ...rows);
    expect(named(result, "Error rate")).toMatchObject({
      expectation: { metric: "Error rate", comparator: "<", value: 0.1, unit: "%" },
    });
    expect(named(result, "Sign-ins")).not.toHaveProperty("expectation");
    expect(named(result, "Uptime")).not.toHaveProperty("expectation");
  });

  it("are triggers below a bold line about going back", () => {
    const table = ["| Seen | Action |", "|---|---|", "| Errors >5% for 5 min | Immediate rollback |"];
    const result = read(...work, "## Rollback", "1. Undo", "", "**Rollback decision criteria:**", "", ...table);
    expect(nodes(result).find(({ kind }) => kind === "trigger")).toMatchObject({
      tier: "rollback",
      reactionText: "Immediate rollback",
    });
  });
});

describe("a gate", () => {
  const asked = (...lines: string[]) => gates(read(...lines)).map(({ asks }) => asks);

  it("asks for no deployment where all is about going back", () => {
    expect(asked("# Rollback checklist", "## Stop", "- [ ] Halt", "## Check", "- [ ] Look")).toEqual(["close"]);
    expect(asked("# Release and rollback checklist", "## Check", "- [ ] Look")).toEqual(["deploy"]);
    expect(asked("# Recovery from disaster", "## Check", "- [ ] Look", "## Post-mortem", "- [ ] Tell")).toEqual([
      "close",
    ]);
  });

  it("doesn't stand between the messages of a communication plan", () => {
    const plan = ["## Communication plan", "### Before release", "- [ ] Mail", "### During release", "- [ ] Chat"];
    expect(asked("# T", "## Code", "- [ ] Review", ...plan, "## Decision", "- [ ] Agreed")).toEqual(["deploy"]);
  });
});

test.each(["Expected result: build time < 2 min", "预期结果：构建时间 < 3 秒"])(
  "%s below an item's command is what it is judged by",
  (row) => {
    const result = read("# T", "- [ ] Build", "  ```bash", "  make all", "  ```", `  ${row}`);
    expect(nodes(result).find(({ kind }) => kind === "criterion")).toHaveProperty("expectation");
  },
);

test("a condition measures nothing where it names nothing", () => {
  expect(readThreshold("If > 3 s, go back")).toBeUndefined();
  expect(readThreshold("Errors exceed 5% for more than 5 minutes")).toMatchObject({ window: "more than 5 minutes" });
});

it("measures a percentile that stands alone in a bracket", () => {
  expect(named(read("# T", "- [ ] Fast enough (P95 < 3s)"), "Fast enough (P95 < 3s)")).toMatchObject({
    expectation: { metric: "P95", comparator: "<", value: 3 },
  });
});
