import { describe, expect, it } from "vitest";
import { indexRoster, peopleInRole, roleParty, runFacts, sameRole, signersOf, signingRole } from "./roster";
import type { RosterEntry } from "./run";

const entry = (role: string, personId: string, deputy = false): RosterEntry => ({ role, personId, deputy });
const people = Object.fromEntries(
  ["ana", "sec"].map((id) => [id, { id, name: id === "ana" ? "Ana" : "Sec", email: `${id}@example.test` }]),
);

it.each([
  ["Tech Lead", "tech-lead", true],
  ["@security", "Security", true],
  [" QA  Team ", "qa_team", true],
  ["Ｏｐｓ", "ops", true],
  ["Führung", "führung", true],
  ["Tech Lead", "Lead", false],
  ["🚀", "🔒", false],
])("%s and %s are the same role: %s", (a, b, same) => {
  expect(sameRole(a, b)).toBe(same);
});

describe("runFacts", () => {
  const roster = [entry("Security", "sec"), entry("security", "dep", true), entry("contributor", "cleo")];
  const asked = [{ roles: ["Security"] }];
  const none = { lead: false, contributor: false, signer: false };

  it.each([
    ["lead", { lead: true, contributor: true, signer: false }],
    ["sec", { lead: false, contributor: true, signer: true }],
    ["dep", { lead: false, contributor: true, signer: true }],
    ["cleo", { lead: false, contributor: true, signer: false }],
    ["stranger", none],
    [null, none],
  ])("%s", (personId, facts) => {
    expect(runFacts({ leadId: "lead" }, roster, personId, asked)).toEqual(facts);
  });

  it("never makes the lead a signer by being lead", () => {
    expect(runFacts({ leadId: "lead" }, [], "lead", [{ roles: ["lead"] }]).signer).toBe(false);
  });

  it("looks only at the sign-offs in question", () => {
    expect(runFacts({ leadId: "lead" }, roster, "sec", [{ roles: ["CTO"] }]).signer).toBe(false);
  });
});

describe("who fills a role", () => {
  const index = indexRoster([
    entry("Security", "dep", true),
    entry("security", "sec"),
    entry("CTO", "sec"),
    entry("Ops", "a"),
    entry("Ops", "b"),
  ]);

  it("lists deputies last and nobody twice", () => {
    expect(peopleInRole(index, "SECURITY")).toEqual(["sec", "dep"]);
    expect(signersOf(index, { roles: ["CTO", "Security"] })).toEqual(["sec", "dep"]);
    expect(signingRole(index, { roles: ["CTO", "Security"] }, "dep")).toBe("Security");
    expect(signingRole(index, { roles: ["CTO"] }, "dep")).toBeNull();
  });

  it("charges one person, else the role", () => {
    expect(roleParty(index, people, "Security")).toMatchObject({ kind: "person", id: "sec" });
    expect(roleParty(index, people, "Ops")).toEqual({ kind: "role", role: "Ops" });
    expect(roleParty(index, people, "DBA")).toEqual({ kind: "role", role: "DBA" });
    expect(roleParty(indexRoster([entry("DBA", "ana", true)]), people, "DBA")).toMatchObject({
      id: "ana",
      name: "Ana",
    });
  });
});
