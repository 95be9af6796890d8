import { describe, expect, test } from "vitest";
import { named, nodes, read } from "./sample-import";

describe("what runs, fires, tells and decides", () => {
  test("rollback triggers have a tier and a threshold, boxes or not", () => {
    const result = read(
      "# T",
      "## Rollback",
      "### When to roll back",
      "Immediate rollback if:",
      "- [ ] Error rate > 5% for 2 minutes",
      "",
      "**HIGH (Rollback if not resolved in 15 min):**",
      "- P95 >800ms",
      "",
      "**LOW (Investigate):**",
      "- Odd logs",
      "",
      "1. **Rollback criteria**",
      "   - Breach: Stop deployment, investigate",
      "### Rollback steps",
      "- [ ] undo",
    );
    const triggers = nodes(result).filter((node) => node.kind === "trigger");
    expect(triggers).toMatchObject([
      {
        tier: "rollback",
        expectation: { metric: "Error rate", comparator: ">", value: 5, unit: "%", window: "2 minutes" },
      },
      { tier: "timed", reaction: 15, expectation: { metric: "P95", value: 800, unit: "ms" } },
      { tier: "investigate", title: "Odd logs" },
      { tier: "investigate", title: "Breach", reactionText: "Stop deployment, investigate" },
    ]);
    expect(result.counts).toMatchObject({ triggers: 4, items: 1, tasks: 2 });
  });

  test("holds, thresholds and schedules are read from titles", () => {
    const result = read(
      "# T",
      "## Deployment",
      "- [ ] 5% traffic (5 minutes)",
      "- [ ] **25% Traffic**",
      "  - [ ] Hold for 1 hour",
      "  - [ ] Latency <200ms P95 (first hour)",
      "- [ ] Availability ≥ 99.9%",
      "- [ ] HighErrors alert (>5%)",
      "## Post-deployment",
      "**Every 4 hours:**",
      "- [ ] Look",
      "**Week 1:**",
      "- [ ] Daily review",
      "## Preparation",
      "- [ ] Create daily backups",
    );
    expect(named(result, "5% traffic (5 minutes)")).toMatchObject({ hold: { minutes: 5, traffic: 5 } });
    expect(named(result, "Hold for 1 hour")).toMatchObject({ hold: { minutes: 60, traffic: 25 } });
    expect(named(result, "Latency <200ms P95 (first hour)")).toMatchObject({
      expectation: { metric: "Latency P95", comparator: "<", value: 200, unit: "ms", window: "first hour" },
    });
    expect(named(result, "Availability ≥ 99.9%")).toMatchObject({
      expectation: { comparator: ">=", value: 99.9, unit: "%" },
    });
    expect(named(result, "Look")).toMatchObject({ recurs: { everyMinutes: 240, text: "Every 4 hours" } });
    expect(named(result, "Daily review")).toMatchObject({ recurs: { everyMinutes: 1440 } });
    expect(named(result, "Create daily backups")).not.toHaveProperty("recurs");
    expect(named(result, "HighErrors alert (>5%)")).not.toHaveProperty("expectation");
  });

  test("contacts come from lists, tables and fenced rows under their heading", () => {
    const result = read(
      "# T",
      "## Contacts",
      "- **Primary**: Ann (+1)",
      "- **War room**: #go",
      "",
      "| Role | Phone |",
      "|---|---|",
      "| DBA | 555 |",
      "",
      "```",
      "Boss:   [Name] - [Phone]",
      "```",
    );
    expect(nodes(result).filter((node) => node.kind === "contact")).toMatchObject([
      { name: "Primary", channel: "Ann (+1)", tier: 1 },
      { name: "War room", channel: "#go" },
      { name: "DBA", channel: "555" },
      { name: "Boss", channel: "[Name] - [Phone]" },
    ]);
  });

  test("whoever is called between two tiers has the place between them", () => {
    const tiersOf = (...lines: string[]) =>
      nodes(read("# T", "## Emergency contacts", ...lines)).flatMap((node) => {
        return node.kind === "contact" ? [[node.name, node.tier]] : [];
      });
    expect(tiersOf("- Primary: Ann", "- Manager: Bob", "- Director: Cy", "- CEO: Di")).toEqual([
      ["Primary", 1],
      ["Manager", 2],
      ["Director", 3],
      ["CEO", 4],
    ]);
    expect(tiersOf("- Primary: Ann", "- Secondary: Bob", "- War room: #go")).toEqual([
      ["Primary", 1],
      ["Secondary", 2],
      ["War room", undefined],
    ]);
  });

  test("messages are announcements, fenced or quoted", () => {
    const result = read(
      "# T",
      "## Other",
      "## Communication plan",
      "### Customer notification",
      "**Before:**",
      "```",
      "We will be back at [TIME].",
      "```",
      "**After:**",
      '- Status page: set to "Operational"',
      "### Team",
      '- [ ] Slack: "Starting now"',
    );
    expect(nodes(result).filter((node) => node.kind === "announcement")).toMatchObject([
      { moment: "Before", text: "We will be back at [TIME]." },
      { title: "Status page", moment: "After", text: "Operational" },
      { title: "Slack", text: "Starting now" },
    ]);
    expect(result.counts).toMatchObject({ items: 1, announcements: 3 });
  });

  test("options make a choice, with what belongs to each", () => {
    const result = read(
      "## Decide",
      "**Option A: Validate** (Recommended)",
      "- slower",
      "",
      "- [ ] run it",
      "",
      "**Option B: Skip**",
      "- faster",
      "",
      "**Decision**: [ ] A / [ ] B",
      "## Deployment",
      "- [ ] ship",
      "  ```bash",
      "  # Using Helm (recommended)",
      "  helm upgrade",
      "  # Or kubectl",
      "  kubectl apply",
      "  ```",
    );
    const choices = nodes(result).filter((node) => node.kind === "choice");
    expect(choices).toMatchObject([
      {
        title: "Decide",
        options: [
          {
            title: "Option A: Validate (Recommended)",
            recommended: true,
            items: ["decide-option-a-validate-recommended"],
          },
          { title: "Option B: Skip" },
        ],
      },
      { title: "ship", options: [{ title: "Using Helm (recommended)", recommended: true }, { title: "Or kubectl" }] },
    ]);
    expect(result.counts).toMatchObject({ choices: 2, items: 2, commands: 1 });
  });
});
