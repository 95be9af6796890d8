import { afterAll, beforeAll, expect, it } from "vitest";
import { proofProblem } from "@/lib/auth/passkey-proof";
import { Prisma } from "@/lib/data/generated/client";
import { createWorld, testNow, type World } from "@/prisma/factories/world";
import { playDossiers } from "@/scripts/attack/play";
import { generator } from "@/scripts/generator";
import { testDatabase } from "@/scripts/test/database";
import { watchAudit } from "./audit-watch.write";
import { verifyRecords } from "./run-record-check.read";

const seed = 20_261_126;
let world: World;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  await playDossiers(world, 25, generator(seed));
}, 120_000);
afterAll(() => world.db.$disconnect());

const look = async () => (await verifyRecords(world.db, testNow, proofProblem)).faults;

it(`finds nothing wrong with 25 runs in which people did whatever came to mind (seed ${seed})`, async () => {
  expect(await look()).toEqual([]);
});

/** Table, the columns its rows are known by, which row, and what the app's own role writes into it. */
type Lie = [name: string, table: string, keys: string[], where: string, set: string];
const other = "(select id from person order by id desc limit 1)";
const leaf = "key in ('backup-taken', 'restore-schema', 'restore-rows', 'deploy-canary')";
const item = ["run_id", "key"];

const lies: Lie[] = [
  ["an item passed", "run_item", item, `state = 'open' and ${leaf}`, "state = 'passed'"],
  ["a failure hidden", "run_item", item, "state = 'failed'", "state = 'open'"],
  [
    "a block taken off",
    "run_item",
    item,
    "blocked_since is not null",
    "blocked_since = null, blocked_reason = null, blocked_by_id = null",
  ],
  ["an item set by somebody else", "run_item", item, `state = 'passed' and ${leaf}`, `changed_by_id = ${other}`],
  ["a waiver that never ends", "waiver", ["id"], "expires_at is not null", "expires_at = null"],
  ["a waiver made longer", "waiver", ["id"], "expires_at is not null", "expires_at = expires_at + interval '1 year'"],
  ["another owner of a risk", "waiver", ["id"], "true", `owner_id = ${other}`],
  ["a waiver of something else", "waiver", ["id"], "granted_for is not null", "granted_for = null"],
  [
    "a waiver nobody granted",
    "waiver",
    ["id"],
    "granted_at is null",
    "granted_at = asked_at, granted_by_id = asked_by_id",
  ],
  ["a waiver's end hidden", "waiver", ["id"], "revoked_at is not null", "revoked_at = null"],
  ["a condition met", "condition", ["id"], "done_at is null", "done_at = now()"],
  ["evidence that ends later", "evidence", ["id"], "redacted_at is null", "expires_at = '2030-01-01'"],
  ["evidence of another artefact", "evidence", ["id"], "artefact is not null", `artefact = '{"version":"9.9.9"}'`],
  ["evidence of another item", "evidence", ["id"], "true", "item_key = item_key || '-not'"],
  ["evidence by somebody else", "evidence", ["id"], "true", `added_by_id = ${other}`],
  [
    "a check that passed",
    "evidence",
    ["id"],
    "kind = 'check' and result = 'fail' and text is not null",
    "result = 'pass'",
  ],
  ["evidence that stands again", "evidence", ["id"], "redacted_at is not null", "redacted_at = null"],
  ["another second person", "confirmation", ["run_id", "item_key"], "true", `person_id = ${other}`],
  ["a confirmation of what came later", "confirmation", ["run_id", "item_key"], "true", "passed_at = now()"],
  ["a delegation that wasn't taken back", "delegation", ["id"], "revoked_at is not null", "revoked_at = null"],
  ["another lead", "run", ["id"], "true", `lead_id = ${other}`],
  ["another answer", "run", ["id"], "answers <> '{}'", `answers = '{"region":"west"}'`],
  ["another artefact", "run", ["id"], "true", `artefact = '{"version":"9.9.9"}'`],
  ["another environment", "run", ["id"], "true", "environment = 'staging'"],
  [
    "a role somebody took",
    "roster_entry",
    ["run_id", "role", "person_id"],
    "role = 'Security Lead'",
    `person_id = ${other}`,
  ],
  ["a gate decided", "gate_record", item, "status <> 'go'", "status = 'go'"],
  ["GO for something else", "gate_record", item, "frozen <> 'null'", `frozen = frozen || '{"artefact":null}'`],
  ["a choice turned", "choice_record", item, "option = 'undo'", "option = 'switch'"],
  ["a trigger cleared", "trigger_firing", ["id"], "cleared_at is null", "cleared_at = now()"],
];

async function rowOf([, table, , where]: Lie): Promise<string> {
  const [found] = await world.db.$queryRaw<{ row: string }[]>`
    select to_jsonb(t)::text as row from ${Prisma.raw(table)} t where ${Prisma.raw(where)} limit 1`;
  if (!found) throw new Error("No run has a row of the kind.");
  return found.row;
}

const whereIs = ([, , keys]: Lie, row: string) => {
  const known = JSON.parse(row);
  return Prisma.join(
    keys.map((key) => Prisma.sql`${Prisma.raw(key)}::text = ${String(known[key])}`),
    " and ",
  );
};

it.each(lies)("finds %s", async (...lie) => {
  const [, table, , , set] = lie;
  const row = await rowOf(lie);
  // Keys may be what is changed: the row is found again by what the change leaves of it.
  const [moved] = await world.db.$queryRaw<{ id: string }[]>`
    update ${Prisma.raw(table)} set ${Prisma.raw(set)} where ${whereIs(lie, row)} returning ctid::text as id`;
  try {
    expect(await look()).not.toEqual([]);
  } finally {
    const columns = set.split(/, (?=[a-z_]+ = )/).map((part) => part.split(" = ")[0] ?? "");
    const back = columns.map((column) => `${column} = r.${column}`).join(", ");
    await world.db.$executeRaw`
      update ${Prisma.raw(table)} t set ${Prisma.raw(back)}
      from jsonb_populate_record(null::${Prisma.raw(table)}, ${row}::jsonb) r where t.ctid = ${moved?.id}::tid`;
  }
  expect(await look()).toEqual([]);
});

it.each<Lie>([
  ["a condition that isn't due", "condition", ["id"], "true", "due_at = null"],
  ["other words of a condition", "condition", ["id"], "true", "text = 'Nothing'"],
  ["another delegate", "delegation", ["id"], "true", `to_id = ${other}`],
  ["a longer delegation", "delegation", ["id"], "true", "until = until + interval '1 year'"],
  ["a rehearsal", "run", ["id"], "true", "time_scale = 60"],
  ["a rejection turned", "signature", ["id"], "decision = 'reject'", "decision = 'approve'"],
  ["a withdrawal hidden", "signature", ["id"], "withdrawn_at is not null", "withdrawn_at = null"],
])("refuses the app's role %s", async (...lie) => {
  const [, table, , , set] = lie;
  const where = whereIs(lie, await rowOf(lie));
  const done = world.db.$executeRaw`update ${Prisma.raw(table)} set ${Prisma.raw(set)} where ${where}`;
  await expect(done).rejects.toThrow(/permission denied|never changes/);
});

it("raises the alarm when the rolling look comes to the run, and ends it when the rows are right again", async () => {
  const { id, name } = await world.db.run.findFirstOrThrow({ select: { id: true, name: true } });
  await world.db.run.update({ where: { id }, data: { environment: "staging" } });
  const looks: string[][] = [];
  for (let n = 0; n < 40 && !looks.at(-1)?.length; n += 1) {
    looks.push((await watchAudit(world.db, testNow, proofProblem, 500)).faults);
  }
  expect(looks.at(-1)).toEqual([
    `The run ${name} (${id}) isn't what its history says: The run's environment isn't what the history tells.`,
  ]);
  await world.db.run.update({ where: { id }, data: { environment: "production" } });
  expect((await watchAudit(world.db, testNow, proofProblem, 500)).faults).toEqual([]);
});

it("finds words that were taken without anybody's redaction", async () => {
  await world.db.$executeRaw`
    update audit_text t set text = null, redacted_at = now() from audit_entry e
    where e.chain_id = t.chain_id and e.seq = t.seq and t.text is not null and e.body like '%comment.added%'`;
  expect((await look())[0]).toMatch(/The words of entry \d+ are missing\./);
});
