import { describe, expect, it } from "vitest";
import {
  escalationStanding,
  escalationTiers,
  nextTier,
  pageUnderWay,
  pagingStep,
  tiersByWays,
  toCall,
} from "./escalation";
import type { EscalationTier, OnCallRow } from "./go-live-rows";
import { onCallAt } from "./on-call";
import type { RunSnapshot } from "./run";
import { at, documentOf, item, noon, phase, snapshotOf } from "./sample-run";
import type { Contact } from "./template-leaves";

const contact = (name: string, channel: string, tier?: number): Contact => ({
  kind: "contact",
  name,
  channel,
  ...(tier === undefined ? {} : { tier }),
});
const nowMs = Date.parse(noon);
const people = Object.fromEntries(
  ["lead", "ana", "bob"].map((id) => [id, { id, name: id, email: `${id}@example.test` }]),
);
const withContacts = (...contacts: Contact[]) => documentOf(phase("contacts", [item("one"), ...contacts]));
const duty = (id: string, from: number, to: number | null, who: Partial<OnCallRow>): OnCallRow => ({
  id,
  role: null,
  contact: null,
  personId: null,
  startsAt: at(from),
  endsAt: to === null ? null : at(to),
  setById: "lead",
  ...who,
});

describe("who is on call", () => {
  const document = withContacts(contact("Primary", "+1-555-0001"));
  it.each<[string, OnCallRow[], string | null]>([
    ["nobody said", [], null],
    ["one who began", [duty("a", -10, null, { personId: "ana" })], "ana"],
    ["not one who ended", [duty("a", -10, 0, { personId: "ana" })], null],
    ["not one who begins later", [duty("a", 1, null, { personId: "ana" })], null],
    ["whoever began last", [duty("a", -10, null, { personId: "ana" }), duty("b", -5, 5, { personId: "bob" })], "bob"],
    [
      "nobody of before once the last is over",
      [duty("a", -10, null, { personId: "ana" }), duty("b", -5, -1, { personId: "bob" })],
      null,
    ],
    [
      "the one before, where the last was taken away before it began",
      [duty("a", -10, null, { personId: "ana" }), duty("b", -5, -5, { personId: "bob" })],
      "ana",
    ],
    [
      "the one set for longer that began after",
      [duty("a", -10, 10, { personId: "ana" }), duty("b", -5, null, { personId: "bob" })],
      "bob",
    ],
    ["not one before one that is to come", [duty("a", -10, -1, { personId: "ana" }), duty("b", 5, null, {})], null],
    ["a contact by name", [duty("a", -10, null, { contact: "Primary" })], "Primary"],
    ["a role", [duty("a", -10, null, { role: "Ops" })], "Ops"],
  ])("%s", (_, onCall, label) => {
    const snapshot = snapshotOf(document, {
      onCall,
      people,
      roster: [{ role: "Ops", personId: "bob", deputy: false }],
    });
    expect(onCallAt(snapshot, nowMs)?.label ?? null).toBe(label);
  });

  it("is until it ends, or until the next one begins", () => {
    const until = (...onCall: OnCallRow[]) => onCallAt(snapshotOf(document, { onCall, people }), nowMs)?.until;
    const ana = (to: number | null) => duty("a", -10, to, { personId: "ana" });
    expect(until(ana(null))).toBeNull();
    expect(until(ana(20), duty("b", 30, null, { personId: "bob" }))).toBe(at(20));
    expect(until(ana(null), duty("b", 30, 40, { personId: "bob" }))).toBe(at(30));
    expect(until(ana(null), duty("b", 30, 30, { personId: "bob" }))).toBeNull();
  });

  it("is whose shift it is again, once the last one set is over", () => {
    const shifts = [{ id: "s", personId: "bob", startsAt: at(-60), endsAt: at(60) }];
    const onCall = [duty("a", -10, null, { personId: "ana" }), duty("c", -5, -1, { personId: "lead" })];
    expect(onCallAt(snapshotOf(document, { onCall, shifts, people }), nowMs)).toMatchObject({ label: "bob" });
  });

  it("is whose shift it is, where nobody set it", () => {
    const shifts = [{ id: "s", personId: "bob", startsAt: at(-60), endsAt: at(60) }];
    expect(onCallAt(snapshotOf(document, { shifts, people }), nowMs)).toMatchObject({
      id: null,
      label: "bob",
      until: at(60),
    });
  });
});

describe("tiers", () => {
  it("are the checklist's, in order, whoever is on call first, each address once", () => {
    const document = withContacts(
      contact("CTO", "cto@example.test", 3),
      contact("Primary", "DevOps (+1-555-0001)", 1),
      contact("Ops", "ask around", 2),
      contact("Second", "ana@example.test", 2),
      contact("Channel", "#incidents"),
    );
    const snapshot = snapshotOf(document, {
      people,
      roster: [{ role: "Ops", personId: "bob", deputy: false }],
      onCall: [duty("a", -10, null, { personId: "ana" })],
    });
    expect(
      escalationTiers(snapshot, nowMs).map(({ tier, people: who }) => [tier, who.map(({ name, to }) => to ?? name)]),
    ).toEqual([
      [1, ["ana@example.test", "Primary"]],
      [2, ["bob@example.test"]],
      [3, ["cto@example.test"]],
    ]);
  });

  it("are the run's team where the checklist has none", () => {
    const snapshot = snapshotOf(withContacts(), { people, roster: [{ role: "Ops", personId: "bob", deputy: false }] });
    const [only] = escalationTiers({ ...snapshot, run: { ...snapshot.run, leadId: "lead" } }, nowMs);
    expect(only?.people.map(({ name }) => name)).toEqual(["lead", "bob"]);
  });

  it.each<[string, Partial<RunSnapshot>, Contact[], string[]]>([
    ["who is on call", { onCall: [duty("a", -10, null, { personId: "ana" })] }, [], []],
    ["whose shift it is", { shifts: [{ id: "s", personId: "ana", startsAt: at(-60), endsAt: at(60) }] }, [], []],
    [
      "who fills a role",
      { roster: [{ role: "Ops", personId: "ana", deputy: false }] },
      [contact("Ops", "+1-555-0002", 1)],
      ["Ops: +1-555-0002"],
    ],
    ["who is of the team", { roster: [{ role: "Ops", personId: "ana", deputy: false }] }, [], []],
    ["whose address stands there", {}, [contact("Second", "Ana@example.test", 1)], ["Second: Ana@example.test"]],
  ])("leave %s out where they left, and what the checklist names to be called", (_, more, contacts, calls) => {
    const tiersOf = (idle?: true) => {
      const roster = (more.roster ?? []).map((entry) => ({ ...entry, idle }));
      const ana = { id: "ana", name: "ana", email: "ana@example.test", idle };
      const snapshot = snapshotOf(withContacts(...contacts), { ...more, roster, people: { ...people, ana } });
      return escalationTiers(snapshot, nowMs);
    };
    const called = (tiers: EscalationTier[]) =>
      tiers.flatMap((tier) => toCall(tier)).map(({ name, reach }) => `${name}: ${reach}`);
    const mailed = (tiers: EscalationTier[]) => tiers.flatMap((tier) => tier.people.map(({ to }) => to?.toLowerCase()));
    expect(called(tiersOf())).toEqual([]);
    expect(mailed(tiersOf())).toContain("ana@example.test");
    expect(called(tiersOf(true))).toEqual(calls);
    expect(mailed(tiersOf(true))).not.toContain("ana@example.test");
  });

  it("say who was on call and left", () => {
    const ana = { id: "ana", name: "ana", email: "ana@example.test", idle: true as const };
    const snapshot = snapshotOf(withContacts(), {
      onCall: [duty("a", -10, null, { personId: "ana" })],
      people: { ...people, ana },
    });
    expect(onCallAt(snapshot, nowMs)).toMatchObject({ label: "Nobody: ana left", people: [] });
  });

  it("end with the last", () => {
    const tiers = [1, 2].map((tier) => ({ tier, people: [] }));
    expect([0, 1].map((tier) => nextTier({ tier, tiers }))).toEqual([1, null]);
  });
});

it.each([
  [null, null, "waiting"],
  [null, noon, "unanswered"],
  [noon, null, "acknowledged"],
  [noon, noon, "acknowledged"],
] as const)("acknowledged %s, exhausted %s: %s", (acknowledgedAt, exhaustedAt, expected) => {
  expect(escalationStanding({ acknowledgedAt, exhaustedAt })).toBe(expected);
});

describe("a tier’s turn", () => {
  const tier = (...to: (string | null)[]) => ({
    tier: 1,
    people: to.map((each) => ({ name: "x", to: each, reach: "" })),
  });
  const tiers = [tier(null), tier("a@example.test", null), tier(null), tier(null)];
  const none = { mail: null, chat: null, webhook: null };
  const mail = { ...none, mail: { from: "a" } };
  it.each([
    ["passes over whom no message reaches, to the next one", 0, mail, { passed: [0], page: 1 }],
    ["pages whom a mail reaches", 1, mail, { passed: [], page: 1 }],
    ["comes to the end at once when nobody is left", 2, mail, { passed: [2, 3], page: null }],
    ["comes to the end without any way to send", 0, none, { passed: [0, 1, 2, 3], page: null }],
    ["pages everybody by a webhook", 0, { ...none, webhook: { host: "x" } }, { passed: [], page: 0 }],
    ["has nobody after the last", 4, mail, { passed: [], page: null }],
  ])("%s", (_, from, ways, step) => {
    expect(pagingStep(tiers, from, ways)).toEqual(step);
  });
  it("leaves everybody to be called where no mail leaves", () => {
    expect(tiersByWays(tiers, none).flatMap(toCall)).toHaveLength(5);
    expect(tiersByWays(tiers, mail)).toEqual(tiers);
  });
});

describe("the next tier’s turn", () => {
  const queued = { state: "queued", reason: null };
  const minutes = (n: number) => new Date(nowMs + n * 60_000);
  it.each([
    ["waits for a page that has neither left nor failed", [queued, queued], 1, true],
    ["comes when one of its messages has left", [queued, { state: "sent", reason: null }], 1, false],
    ["comes when one has failed once", [queued, { state: "queued", reason: "not now" }], 1, false],
    ["comes when all are withheld, as in a rehearsal", [{ state: "withheld", reason: null }], 1, false],
    ["comes when there was nothing to send", [], 1, false],
    ["comes when the page is stuck for minutes", [queued], 5, false],
  ])("%s", (_, messages, after, waits) => {
    expect(pageUnderWay(messages, { nextAt: minutes(0), now: minutes(after) })).toBe(waits);
  });
});
