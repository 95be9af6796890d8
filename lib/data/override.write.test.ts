import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { refuse } from "@/lib/domain/refusal";
import {
  as,
  byPassword,
  createRun,
  createTemplate,
  createWorld,
  testNow,
  value,
  type World,
} from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { readGateAnswer } from "./gate.read";
import { declareNoGo } from "./gate.write";
import { changeItem } from "./item.write";
import { readOverride } from "./override.read";
import { draftOverride } from "./override.write";
import { signOverride } from "./override-confirm.write";
import { endOverride, reviewOverride } from "./override-end.write";
import { readStandingOverrides } from "./override-standing.read";
import type { Proof } from "./run-change.write";
import { closeRun } from "./run-close.write";
import { scopeItem } from "./run-scope.read";

let world: World;
let runId: string;
let template: string;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  template = await createTemplate(world);
});
beforeEach(async () => {
  runId = await createRun(world, template);
});
afterAll(() => world.db.$disconnect());

const minutes = (n: number) => new Date(testNow.getTime() + n * 60_000);
const input = { reason: "The fix can't wait.", endsAt: minutes(120).toISOString() };
const by = (who: keyof World["people"], now = testNow) => as(world, world.people[who], now);
const right = byPassword();
const wrong = byPassword(async () => refuse("reauthentication_required", "Wrong."));

const draft = (who: keyof World["people"] = "lead") => draftOverride(by(who), runId, "go-live", input);
const sign = (who: keyof World["people"], it: { id: string; sha256: string }, proof: Proof = right, now = testNow) =>
  signOverride(by(who, now), runId, it.id, { statement: it.sha256 }, proof);

async function asked(who: keyof World["people"] = "lead") {
  const it = value(await draft(who));
  value(await sign(who, it));
  return it;
}
async function confirmed() {
  const it = await asked();
  value(await sign("admin", it));
  return it;
}
async function verdict(now = testNow) {
  return value(await readGateAnswer(by("member", now), runId, "go-live")).verdict;
}
async function audit() {
  const rows = await world.db.auditEntry.findMany({ where: { chainId: runId }, orderBy: { seq: "asc" } });
  return rows.map(({ body }) => JSON.parse(body).action as string).filter((action) => action.startsWith("override."));
}

describe("an override", () => {
  it("takes the lead and an admin over the same bytes, and ends at its end", async () => {
    const it = value(await draft());
    expect(it.statement).toContain("because: The fix can't wait.");
    expect(await readOverride(by("admin"), runId, it.id)).toMatchObject({ code: "not_found" });
    value(await sign("lead", it));
    expect(await verdict()).toBe("no_go");
    expect(value(await readOverride(by("admin"), runId, it.id)).statement).toBe(it.statement);
    expect(value(await sign("admin", it))).toMatchObject({ askedAs: "lead", confirmedAs: "admin" });
    expect(await verdict()).toBe("override");
    expect(await verdict(minutes(119))).toBe("override");
    expect(await verdict(minutes(120))).toBe("no_go");
    expect(await audit()).toEqual(["override.asked", "override.confirmed"]);
    const scope = await scopeItem(by("lead"), runId, "backup-taken", "run.read");
    expect(value(scope).gates).toContainEqual({ key: "go-live", status: "override" });
    const later = await scopeItem(by("lead", minutes(120)), runId, "backup-taken", "run.read");
    expect(value(later).gates.map(({ status }) => status)).not.toContain("override");
  });

  it("may be asked for by the admin and confirmed by the lead", async () => {
    const it = await asked("admin");
    expect(await sign("owner", it)).toMatchObject({ code: "forbidden" });
    expect(value(await sign("lead", it))).toMatchObject({ askedAs: "admin", confirmedAs: "lead" });
  });

  it("is nobody's alone, and nobody else's", async () => {
    const it = await asked();
    expect(await sign("lead", it)).toMatchObject({ code: "forbidden" });
    expect(await sign("member", it)).toMatchObject({ code: "forbidden" });
    expect(await sign("auditor", it)).toMatchObject({ code: "forbidden" });
    expect(await draft("member")).toMatchObject({ code: "forbidden" });
    // The lead made an admin is still one person.
    const { id, roles } = world.people.lead;
    const where = { workspaceId_personId: { workspaceId: world.workspaceId, personId: id } };
    await world.db.membership.update({ where, data: { roles: ["admin", "member"] } });
    expect(await sign("lead", it)).toMatchObject({ code: "forbidden" });
    await world.db.membership.update({ where, data: { roles } });
    expect(await verdict()).toBe("no_go");
  });

  it("can't be written as one person's, whatever the code says", async () => {
    const it = await asked();
    const data = { confirmedById: world.people.lead.id, confirmedAs: "admin", confirmedAt: testNow };
    await expect(world.db.gateOverride.update({ where: { id: it.id }, data })).rejects.toThrow(/two_people/);
    await expect(world.db.gateOverride.update({ where: { id: it.id }, data: { reason: "Another" } })).rejects.toThrow();
  });

  it.each([
    ["reason", { ...input, reason: " " }, "reason_required"],
    ["end in the future", { ...input, endsAt: testNow.toISOString() }, "invalid_input"],
    ["end within three days", { ...input, endsAt: minutes(72 * 60 + 1).toISOString() }, "invalid_input"],
  ])("needs a %s", async (_, wrongInput, code) => {
    expect(await draftOverride(by("lead"), runId, "go-live", wrongInput)).toMatchObject({ code });
  });

  it("asks as much as the workspace asks of signatures", async () => {
    const where = { id: world.workspaceId };
    await world.db.workspace.update({ where, data: { signingRequires: "second_factor" } });
    const it = value(await draft());
    expect(await sign("lead", it)).toMatchObject({ code: "reauthentication_required" });
    value(await sign("lead", it, { ...right, method: "totp" }));
    await world.db.workspace.update({ where, data: { signingRequires: "password" } });
  });

  it("is over after five wrong answers, and the admins learn of it", async () => {
    const it = await asked();
    for (let n = 0; n < 5; n += 1) await sign("admin", it, wrong);
    expect(await sign("admin", it)).toMatchObject({ code: "already_done" });
    const notices = await world.db.adminNotice.findMany({ where: { runId } });
    expect(notices).toMatchObject([{ kind: "override_voided", personId: world.people.admin.id }]);
  });

  it("is declined, withdrawn, taken back, replaced by a decision, or runs out", async () => {
    const no = { reason: "Not today." };
    const one = await asked();
    expect(value(await endOverride(by("admin"), runId, one.id, no)).ended).toBe("declined");
    const two = await asked();
    expect(await draft("admin").then((it) => sign("admin", value(it)))).toMatchObject({ code: "already_done" });
    expect(value(await endOverride(by("lead"), runId, two.id, no)).ended).toBe("withdrawn");
    const three = await asked();
    expect(await sign("admin", three, right, minutes(60))).toMatchObject({ code: "ceremony_expired" });
    value(await endOverride(by("lead"), runId, three.id, no));
    const four = await confirmed();
    expect(await endOverride(by("member"), runId, four.id, no)).toMatchObject({ code: "forbidden" });
    expect(value(await endOverride(by("admin"), runId, four.id, no)).ended).toBe("revoked");
    expect(await verdict()).toBe("no_go");
    const five = await confirmed();
    value(await declareNoGo(by("lead"), runId, "go-live", no));
    expect(value(await readOverride(by("lead"), runId, five.id)).ended).toBe("superseded");
    expect(await verdict()).toBe("no_go");
  });

  it("is reviewed with a note by somebody who didn't ask, once, on a closed run too", async () => {
    const it = await confirmed();
    value(await closeRun(by("lead"), runId, { reason: "Done." }));
    const note = { note: "The fix held." };
    expect(await reviewOverride(by("lead"), runId, it.id, note)).toMatchObject({ code: "forbidden" });
    expect(await reviewOverride(by("owner"), runId, it.id, { note: "" })).toMatchObject({ code: "reason_required" });
    expect(value(await reviewOverride(by("owner"), runId, it.id, note)).reviewNote).toBe("The fix held.");
    expect(await reviewOverride(by("admin"), runId, it.id, note)).toMatchObject({ code: "already_done" });
  });
});

describe("meanwhile", () => {
  it("two admins confirm at once: one does", async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      const it = await asked();
      const answers = await Promise.all([sign("admin", it), sign("owner", it)]);
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      value(await endOverride(by("lead"), runId, it.id, { reason: "Next." }));
    }
    expect((await audit()).filter((action) => action === "override.confirmed")).toHaveLength(5);
  });

  it("one confirms while the other withdraws: never both", async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      const it = await asked();
      await Promise.all([sign("admin", it), endOverride(by("lead"), runId, it.id, { reason: "No." })]);
      const { confirmedAt, ended } = value(await readOverride(by("lead"), runId, it.id));
      expect([confirmedAt !== null, ended]).toEqual(confirmedAt === null ? [false, "withdrawn"] : [true, "revoked"]);
      expect(await verdict()).toBe("no_go");
    }
  });

  it("the admin who asked is no admin any more: nobody confirms it", async () => {
    const it = await asked("admin");
    const where = { workspaceId_personId: { workspaceId: world.workspaceId, personId: world.people.admin.id } };
    await world.db.membership.update({ where, data: { roles: ["member"] } });
    expect(await sign("lead", it)).toMatchObject({ code: "conflict" });
    await world.db.membership.update({ where, data: { roles: world.people.admin.roles } });
  });

  it("the admin is demoted between proof and lock: refused", async () => {
    const it = await asked();
    const where = { workspaceId_personId: { workspaceId: world.workspaceId, personId: world.people.admin.id } };
    const slow = byPassword(async () => {
      await world.db.membership.update({ where, data: { roles: ["member"] } });
      return { ok: true, value: null };
    });
    expect(await sign("admin", it, slow)).toMatchObject({ code: "forbidden" });
    await world.db.membership.update({ where, data: { roles: world.people.admin.roles } });
    expect(await verdict()).toBe("no_go");
  });

  it("more stands against the gate: 409 with what; less is no matter", async () => {
    const set = async (key: string, state: "passed" | "failed") => {
      const version = (await world.db.runItem.findFirst({ where: { runId, key } }))?.version ?? 1;
      const reason = state === "failed" ? { reason: "Broken." } : {};
      value(await changeItem(by("lead"), runId, key, { state, version, ...reason }));
    };
    const better = await asked();
    await set("backup-taken", "passed");
    value(await sign("admin", better));
    value(await endOverride(by("lead"), runId, better.id, { reason: "Next." }));
    const worse = await asked();
    await set("backup-taken", "failed");
    expect(await sign("admin", worse)).toMatchObject({ code: "statement_changed" });
    expect(await verdict()).toBe("no_go");
  });

  it("stands on everybody's screens once confirmed, until it is reviewed, and on nobody's elsewhere", async () => {
    const standing = async (who: keyof World["people"], now = testNow) =>
      (await readStandingOverrides(by(who, now))).filter((one) => one.runId === runId);
    const it = await asked();
    expect(await standing("member")).toEqual([]);
    value(await sign("admin", it));
    expect(await standing("member")).toMatchObject([{ id: it.id, run: "Release 1", inForce: true }]);
    expect(await standing("auditor", minutes(121))).toMatchObject([{ id: it.id, inForce: false }]);
    expect(await standing("stranger")).toEqual([]);
    value(await reviewOverride(by("admin", minutes(130)), runId, it.id, { note: "It held." }));
    expect(await standing("member", minutes(131))).toEqual([]);
  });
});
