import { describe, expect, test } from "vitest";
import type { TemplateDocument } from "@/lib/domain/template";
import { exportTemplate } from "./export";
import { exportRun, type RunToExport } from "./export-run";
import { importMarkdown } from "./import";

const source = `---
gonogo: 1
---

# Release

## Before {stage=before}

- [x] Backup
- [ ] Tests
  - [ ] Unit
  - [ ] Load
- [ ] Docs
- [ ] Cache

<!-- /phase -->

> **May we deploy?** {gate asks=deploy}
>
> - [ ] **Tech lead**: It works.
> - [ ] **QA**: It is tested.
`;

function document(): TemplateDocument {
  const outcome = importMarkdown(source);
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message);
  return outcome.value.document;
}

function run(more: Partial<RunToExport> = {}): string {
  return exportRun({
    document: document(),
    states: {},
    summary: {
      verdict: "no_go",
      score: 87.96,
      required: 90,
      reasons: ["Docs is open"],
      nextAction: "Write *docs* (Ann)",
      forecast: "2026-11-20 14:00 UTC",
      asOf: "2026-11-20T12:00:30.000Z",
    },
    signatures: [],
    ...more,
  });
}

describe("a run as Markdown", () => {
  test("is the document with its boxes ticked by state, not by the source", () => {
    const markdown = run({
      states: {
        backup: { state: "open" },
        unit: { state: "passed" },
        load: { state: "warned", reason: "half\nload" },
        docs: { state: "failed", reason: "a <b> missing" },
        cache: { state: "not_applicable", reason: "no cache" },
      },
    });
    const items = markdown.slice(markdown.indexOf("## Before"), markdown.indexOf("<!-- /phase"));
    expect(items.split("\n").slice(2, -2)).toEqual([
      "- [ ] Backup",
      "- [x] Tests",
      "  - [x] Unit",
      "  - [x] Load",
      "    - Warned: half load",
      "- [ ] Docs",
      "  - Failed: a \\<b\\> missing",
      "- [x] Cache",
      "  - Not applicable: no cache",
    ]);
  });

  test("answers the four questions on top", () => {
    expect(run()).toContain(
      [
        "# Release",
        "",
        "> **CAN WE DEPLOY?** NO (score 87.9 of 100, 90 required, as of 2026-11-20 12:00 UTC)",
        ">",
        "> **WHY NOT?**",
        ">",
        "> - Docs is open",
        ">",
        "> **WHEN CAN WE DEPLOY?** 2026-11-20 14:00 UTC",
        ">",
        "> **NEXT ACTION:** Write \\*docs\\* (Ann)",
        "",
        "## Before",
      ].join("\n"),
    );
    expect(run({ summary: { verdict: "go", score: 100, reasons: [], asOf: "2026-11-20T12:00:00Z" } })).toContain(
      "> **CAN WE DEPLOY?** GO (score 100 of 100",
    );
  });

  test("shows who signed, and ticks only signatures that count", () => {
    const at = "2026-11-20T11:59:00.000Z";
    const markdown = run({
      signatures: [
        { signoff: "tech-lead", name: "Ada L.", role: "Tech lead", decision: "approve", at },
        { signoff: "qa", name: "Bob", decision: "approve_with_conditions", at, stale: true },
      ],
    });
    expect(markdown).toContain(
      "> - [x] **Tech lead**: It works.\n>   - Approved by Ada L., Tech lead, 2026-11-20 11:59 UTC\n> - [ ] **QA**: It is tested.\n>   - Approved with conditions by Bob, 2026-11-20 11:59 UTC, stale",
    );
  });

  test("reads back as the same checklist: same keys, items and sign-offs", () => {
    const outcome = importMarkdown(
      run({
        states: { backup: { state: "failed", reason: "x" } },
        signatures: [{ signoff: "qa", name: "Bob", decision: "reject", at: "2026-11-20T11:59:00Z" }],
      }),
    );
    if (!outcome.ok) throw new Error("unreadable");
    const keys = (of: TemplateDocument) => JSON.stringify(of.phases).match(/"key":"[^"]*"/g);
    expect(keys(outcome.value.document)).toEqual(keys(document()));
    expect(exportTemplate(document())).toBe(source);
  });
});
