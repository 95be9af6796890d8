import { describe, expect, it } from "vitest";
import { nextOnRota, onDuty, patternShifts, rotaChanges, rotaProblem, type Shift } from "./rota";

const pattern = (more = {}) =>
  patternShifts({
    people: ["ana", "bob", "cleo"],
    startsAt: "2026-11-20T06:00:00.000Z",
    hours: 8,
    until: "2026-11-21T06:00:00.000Z",
    timeZone: "UTC",
    ...more,
  });

describe("a pattern of shifts", () => {
  it("goes round, one after the other, up to its end", () => {
    expect(pattern().map(({ personId, startsAt }) => [personId, startsAt.slice(11, 16)])).toEqual([
      ["ana", "06:00"],
      ["bob", "14:00"],
      ["cleo", "22:00"],
    ]);
    expect(pattern({ until: "2026-11-20T15:00:00.000Z" }).at(-1)).toMatchObject({ endsAt: "2026-11-20T15:00:00.000Z" });
  });

  it("begins at six on the wall on the day after the clocks changed", () => {
    const spring = pattern({
      timeZone: "Europe/Berlin",
      startsAt: "2026-03-28T05:00:00.000Z",
      until: "2026-03-30T04:00:00.000Z",
    });
    expect(spring.map(({ startsAt }) => startsAt.slice(5, 16))).toEqual([
      "03-28T05:00",
      "03-28T13:00",
      "03-28T21:00",
      "03-29T04:00",
      "03-29T12:00",
      "03-29T20:00",
    ]);
    expect(rotaProblem(spring)).toBeNull();
  });
});

describe("a rota", () => {
  const shifts = pattern();
  const at = (text: string) => Date.parse(`2026-11-20T${text}:00Z`);

  it("says who has it, to the moment, and who is next", () => {
    expect(onDuty(shifts, at("13:59"))?.personId).toBe("ana");
    expect(onDuty(shifts, at("14:00"))?.personId).toBe("bob");
    expect(onDuty(shifts, at("05:59"))).toBeNull();
    expect(nextOnRota(shifts, at("13:00"), "ana")?.personId).toBe("bob");
    expect(nextOnRota(shifts, at("13:00"), "bob")?.personId).toBe("cleo");
    expect(nextOnRota(shifts, at("23:00"), "cleo")).toBeNull();
  });

  it.each([
    [
      "one that ends before it begins",
      [{ personId: "ana", startsAt: "2026-11-20T08:00:00Z", endsAt: "2026-11-20T07:00:00Z" }],
      "after it begins",
    ],
    [
      "one longer than a week",
      [{ personId: "ana", startsAt: "2026-11-20T08:00:00Z", endsAt: "2026-11-28T08:00:00Z" }],
      "a week",
    ],
    [
      "two at once",
      [...shifts, { personId: "ana", startsAt: "2026-11-20T13:00:00Z", endsAt: "2026-11-20T14:30:00Z" }],
      "overlap",
    ],
  ])("refuses %s", (_, wrong, words) => {
    expect(rotaProblem(wrong)).toContain(words);
  });
});

describe("what one rota has that another hasn't", () => {
  const [ana, bob, cleo] = pattern() as [Shift, Shift, Shift];

  it("is what was moved or given away, as it was and as it is, however times are written", () => {
    const moved = { ...bob, endsAt: "2026-11-20T23:00:00.000Z" };
    const given = { ...cleo, personId: "ana" };
    const same = { ...ana, startsAt: "2026-11-20T07:00:00+01:00" };
    expect(rotaChanges([ana, bob, cleo], [same, moved, given])).toEqual({ gone: [bob, cleo], fresh: [moved, given] });
    expect(rotaChanges([ana, bob], [bob, ana])).toEqual({ gone: [], fresh: [] });
  });
});
