import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Item } from "@/lib/domain/template";
import { smallDocument } from "@/prisma/factories/document";
import { as, createRun, createTemplate, createWorld, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import type { Context } from "./context";
import { addEvidence } from "./evidence.write";
import { changeItem } from "./item.write";
import { readRun } from "./run.read";

let world: World;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
});
afterAll(() => world.db.$disconnect());

async function startedRun(): Promise<string> {
  const templateId = await createTemplate(world);
  return createRun(world, templateId);
}

function entriesOf(runId: string) {
  return world.db.auditEntry.findMany({ where: { chainId: runId }, orderBy: { seq: "asc" } });
}

describe("changeItem", () => {
  it("writes row and entry together and moves the version", async () => {
    const runId = await startedRun();
    const before = await entriesOf(runId);
    const result = await changeItem(as(world, world.people.lead), runId, "backup-taken", {
      state: "passed",
      version: 1,
    });
    expect(result).toMatchObject({
      ok: true,
      value: { state: "passed", version: 2, title: "Backup taken", items: [] },
    });
    const after = await entriesOf(runId);
    expect(after.length).toBe(before.length + 1);
    expect(JSON.parse(after.at(-1)?.body ?? "{}")).toMatchObject({
      action: "item.passed",
      actor: { person: world.people.lead.id },
      change: { state: { from: "open", to: "passed" } },
    });
  });

  it("passes over a measured value that misses only with a reason, until a better one is recorded", async () => {
    const document = smallDocument;
    const expectation = { metric: "Error rate", comparator: "<" as const, value: 1, unit: "%" };
    const roll: Item = { kind: "item", key: "roll", title: "Send 10 %", severity: "high", content: [], expectation };
    const phases = document.phases.map((part, at) =>
      at === 0 && part.kind !== "gate" ? { ...part, content: [roll] } : part,
    );
    const runId = await createRun(world, await createTemplate(world, { ...document, phases }));
    const lead = as(world, world.people.lead);
    const measure = (text: string) => addEvidence(lead, runId, "roll", { kind: "value", title: "Error rate", text });
    const pass = (reason?: string) => changeItem(lead, runId, "roll", { state: "passed", reason, version: 1 });
    value(await measure("6 %"));
    expect(await pass()).toMatchObject({ code: "reason_required" });
    value(await measure("0,4 %"));
    expect(await pass()).toMatchObject({ ok: true, value: { state: "passed" } });
    const other = await createRun(world, await createTemplate(world, { ...document, phases }));
    value(await addEvidence(lead, other, "roll", { kind: "value", title: "Error rate", text: "6 %" }));
    const passed = await changeItem(lead, other, "roll", { state: "passed", reason: "Counts retries", version: 1 });
    expect(passed).toMatchObject({ ok: true });
    expect(JSON.parse((await entriesOf(other)).at(-1)?.body ?? "{}")).toMatchObject({
      change: { measured: { from: "missed", to: "skipped" } },
    });
  });

  it("keeps where a block is followed up, its words and link in the history, until somebody frees the item", async () => {
    const runId = await startedRun();
    const lead = as(world, world.people.lead);
    const link = "https://tickets.example.test/NET-7";
    const put = async (blocked: { reason: string; link?: string | null } | null, version: number) => {
      const result = await changeItem(lead, runId, "backup-taken", { blocked, version });
      expect(result).toMatchObject({ ok: true });
      const read = value(await readRun(lead, runId)).snapshot.items["backup-taken"]?.blocked ?? null;
      if (result.ok) expect(result.value.blocked ?? null).toEqual(read);
      return read;
    };
    expect(await put({ reason: "The firewall", link }, 1)).toMatchObject({ reason: "The firewall", link });
    const [entry] = (await entriesOf(runId)).slice(-1);
    expect(JSON.parse(entry?.body ?? "{}")).toMatchObject({ action: "item.blocked" });
    expect(entry?.body).not.toContain("tickets");
    const words = await world.db.auditText.findFirst({ where: { chainId: runId, seq: entry?.seq ?? 0n } });
    expect(words?.text).toBe(`The firewall ${link}`);
    expect(await put({ reason: "The firewall" }, 2)).toMatchObject({ link });
    expect(await put({ reason: "The firewall", link: null }, 2)).toMatchObject({ reason: "The firewall", link: null });
    expect(await put(null, 3)).toBeNull();
    const row = await world.db.runItem.findFirst({ where: { runId, key: "backup-taken" } });
    expect([row?.blockedReason, row?.blockedLink]).toEqual([null, null]);
  });

  it("refuses another target at a stale version with the current row, and accepts the same one without an entry", async () => {
    const runId = await startedRun();
    await changeItem(as(world, world.people.lead), runId, "backup-taken", { state: "passed", version: 1 });
    const count = (await entriesOf(runId)).length;
    const other = { state: "failed", reason: "disk full", version: 1 } as const;
    expect(await changeItem(as(world, world.people.member), runId, "backup-taken", other)).toMatchObject({
      code: "conflict",
      current: { state: "passed", version: 2, changedById: world.people.lead.id },
    });
    const same = await changeItem(as(world, world.people.member), runId, "backup-taken", {
      state: "passed",
      version: 1,
    });
    expect(same).toMatchObject({ ok: true, value: { concurring: true, version: 2 } });
    expect((await entriesOf(runId)).length).toBe(count);
  });

  it("sets the open leaves of a parent, one entry each, and leaves decided ones alone", async () => {
    const runId = await startedRun();
    const lead = as(world, world.people.lead);
    await changeItem(lead, runId, "backup-taken", { state: "passed", version: 1 });
    await changeItem(lead, runId, "restore-schema", { state: "failed", reason: "no space", version: 1 });
    const count = (await entriesOf(runId)).length;
    const result = await changeItem(lead, runId, "restore-tried", { state: "passed", version: 2 });
    expect(result).toMatchObject({
      ok: true,
      value: { state: "failed", items: [{ key: "restore-rows", state: "passed" }] },
    });
    expect((await entriesOf(runId)).length).toBe(count + 1);
  });

  it("leaves what comes back out of its parent's way, and refuses only where nothing else is", async () => {
    const recurs = { everyMinutes: 60, text: "Every hour" };
    const leaf = (key: string, more: Partial<Item> = {}): Item => ({
      kind: "item",
      key,
      title: key,
      content: [],
      ...more,
    });
    const watch = leaf("watch", { content: [leaf("graphs"), leaf("errors", { recurs })] });
    const rounds = leaf("rounds", { content: [leaf("latency", { recurs })] });
    const phase = { kind: "phase" as const, key: "watching", title: "Watching", content: [watch, rounds] };
    const document = { ...smallDocument, phases: [phase, ...smallDocument.phases] };
    const runId = await createRun(world, await createTemplate(world, document));
    const lead = as(world, world.people.lead);
    const change = (key: string, state: "in_progress" | "warned" | "passed", version: number) =>
      changeItem(lead, runId, key, { state, reason: "seen", version });
    expect(await change("watch", "in_progress", 1)).toMatchObject({ value: { items: [{ key: "graphs" }] } });
    expect(await change("watch", "passed", 2)).toMatchObject({ value: { state: "passed", concurring: false } });
    expect(await change("watch", "passed", 2)).toMatchObject({ value: { state: "passed", concurring: true } });
    expect(await change("rounds", "warned", 1)).toMatchObject({ code: "comes_back" });
    expect(await change("rounds", "in_progress", 1)).toMatchObject({ code: "comes_back" });
  });

  it("lets exactly one of many racing changes through", async () => {
    const runId = await startedRun();
    const lead = as(world, world.people.lead);
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, turn) =>
        changeItem(lead, runId, "notes-written", { state: "failed", reason: `reason ${turn}`, version: 1 }),
      ),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.filter((result) => !result.ok && result.code === "conflict")).toHaveLength(7);
  });

  it("stores the answer under its key in the same transaction, once", async () => {
    const runId = await startedRun();
    const key = randomUUID();
    const ctx: Context = {
      ...as(world, world.people.lead),
      idempotency: { principal: "p", route: "r", key, bodyHmac: new Uint8Array([1]), status: 200, secret: false },
    };
    const result = await changeItem(ctx, runId, "backup-taken", { state: "in_progress", version: 1 });
    const record = await world.db.idempotencyRecord.findFirstOrThrow({ where: { key } });
    expect(JSON.parse(record.response ?? "")).toEqual(result.ok && result.value);
  });

  it.each(["auditor", "editor", "owner"] as const)("refuses the %s, who isn't on the roster", async (who) => {
    const runId = await startedRun();
    const result = await changeItem(as(world, world.people[who]), runId, "backup-taken", {
      state: "passed",
      version: 1,
    });
    expect(result).toMatchObject({ code: "forbidden" });
  });

  it.each([{ roles: ["auditor"] }, { roles: [] }, { disabledAt: new Date() }])(
    "writes nothing for somebody who became %j after the request began",
    async (data) => {
      const runId = await startedRun();
      const ctx = as(world, world.people.member);
      const where = { workspaceId_personId: { workspaceId: world.workspaceId, personId: world.people.member.id } };
      await world.db.membership.update({ where, data });
      const count = (await entriesOf(runId)).length;
      const result = await changeItem(ctx, runId, "backup-taken", { state: "passed", version: 1 });
      await world.db.membership.update({ where, data: { roles: ["member"], disabledAt: null } });
      expect(result).toMatchObject({ code: "not_found" });
      expect((await entriesOf(runId)).length).toBe(count);
    },
  );

  it("is a missing run to a stranger, and a missing item to everybody", async () => {
    const runId = await startedRun();
    const stranger = as(world, world.people.stranger);
    expect(await changeItem(stranger, runId, "backup-taken", { state: "passed", version: 1 })).toMatchObject({
      code: "not_found",
    });
    const lead = as(world, world.people.lead);
    expect(await changeItem(lead, runId, "no-such-item", { state: "passed", version: 1 })).toMatchObject({
      code: "not_found",
    });
  });
});
