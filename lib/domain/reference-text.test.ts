import { expect, it } from "vitest";
import { withRange, withTarget } from "./reference-text";
import type { Reference } from "./template-leaves";

const reference = (markdown: string, target?: string): Reference => ({
  kind: "reference",
  markdown,
  ...(target ? { target } : {}),
});

it.each([
  ["[Runbook](docs/a.md), lines 3-9", "docs/a.md", "docs/b.md", "[Runbook](docs/b.md), lines 3-9"],
  ["See `ops/run.sh` first", "ops/run.sh", "ops/go.sh", "See `ops/go.sh` first"],
  ["Runbook", undefined, "docs/a.md", "[Runbook](docs/a.md)"],
  ["", undefined, "docs/a b.md", "[docs/a%20b.md](docs/a%20b.md)"],
  ["[Runbook](docs/a.md) of the team", "docs/a.md", undefined, "Runbook of the team"],
])("%s with another target", (markdown, target, next, made) => {
  expect(withTarget(reference(markdown, target), next).markdown).toBe(made);
});

it.each([
  ["[Runbook](a.md), lines 3-9", 4, 8, "[Runbook](a.md), lines 4-8"],
  ["[Runbook](a.md)", 4, undefined, "[Runbook](a.md), line 4"],
  ["[Runbook](a.md), lines 3-9", undefined, undefined, "[Runbook](a.md)"],
  ["[Runbook](a.md) (lines 3-9)", undefined, undefined, "[Runbook](a.md)"],
])("%s with other lines", (markdown, from, to, made) => {
  expect(withRange(reference(markdown), from, to).markdown).toBe(made);
});
