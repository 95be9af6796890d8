import { expect, it } from "vitest";
import { coverHeadline } from "./dossier-headline";

const now = "2026-11-20T12:00:00.000Z";
const ends = "2026-11-20T14:00:00.000Z";
const gate = { key: "deploy", title: "May we deploy?", score: 100 };
const frozen = { verdict: "go", score: 100, conditions: 0 } as const;
const decided = { key: "deploy", status: "go", decidedAt: now, frozen } as const;
const own = { gateKey: "deploy", confirmedAt: now, endsAt: ends };

type Headed = Parameters<typeof coverHeadline>[0];
const headline = (
  status: "pending" | "go" | "override",
  verdict: Headed["run"]["verdict"],
  more: Partial<Headed> = {},
) =>
  coverHeadline({
    run: { closedAt: null, verdict, gates: [{ ...gate, status, verdict }] },
    gates: [],
    overrides: [],
    exportedAt: now,
    ...more,
  });

it("prints an override while it holds, and NO-GO when more stands against the gate", () => {
  const holds = headline("override", "override", { overrides: [own] });
  expect(holds).toMatchObject({ word: "OVERRIDE", said: expect.stringContaining("is overridden until") });
  const fallen = headline("override", "no_go", { overrides: [own] });
  expect(fallen).toMatchObject({
    word: "NO-GO",
    tone: "no_go",
    said: expect.stringContaining("more stands against it"),
  });
});

it("prints of a closed run how its gate was passed", () => {
  const run = {
    closedAt: now,
    verdict: "no_go" as const,
    gates: [{ ...gate, status: "override" as const, verdict: "no_go" as const }],
  };
  expect(headline("override", "no_go", { run, overrides: [own] }).word).toBe("OVERRIDE");
});

it("prints no GO of a gate behind an override, decided or not", () => {
  expect(headline("pending", "override").word).toBe("OVERRIDE");
  expect(headline("go", "override", { gates: [decided] })).toMatchObject({
    word: "OVERRIDE",
    said: expect.stringContaining("behind the override of an earlier gate"),
  });
  const behind = { ...decided, frozen: { ...frozen, verdict: "override" as const } };
  expect(headline("go", "go_with_conditions", { gates: [behind] }).word).toBe("OVERRIDE");
  expect(headline("go", "go", { gates: [decided] }).word).toBe("GO");
});
