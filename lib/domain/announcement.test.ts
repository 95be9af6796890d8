import { describe, expect, it } from "vitest";
import { announcementDrafts } from "./announcement";
import { fillAnnouncement, placeholdersIn } from "./announcement-text";
import type { AnnouncementRow } from "./go-live-rows";
import type { RunSnapshot } from "./run";
import { readRun } from "./run-state";
import { at, documentOf, gate, item, noon, phase, row, rowsOf, snapshotOf } from "./sample-run";
import type { Announcement } from "./template-leaves";
import { variableUse } from "./variable-use";

const announcement = (key: string, moment: string, text: string): Announcement => ({
  kind: "announcement",
  key,
  title: key,
  moment,
  text,
});

const document = documentOf(
  phase("before", [
    item("backup"),
    announcement("ahead", "before", "{{run}}: {{verdict}}, {{score}} of 100. [Lead] leads, [Press officer] talks."),
  ]),
  gate("deploy"),
  phase(
    "deploy",
    [
      item("five", { hold: { minutes: 5, traffic: 5 } }),
      item("all", { hold: { minutes: 5, traffic: 100 } }),
      announcement("steps", "at each traffic step", "{{service}} at {{traffic}} % since [TIME]. {{war-room}}"),
    ],
    { stage: "during" },
  ),
  phase("back", [announcement("stopped", "rollback", "Stopped: {{fired}}")], { stage: "contingency" }),
);

function drafts(more: Partial<RunSnapshot>) {
  const state = readRun(snapshotOf(document, more), noon);
  return announcementDrafts(state, "https://gonogo.test").map(({ key, share, status, text, missing }) => ({
    key,
    share,
    status,
    text,
    missing,
  }));
}

const sent = (key: string, share: number | null, attempt = 1): AnnouncementRow => ({
  id: key,
  key,
  share,
  attempt,
  title: key,
  channels: ["mail"],
  sentById: "lead",
  sentAt: noon,
  delivery: { sent: 1 },
});

const going = {
  gates: [
    { key: "deploy", status: "go" as const, decidedById: "lead", decidedAt: at(-10), reason: null, frozen: null },
  ],
  items: rowsOf(
    row("backup", { state: "passed", changedAt: at(-20) }),
    row("five", { state: "in_progress", changedAt: at(-2) }),
  ),
};

describe("drafts", () => {
  it("are filled with what holds, and one for each traffic step", () => {
    const [ahead, five, all, stopped] = drafts(going);
    expect(ahead).toMatchObject({ key: "ahead", status: "overdue", missing: ["[Press officer]"] });
    expect(ahead?.text).toMatch(/: (GO|NO-GO), \d+ of 100\. Lead leads/);
    expect(five).toMatchObject({ key: "steps", share: 5, status: "due", missing: ["{{war-room}}"] });
    expect(five?.text).toContain("at 5 % since 2026-11-20 12:00 UTC.");
    expect(all).toMatchObject({ share: 100, status: "later" });
    expect(all?.text).toContain("at 100 % since");
    expect(stopped).toMatchObject({ status: "later" });
  });

  it("that were sent say so, each step for itself, and again in another attempt", () => {
    expect(
      drafts({ ...going, announcements: [sent("steps", 5), sent("ahead", null)] }).map(({ status }) => status),
    ).toEqual(["sent", "sent", "later", "later"]);
    const second = drafts({
      ...going,
      announcements: [sent("steps", 5, 1)],
      run: { ...snapshotOf(document).run, attempt: 2 },
    });
    expect(second[1]?.status).toBe("due");
  });
});

describe("texts", () => {
  it("ask nobody for what the run tells by itself", () => {
    expect(variableUse(document).asked.map(({ key }) => key)).toEqual(["war-room"]);
  });

  it.each([
    ["see [the runbook](https://x.test) and [x] done", []],
    [`[Time] {date} {{a b}} ${"$"}{{ github.x }} {{ .Field }} \`{}\``, ["{{a b}}", "{{ .Field }}", "[Time]", "{date}"]],
  ])("%s has these blanks", (text, blanks) => {
    expect(placeholdersIn(text)).toEqual(blanks);
  });

  it("keep what was filled in as it is", () => {
    const facts = new Map([
      ["lead", "{{time}}"],
      ["time", "noon"],
    ]);
    expect(fillAnnouncement("{{lead}} at {{time}}", facts).text).toBe("{{time}} at noon");
  });
});
