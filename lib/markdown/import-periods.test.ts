import { describe, expect, it } from "vitest";
import { named, nodes, read } from "./sample-import";

const warnings = (...lines: string[]) => read(...lines).report.flatMap(({ warning }) => warning ?? []);
const first = (...lines: string[]) => nodes(read(...lines)).find(({ kind }) => kind === "item");

describe("a time in a title", () => {
  it("may have a decimal point", () => {
    expect(
      named(read("# Shop", "## Prepare (1.5 hours before)", "- [ ] Copy"), "Prepare (1.5 hours before)"),
    ).toMatchObject({ due: "T-1h30m" });
  });

  it("doesn't contradict the clock where the hours are as many", () => {
    const text = ["# Shop", "## Launch (09:00-10:00)", "- [ ] Switch", "## First 6 hours (12:00-18:00)", "- [ ] Look"];
    expect(warnings(...text)).toEqual([]);
    expect(warnings(...text.slice(0, 3), "## First 6 hours (12:00-23:00)", "- [ ] Look")).toHaveLength(1);
  });

  it("may stand in front of an item", () => {
    expect(first("# Shop", "## Night", "- [ ] 22:30 Stop the queue")).toMatchObject({ dated: "22:30" });
    expect(first("# Shop", "## Night", "- [ ] 06:30 - 07:00: Call the desk")).toMatchObject({ dated: "06:30 - 07:00" });
    expect(first("# Shop", "## Night", "- [ ] The job runs at 03:00")).not.toHaveProperty("dated");
  });

  it("is kept without the other words", () => {
    const title = "Saturday, March 7 - Moving day";
    expect(named(read("# Shop", `## ${title}`, "- [ ] Move"), title)).toMatchObject({ dated: "Saturday, March 7" });
    const days = "March 7 - March 9";
    expect(named(read("# Shop", `## ${days}`, "- [ ] Move"), days)).toMatchObject({ dated: days });
  });

  it("says how long the part takes", () => {
    expect(named(read("# Shop", "## Copy (45 minutes)", "- [ ] Copy"), "Copy (45 minutes)")).toMatchObject({
      estimate: 45,
    });
  });

  it.each(["Monitoring (30 minutes)", "Shadow mode (24 hours)", "First look (0-5 minutes)", "Beobachten (1 h)"])(
    "doesn't in %s",
    (title) => {
      expect(named(read("# Shop", `## ${title}`, "- [ ] Look"), title)).not.toHaveProperty("estimate");
    },
  );
});

describe("what comes back", () => {
  it.each([
    ["Quotidien", 1440],
    ["Hebdo", 10_080],
    ["Monatlich", 43_200],
    ["Ежедневно", 1440],
    ["週次", 10_080],
  ])("is what stands below %s after going live", (title, everyMinutes) => {
    expect(first("# Shop", "## After launch", `### ${title}`, "- [ ] Look at the queue")).toMatchObject({
      recurs: { everyMinutes },
    });
  });

  it("is each entry of a list by period", () => {
    const found = nodes(read("# Backups", "## Checks", "- **Daily**: look at the log", "- **Weekly**: restore one"));
    expect(found.flatMap((node) => (node.kind === "item" ? [node.recurs?.everyMinutes] : []))).toEqual([1440, 10_080]);
  });
});

describe("what happens by itself after going live", () => {
  it.each(["Health polled every 5 minutes", "The daily report arrives", "Backups automated, every 4 hours"])(
    "is looked at once: %s",
    (title) => {
      expect(first("# Shop", "## After launch", `- [ ] ${title}`)).not.toHaveProperty("recurs");
    },
  );
});

it("looking for a while is no work that takes as long", () => {
  expect(first("# Shop", "## Work", "- [ ] Queue monitoring (24 hours)")).not.toHaveProperty("estimate");
  expect(first("# Shop", "## Work", "- [ ] Copy the tables (2 hours)")).toMatchObject({ estimate: 120 });
});

describe("a value to reach", () => {
  it.each(["Tell them at least 1 hour before launch", "Restore one (within 30 days)", "Mail within 2 hours after it"])(
    "is none in when something is done: %s",
    (title) => {
      expect(first("# Shop", "## Work", `- [ ] ${title}`)).not.toHaveProperty("expectation");
    },
  );

  it("is named without the advice behind it", () => {
    expect(first("# Shop", "## Work", "- [ ] Several providers (>=3 providers recommended)")).toMatchObject({
      expectation: { metric: "providers", value: 3 },
    });
  });

  it("is named by the last sentence of a long text", () => {
    const title = "Open the front page as somebody who never signed in. The page loads in < 1 second";
    expect(first("# Shop", "## Work", `- [ ] ${title}`)).toMatchObject({ expectation: { metric: "The page loads" } });
  });

  it("is none in how often something is done", () => {
    expect(first("# Shop", "## Work", "- [ ] Try it at least 2x before")).not.toHaveProperty("expectation");
  });
});

it("a row of the timeline is not what comes after it", () => {
  const text = [
    ...[
      "# Shop",
      "## Timeline",
      "| Step | Duration |",
      "|---|---|",
      "| Migration | 1 hour |",
      "| Clean-up | 10 minutes |",
    ],
    ...["## Checks after the migration", "- [ ] Look", "## Clean-up", "- [ ] Drop the old tables"],
  ];
  expect(named(read(...text), "Checks after the migration")).not.toHaveProperty("estimate");
  expect(named(read(...text), "Clean-up")).toMatchObject({ estimate: 10 });
});

it("a number that is explained in words is as severe as they say", () => {
  const text = ["# Shop", "## Work", "- [ ] Copy", "  - **Severity**: P1 - Critical"];
  expect(first(...text)).toMatchObject({ severity: "critical" });
});
