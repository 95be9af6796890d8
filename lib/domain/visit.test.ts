import { describe, expect, it } from "vitest";
import { type RunSummary, runSummary } from "./dashboard";
import { allPassed, documentOf, gate, item, noon, phase, snapshotOf } from "./sample-run";
import { seenOf, type VisitEntry, visitChanges } from "./visit";

const document = documentOf(phase("p", [item("a", { owner: "Ops", severity: "critical" }), item("b")]), gate("deploy"));
const base = snapshotOf(document, { roster: [{ role: "Ops", personId: "bob", deputy: false }] });
const named = (name: string, more: Partial<typeof base> = {}): RunSummary =>
  runSummary({ ...base, ...more, run: { ...base.run, id: name, name } }, noon);
const texts = (changes: ReturnType<typeof visitChanges>) => changes.map(({ text, href }) => `${text} > ${href}`);

describe("since the last visit", () => {
  it("nothing changed when nothing did", () => {
    expect(visitChanges(seenOf([named("x")]), [named("x")], [])).toEqual([]);
  });

  it("tells what turned, and why it is NO-GO", () => {
    const done = named("x", { items: allPassed(document) });
    expect(texts(visitChanges(seenOf([named("x")]), [done], []))).toEqual(["x is GO now, it was NO-GO > /runs/x"]);
    expect(texts(visitChanges(seenOf([done]), [named("x")], []))[0]).toBe(
      "x is NO-GO now, it was GO: a is open (critical) > /runs/x",
    );
  });

  it("names who blocks anew, once for all runs", () => {
    const before = seenOf([named("x", { items: allPassed(document) }), named("y", { items: allPassed(document) })]);
    const lines = texts(visitChanges(before, [named("x"), named("y")], [])).filter((text) => text.includes(" wait"));
    expect(lines).toEqual([
      "x and 1 other run now wait for somebody to own work (2 items) > /runs/x",
      "x and 1 other run now wait for Bob (2 items) > /runs/x",
    ]);
  });

  const entry = (action: string, more: Partial<VisitEntry> = {}): VisitEntry => {
    return { at: noon, action, actor: "Sec", run: { id: "x", name: "x" }, title: null, change: null, ...more };
  };
  it.each([
    [entry("signature.given", { change: { decision: "approve", role: "QA" } }), "Sec approved x as QA > /runs/x/poll"],
    [entry("signature.given", { change: { decision: "reject" } }), "Sec said NO-GO to x > /runs/x/poll"],
    [entry("gate.go", { title: "Deploy" }), "Sec recorded GO for Deploy of x > /runs/x/poll"],
    [entry("gate.reopened"), "Sec took the decision about x back > /runs/x/poll"],
    [entry("trigger.fired", { title: "Error rate", actor: null }), "Error rate fired in x > /runs/x"],
    [entry("freeze.made", { run: null, change: { reason: "year-end" } }), "Sec made a freeze: year-end > /calendar"],
    [entry("freeze.made"), undefined],
    [entry("comment.added"), undefined],
  ])("%j: %s", (told, text) => {
    expect(texts(visitChanges({}, [], [told]))[0]).toBe(text);
  });
});
