import { expect, it } from "vitest";
import {
  allPassed,
  at,
  documentOf,
  gate,
  item,
  noon,
  override,
  phase,
  row,
  signed,
  signoff,
  snapshotOf,
} from "@/lib/domain/sample-run";
import { indexDocument } from "@/lib/domain/template-tree";
import { importMarkdown } from "@/lib/markdown/import";
import { runMarkdown as intoSource, filledMarkdown as runMarkdown } from "./run-markdown";

const document = documentOf(
  phase("before", [item("backup")]),
  gate("deploy", { signoffs: [signoff("Security")] }),
  phase("after", [item("watch")]),
  gate("close", { signoffs: [signoff("Ops")] }),
);
const start = snapshotOf(document, { items: allPassed(document) });
const give = (signedAt: string, decision: "approve" | "reject" = "approve") =>
  signed(start, { gateKey: "deploy", signoffKey: "Security", signedAt, decision });

it("prints the latest act of each person only", () => {
  const text = runMarkdown({ ...start, signatures: [give(at(-2)), give(at(-1), "reject")] }, noon);
  expect(text).toMatch(/Rejected/);
  expect(text).not.toMatch(/Approved/);
});

it("says where a block is followed up, in both writings, so that it can be followed and nothing else", () => {
  const link = "https://tickets.example.test/a|b<c>";
  const blocked = { reason: "The *firewall*", byId: "ana", since: at(-5), link };
  const items = { ...start.items, backup: row("backup", { blocked }) };
  const said = "The \\*firewall\\* <https://tickets.example.test/a%7Cb%3Cc%3E>";
  expect(runMarkdown({ ...start, items }, noon)).toContain(`Blocked: ${said}`);
  const source = "# Doc\n\n## before\n\n- [ ] backup\n";
  const read = importMarkdown(source);
  if (!read.ok) throw new Error("not read");
  const run = snapshotOf(read.value.document, { items });
  expect(intoSource(run, source, noon)).toContain(`**Blocked**: ${said}`);
});

it("ticks a sign-off once enough have signed and nobody is against it", () => {
  const two = documentOf(
    phase("before", [item("backup")]),
    gate("deploy", { signoffs: [signoff("Leads", ["CTO"], 2)] }),
  );
  const ready = snapshotOf(two, { items: allPassed(two) });
  const by = (personId: string, decision: "approve" | "reject" = "approve") =>
    signed(ready, { gateKey: "deploy", signoffKey: "Leads", personId, signedAt: at(-1), decision });
  const box = (...signatures: ReturnType<typeof by>[]) =>
    /\[(.)\] .*Leads/.exec(runMarkdown({ ...ready, signatures }, noon))?.[1];
  expect([box(by("ana")), box(by("ana"), by("bob")), box(by("ana"), by("bob"), by("cleo", "reject"))]).toEqual([
    " ",
    "x",
    " ",
  ]);
});

it("says of every gate's signatures whether they still count, not only of the one in question", () => {
  const decided = { key: "deploy", status: "go" as const, decidedById: "lead", decidedAt: noon, reason: null };
  const gates = [{ ...decided, frozen: null }];
  const holds = runMarkdown({ ...start, gates, signatures: [give(at(-1))] }, noon);
  const items = { ...start.items, backup: row("backup", { state: "failed", reason: "disk", revision: 1 }) };
  const stale = runMarkdown({ ...start, items, gates, signatures: [give(at(-1))] }, noon);
  expect(holds).toMatch(/Approved/);
  expect(holds).not.toMatch(/stale/i);
  expect(stale).toMatch(/stale|no longer/i);
});

it("says on top that it was a rehearsal, and what was overridden by whom, until somebody has reviewed it", () => {
  const rehearsed = runMarkdown({ ...start, run: { ...start.run, rehearsal: true } }, noon);
  expect(rehearsed).toMatch(/^> \*\*REHEARSAL\*\*/m);
  const row = override("deploy", [], { reason: "the *old* one burns" });
  const shown = runMarkdown({ ...start, overrides: [row] }, noon);
  expect(shown).toMatch(/^> \*\*OVERRIDE\*\*: .*although it was not GO.*the \\\*old\\\* one burns/m);
  for (const name of [row.askedByName, row.confirmedByName ?? "nobody"]) expect(shown).toContain(name);
  const over = { ended: "lead" as never, endedAt: at(-9), endsAt: at(-8), reviewedAt: at(-1), reviewedById: "bob" };
  expect(runMarkdown({ ...start, overrides: [{ ...row, ...over }] }, noon)).not.toContain("OVERRIDE");
});

it("writes into the source's own line who signed, as what, with what meaning and when", () => {
  const source =
    "# Go-live\n\n## Before\n\n- [ ] Backup\n\n## Sign-off\n\n**Security Lead:** ________ Date: ________\n";
  const read = importMarkdown(source);
  if (!read.ok) throw new Error("not read");
  const { document: made } = read.value;
  const ready = snapshotOf(made, { items: allPassed(made) });
  const [place] = indexDocument(made).signoffs;
  const line = (decision: "approve" | "reject") => {
    const row = signed(ready, {
      gateKey: place?.gate.key ?? "",
      signoffKey: place?.signoff.key ?? "",
      role: "Security Lead",
      decision,
    });
    return intoSource({ ...ready, signatures: [row] }, source, noon).match(/\*\*Security Lead:.*/)?.[0];
  };
  expect(line("approve")).toMatch(/Sec, Security Lead, approves.*2026-11-20 12:00 UTC/);
  expect(line("reject")).toMatch(/Sec, Security Lead, rejects/);
});

it("writes no GO over a gate that only an override lets pass, its own or that of one before it", () => {
  const two = documentOf(
    phase("first", [item("backup")]),
    gate("ready"),
    phase("next", [item("pods")]),
    gate("deploy"),
  );
  const passedBy = (key: string, undone: string) => {
    const items = { ...allPassed(two), [undone]: row(undone) };
    const given = override(key, [`score_below`]);
    const done = {
      key: "ready",
      status: "go" as const,
      decidedById: "lead",
      decidedAt: noon,
      reason: null,
      frozen: null,
    };
    return snapshotOf(two, { items, overrides: [given], gates: key === "ready" ? [] : [done] });
  };
  for (const run of [passedBy("ready", "backup"), passedBy("deploy", "pods")]) {
    const text = runMarkdown(run, noon);
    expect(text).toContain("**CAN WE DEPLOY?** OVERRIDE, NOT GO (");
    expect(text).toContain("**WHY NOT GO?**");
  }
});
