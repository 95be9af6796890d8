import { describe, expect, it, test } from "vitest";
import { readThreshold } from "./expectations";
import { nodes, read } from "./sample-import";

/** What every item and criterion is measured by. */
function measured(...lines: string[]): string[] {
  return nodes(read(...lines)).flatMap((node) =>
    (node.kind === "item" || node.kind === "criterion" || node.kind === "trigger") && node.expectation
      ? [`${node.kind}: ${node.expectation.metric} ${node.expectation.comparator} ${node.expectation.value}`]
      : [],
  );
}

test.each([
  ["Look at the speed (<450ms API response)", "API response", "<", 450],
  ["The pilot stays small (≤2 heavy testers)", "heavy testers", "<=", 2],
  ["Response time (<200ms average)", "Response time", "<", 200],
  ["All tests pass (95%+ success rate)", "success rate", ">=", 95],
  ["Write throughput: **>50K rows/sec** | actual: ___", "Write throughput", ">", 50_000],
  ["Growth: **<1TB/month**", "Growth", "<", 1],
  ["Session timeout configured (<30 min)", "Session timeout", "<", 30],
  [">90% user adoption within 1 month", "user adoption", ">", 90],
  ["Backups tested (restore time <2 hours)", "restore time", "<", 2],
  ["Rollback time measured (target: <15 minutes)", "Rollback time", "<", 15],
  ["shop/backend latest ~180MB (target <200MB)", "shop/backend latest", "<", 200],
  ["Image size reasonable (<1GB)", "Image size", "<", 1],
  ["Nightly validation: 95%+ success rate", "success rate", ">=", 95],
  [
    "**Runtime estimated** - each of the longer statements ends within 60 seconds",
    "each of the longer statements ends",
    "<=",
    60,
  ],
])("reads what %s measures", (title, metric, comparator, value) => {
  expect(readThreshold(title)).toMatchObject({ metric, comparator, value });
});

test.each([
  "Try it in production (5-10% traffic)",
  "Node 18+ installed",
  "Sixteen (32+ character) secrets",
  "Slow queries: 0 queries >2s",
])("reads no value in %s", (title) => {
  expect(readThreshold(title)).toBeUndefined();
});

describe("values nobody wants to see", () => {
  it("are no expectation of an item: they set off an alert", () => {
    const alerts = ["## Alerts", "- [ ] CPU > 80%", "## Watch", "- [ ] High error rate (>5%)", "- [ ] Latency > 2s"];
    expect(measured("# R", ...alerts, "- [ ] Pause if CPU > 90%", "- [ ] Uptime > 99.9%")).toEqual([
      "item: Uptime > 99.9",
    ]);
  });

  it("make an entry a rollback trigger when it says so", () => {
    const source = ["# R", "## Week 1", "- Rollback if error rate > 1%", "- Ask support", "## Work", "- [ ] A"];
    expect(measured(...source)).toEqual(["trigger: error rate > 1"]);
  });
});

it("reads what Markdown takes for a quote inside an entry", () => {
  const source = ["# R", "- [ ] A", "## Rollback triggers", "- > 10% error rate for > 15 minutes", "- Data is lost"];
  expect(measured(...source)).toEqual(["trigger: error rate > 10"]);
  expect(read("# R", "- > as the poet says", "", "- [ ] A").counts.items).toBe(1);
});

it("says nothing of severity by a sign of how far things are, or a median", () => {
  const result = read("# R", "- [ ] Report - 🟡 In progress", "- [ ] p50 (median) latency < 3 ms", "- [ ] 🟡 Notes");
  expect(nodes(result).flatMap((node) => (node.kind === "item" ? [node.severity] : []))).toEqual([
    undefined,
    undefined,
    "medium",
  ]);
});

describe("lists of values to reach", () => {
  it("are criteria, under a heading about targets or all by themselves", () => {
    const source = ["# R", "## Targets", "- P95 < 200 ms", "- Uptime > 99 %", "- Happy people", "## Work", "- [ ] A"];
    expect(measured(...source)).toEqual(["criterion: P95 < 200", "criterion: Uptime > 99"]);
    expect(measured("# R", "## Panel", "- Download errors: < 2%", "- Complaints: < 3 errors")).toHaveLength(2);
  });

  it("are none where they call for something", () => {
    expect(measured("# R", "## Scaling up when", "- CPU < 10%", "- Memory < 20%", "## Work", "- [ ] A")).toEqual([]);
  });

  it("may stand below an entry of their own", () => {
    const source = [
      "# R",
      "## Groups",
      "- **Exit criteria**:",
      "  - Errors < 1%",
      "  - No complaints",
      "## Work",
      "- [ ] A",
    ];
    expect(measured(...source)).toEqual(["criterion: Errors < 1"]);
    const numbered = ["# R", "- [ ] A", "## Success criteria", "1. **Fast**", "   - P95 < 200 ms", "2. **Safe**"];
    expect(nodes(read(...numbered)).flatMap((node) => (node.kind === "criterion" ? [node.title] : []))).toEqual([
      "Fast",
      "P95 < 200 ms",
      "Safe",
    ]);
  });

  it("say what is expected of the item above", () => {
    const source = ["# R", "- [ ] **Disk**: look at it", "  - Command: `df -h`", "  - Expected: > 20 GB free space"];
    expect(measured(...source)).toEqual(["criterion: free space > 20"]);
  });
});

it("holds what is watched for a time at the end of the sentence", () => {
  const result = read("# R", "- [ ] Monitor sign-ins, timeouts, queues and latency for 30 minutes.");
  expect(nodes(result).find(({ kind }) => kind === "item")).toMatchObject({ hold: { minutes: 30 } });
});
