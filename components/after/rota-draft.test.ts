import { expect, it } from "vitest";
import { rotaProblem } from "@/lib/domain/rota";
import { draftOf, shiftsOf } from "./rota-draft";

const people = { ana: { id: "ana", name: "Ana", email: "ana@example.test" } };
const shift = { personId: "ana", startsAt: "2026-11-20T06:00:00.000Z", endsAt: "2026-11-20T09:47:31.218Z" };
const zone = "Europe/Berlin";
const draft = draftOf(shift, people, zone);
const fresh = { id: "new", person: "bob@example.test", from: "2026-11-20T10:47", to: "2026-11-20T18:00", stood: null };

it("sends back to the second what nobody touched, and what was typed as it was typed", () => {
  expect(draft).toMatchObject({ from: "2026-11-20T07:00", to: "2026-11-20T10:47" });
  const { personId: _, ...times } = shift;
  expect(shiftsOf([draft], zone)).toEqual([{ person: "ana@example.test", ...times }]);
  expect(shiftsOf([{ ...draft, to: "2026-11-20T10:45" }], zone)?.[0]?.endsAt).toBe("2026-11-20T09:45:00.000Z");
  expect(shiftsOf([fresh], zone)?.[0]?.startsAt).toBe("2026-11-20T09:47:00.000Z");
});

it("lets a new shift begin where one ends that was taken over within a minute", () => {
  const made = shiftsOf([draft, fresh], zone) ?? [];
  expect(made[1]?.startsAt).toBe(shift.endsAt);
  expect(rotaProblem(made.map(({ person, ...times }) => ({ personId: person, ...times })))).toBeNull();
});

it("is nothing to send while something is missing", () => {
  for (const part of [{ person: null }, { from: "" }, { to: "2026-11" }]) {
    expect(shiftsOf([{ ...draft, ...part }], zone)).toBeNull();
  }
});
