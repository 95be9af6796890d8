import { expect, it } from "vitest";
import type { RunSummary } from "./dashboard";
import { rankRoles } from "./dashboard-roles";
import { at, noon } from "./sample-run";

type Wait = RunSummary["waitsFor"][number];
const wait = (who: Wait["who"], weightMinutes: number, more: Partial<Wait> = {}): Wait => {
  return { who, items: 1, signoffs: 0, others: 0, unheld: false, weightMinutes, since: noon, titles: [], ...more };
};
const person = (name: string, role?: string): Wait["who"] => ({ kind: "person", id: name, name, role });

it("adds up roles over people and runs, what has no role first", () => {
  const ranked = rankRoles([
    {
      id: "a",
      closedAt: null,
      waitsFor: [
        wait(person("Ann", "SRE"), 10, { since: at(-5) }),
        wait({ kind: "role", role: "sre" }, 5),
        wait(person("Bob", "DBA"), 90, { signoffs: 1 }),
      ],
    },
    { id: "b", closedAt: null, waitsFor: [wait(person("Cid", "SRE"), 30), wait({ kind: "nobody" }, 1)] },
    { id: "c", closedAt: noon, waitsFor: [wait(person("Ann", "SRE"), 1000)] },
  ]);
  expect(ranked).toEqual([
    { role: null, people: [], items: 1, signoffs: 0, weightMinutes: 1, since: noon, runCount: 1 },
    { role: "DBA", people: ["Bob"], items: 1, signoffs: 1, weightMinutes: 90, since: noon, runCount: 1 },
    { role: "SRE", people: ["Cid", "Ann"], items: 3, signoffs: 0, weightMinutes: 45, since: at(-5), runCount: 2 },
  ]);
});
