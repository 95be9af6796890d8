import { beforeAll, describe, expect, it } from "vitest";
import { permissions } from "@/lib/domain/permission";
import { attackAccess } from "@/scripts/attack/access";
import { generator } from "@/scripts/generator";
import { testDatabase } from "@/scripts/test/database";

const seed = 5;
let appUrl: string;

beforeAll(async () => {
  appUrl = (await testDatabase()).app;
});

describe(`every call as everybody (seed ${seed})`, () => {
  it("allows, refuses and hides what the table says, and answers nothing undeclared", async () => {
    const outcome = await attackAccess({ appUrl, random: generator(seed), limit: 600 });
    expect(outcome.unexpected).toEqual([]);
    expect(outcome.asked).toBeGreaterThan(500);
    expect(Math.min(...Object.values(outcome.expected), outcome.shapes)).toBeGreaterThan(40);
  }, 120_000);

  it("turns red when a line of the table says more than it should", async () => {
    const rule = permissions["run.edit"] as unknown as { who: string[] };
    rule.who.push("member");
    try {
      const outcome = await attackAccess({ appUrl, random: generator(seed), limit: 3000 });
      expect(outcome.unexpected.join("\n")).toContain("editRun");
    } finally {
      rule.who.pop();
    }
  }, 120_000);

  it("turns red when another workspace's run is let in", async () => {
    const outcome = await attackAccess({
      appUrl,
      random: generator(seed),
      limit: 600,
      plant: async (_, crowd) => {
        crowd.targets.elsewhere = { ...crowd.targets.elsewhere, runId: crowd.targets.other.runId };
      },
    });
    expect(outcome.unexpected.length).toBeGreaterThan(5);
  }, 120_000);
});
