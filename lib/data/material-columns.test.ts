import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Matter, materialFields } from "@/lib/domain/material-fields";
import { accept } from "@/lib/domain/refusal";
import type { RunSnapshot } from "@/lib/domain/run";
import { signatureStanding } from "@/lib/domain/signature-standing";
import type { Storage } from "@/lib/storage/backend";
import { anyValue, type Column, columnsOf, otherValue, tablesOf } from "@/prisma/factories/run-columns";
import {
  as,
  byPassword,
  createRun,
  createTemplate,
  createWorld,
  publishVersion,
  testNow,
  value,
  type World,
} from "@/prisma/factories/world";
import { leaves, optionLeaves, racedDocument } from "@/scripts/attack/race-document";
import { testDatabase } from "@/scripts/test/database";
import { openCeremony } from "./ceremony.write";
import { recordChoice } from "./choice.write";
import { type Database, openDatabase, type Transaction } from "./database";
import { addEvidence } from "./evidence.write";
import { redactEvidence } from "./evidence-redact.write";
import { changeItem } from "./item.write";
import { moveRunTo } from "./run-move.write";
import { readSnapshot } from "./run-snapshot.read";
import { signStatement } from "./signature.write";
import { askWaiver, grantWaiver } from "./waiver.write";

/**
 * What `material-fields.ts` says of each column of each table of a run, held against the database itself: every column is
 * changed by SQL, below all rules, in a transaction of its own, and a signature given through the app is judged anew.
 */
const models = tablesOf(Object.keys(materialFields));

/** SQL where another value must be one in particular: to be taken by the table, or to be another one to the rules. */
const others: Record<string, string> = {
  "Run.artefact": `'{"version": "9"}'`,
  "Evidence.itemKey": "'schema'",
  "Waiver.itemKey": "'schema'",
  "Evidence.expiresAt": "'2026-11-20T11:59:00Z'",
  "Waiver.expiresAt": "'2026-11-20T11:59:00Z'",
  "Waiver.grantedAt": "null",
  "ChoiceRecord.option": "'kustomize'",
};
/** Why some aren't changed here: nothing writes them alone. What is `fixed` is never written again at all. */
const skipped: Partial<Record<Matter, string>> = {
  fixed: "nothing writes it again",
  guarded: "who changes it moves a material field: shown below through the app",
};

let world: World;
let superuser: Database;
let runId: string;
let templateId: string;
let evidenceId: string;

beforeAll(async () => {
  const urls = await testDatabase();
  world = await createWorld(urls.app);
  superuser = openDatabase(urls.superuser, 2);
  templateId = await createTemplate(world, racedDocument());
  runId = await createRun(world, templateId);
  const by = as(world, world.people.lead);
  for (const key of [...leaves, ...optionLeaves])
    value(await changeItem(by, runId, key, { state: "passed", version: 1 }));
  value(await recordChoice(by, runId, "how", { option: "helm", reason: "Usual." }));
  evidenceId = value(await addEvidence(by, runId, "backup", { kind: "note", title: "Log", text: "Done." })).id;
  const asked = value(await askWaiver(by, runId, "notes", { kind: "waiver", reason: "Known." }));
  value(await grantWaiver(as(world, world.people.member), runId, asked.id, byPassword()));
  await sign();
});
afterAll(async () => {
  await world.db.$disconnect();
  await superuser.$disconnect();
});

async function sign(): Promise<void> {
  const by = as(world, world.people.member);
  const input = { decision: "approve", conditions: [], method: "password" } as const;
  const { id, sha256 } = value(await openCeremony(by, runId, "engineering", input));
  value(await signStatement(by, runId, "engineering", { ceremony: id, statement: sha256 }, async () => accept(null)));
}

type See = (snapshot: RunSnapshot) => RunSnapshot;
const asItIs: See = (snapshot) => snapshot;

async function standing(tx: Database | Transaction, see = asItIs): Promise<string> {
  const snapshot = await readSnapshot(tx, world.workspaceId, runId);
  const signature = snapshot?.signatures.at(-1);
  if (!snapshot || !signature) return "gone";
  return signatureStanding(signature, see(snapshot), testNow.toISOString()).standing;
}

class Undo extends Error {}

/** What a signature is worth once this one column holds something else; nothing of it stays. */
async function changed(model: string, field: string, see: See): Promise<string> {
  const place = models[model];
  if (!place) throw new Error(model);
  let found = "";
  const done = superuser.$transaction(async (tx) => {
    // Below triggers, keys between tables, checks and the app's own rules: all of it is undone.
    await tx.$executeRawUnsafe("set local session_replication_role = replica");
    await tx.$executeRawUnsafe(`alter table "${place.table}" disable trigger user`);
    await dropChecks(tx, place.table);
    const columns = await columnsOf(tx, place);
    const column = columns.find((one) => one.field === field);
    if (!column) throw new Error(`${model}.${field} has no column`);
    const mine = model === "Run" ? `id = '${runId}'` : `run_id = '${runId}'`;
    const [{ n } = { n: 0 }] = await tx.$queryRawUnsafe<{ n: number }[]>(
      `select count(*)::int as n from "${place.table}" where ${mine}`,
    );
    if (n === 0) await insert(tx, place.table, columns);
    const other = others[`${model}.${field}`] ?? otherValue(column, world.people.editor.id);
    const one = `ctid = (select ctid from "${place.table}" where ${mine} ${model === "RunItem" ? "and key = 'backup'" : ""} limit 1)`;
    const before = await standing(tx, see);
    if (before !== "counts") throw new Error(`${model}: a row more, and the signature ${before}`);
    await tx.$executeRawUnsafe(`update "${place.table}" set "${column.name}" = ${other} where ${one}`);
    found = await standing(tx, see);
    throw new Undo();
  });
  await done.catch((error: unknown) => {
    if (!(error instanceof Undo)) throw new Error(`${model}.${field}: ${String(error)}`);
  });
  return found;
}

async function dropChecks(tx: Transaction, table: string): Promise<void> {
  const checks = await tx.$queryRawUnsafe<{ name: string }[]>(
    "select conname::text as name from pg_constraint where contype = 'c' and conrelid = $1::text::regclass",
    `public.${table}`,
  );
  for (const { name } of checks) await tx.$executeRawUnsafe(`alter table "${table}" drop constraint "${name}"`);
}

async function insert(tx: Transaction, table: string, columns: readonly Column[]): Promise<void> {
  const given = columns.filter(({ nullable }) => !nullable);
  const names = given.map(({ name }) => `"${name}"`).join(", ");
  const { member } = world.people;
  const values = given.map((each) => anyValue(each, runId, member.id)).join(", ");
  await tx.$executeRawUnsafe(`insert into "${table}" (${names}) values (${values})`);
}

/** Fields whose change does to a signature what isn't declared of them. */
async function disagreements(declared: typeof materialFields, see = asItIs): Promise<string[]> {
  const wrong: string[] = [];
  for (const [model, fields] of Object.entries(declared)) {
    for (const [field, matter] of Object.entries(fields)) {
      if (skipped[matter]) continue;
      const found = await changed(model, field, see).catch((error: Error) => error.message);
      if ((found === "counts") !== (matter === "not")) wrong.push(`${model}.${field} is ${matter}, but ${found}`);
    }
  }
  return wrong;
}

it("every column of every table of a run does to signatures what is declared of it", async () => {
  const fields = Object.values(materialFields).flatMap((each) => Object.values(each));
  expect(fields.filter((matter) => matter === "material").length).toBeGreaterThanOrEqual(15);
  expect(fields.filter((matter) => matter === "not").length).toBeGreaterThan(100);
  expect(await standing(world.db)).toBe("counts");
  expect(await disagreements(materialFields)).toEqual([]);
  expect(await standing(world.db)).toBe("counts");
}, 180_000);

describe("turns red", () => {
  it("when a declaration is wrong, one way or the other", async () => {
    const wrong = {
      Evidence: { sha256: "not", expiresAt: "not" },
      RunItem: { comments: "material", revision: "not" },
      Run: { targetAt: "material" },
    } as const;
    expect(await disagreements(wrong)).toEqual([
      "Evidence.sha256 is not, but stale",
      "Evidence.expiresAt is not, but stale",
      "RunItem.comments is material, but counts",
      "RunItem.revision is not, but stale",
      "Run.targetAt is material, but counts",
    ]);
  });

  it("with a reading that forgets when waivers end", async () => {
    const forgetful: See = (snapshot) => ({
      ...snapshot,
      waivers: snapshot.waivers.map((row) => ({ ...row, revokedAt: null, expiresAt: null })),
    });
    const { Waiver = {} } = materialFields;
    expect(await disagreements({ Waiver }, forgetful)).toEqual([
      expect.stringContaining("Waiver.expiresAt"),
      expect.stringContaining("Waiver.revokedAt"),
    ]);
  });
});

describe("what is guarded is changed by the app together with something material", () => {
  const nowhere = { delete: async () => {} } as unknown as Storage;
  const guards: Record<string, () => Promise<unknown>> = {
    "RunItem.state RunItem.reason": async () => {
      const by = as(world, world.people.lead);
      value(await changeItem(by, runId, "backup", { state: "failed", reason: "It broke.", version: 2 }));
      expect(await standing(world.db)).toBe("stale");
      value(await changeItem(by, runId, "backup", { state: "passed", version: 3 }));
    },
    "Evidence.url Evidence.text": async () =>
      value(await redactEvidence(as(world, world.people.admin), runId, evidenceId, { reason: "A name." }, nowhere)),
    "Waiver.grantedFor": async () => {
      const by = as(world, world.people.lead);
      const { id } = value(await askWaiver(by, runId, "notes", { kind: "waiver", reason: "Still known." }));
      value(await grantWaiver(as(world, world.people.member), runId, id, byPassword()));
    },
    "Run.templateVersionId Run.answers": async () => {
      await publishVersion(world, templateId, 2, racedDocument("Other words."));
      value(await moveRunTo(as(world, world.people.lead), runId, { from: 1, to: 2, reason: "Other rules." }));
    },
  };

  it("every one of them", () => {
    const guarded = Object.entries(materialFields).flatMap(([model, fields]) =>
      Object.entries(fields).flatMap(([field, matter]) => (matter === "guarded" ? [`${model}.${field}`] : [])),
    );
    expect(guarded.sort()).toEqual(
      Object.keys(guards)
        .flatMap((names) => names.split(" "))
        .sort(),
    );
  });

  it.each(Object.entries(guards))("%s", async (_, act) => {
    await sign();
    expect(await standing(world.db)).toBe("counts");
    await act();
    expect(await standing(world.db)).toBe("stale");
  });
});
