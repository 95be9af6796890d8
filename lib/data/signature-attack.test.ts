import pg from "pg";
import { beforeAll, expect, it } from "vitest";
import { rowKinds } from "@/scripts/attack/signature-rows";
import { got, type Kind } from "@/scripts/attack/signature-stage";
import { attackSignatures, signatureKinds } from "@/scripts/attack/signatures";
import { testDatabase } from "@/scripts/test/database";
import { closeRun } from "./run-close.write";

const seed = 11;
const each = 10;
let urls: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  urls = await testDatabase();
});

const attack = (more: Partial<Parameters<typeof attackSignatures>[0]> = {}) =>
  attackSignatures({ appUrl: urls.app, seed, each, ...more });

it(`refuses or doesn't count any of ${Object.keys(signatureKinds).length} kinds of attack on signing, ${each} each (seed ${seed})`, async () => {
  const { kinds, broken } = await attack();
  expect(broken).toEqual([]);
  expect(Object.keys(kinds).length).toBeGreaterThan(90);
  for (const [kind, { tried, through }] of Object.entries(kinds)) {
    expect([kind, tried, through]).toEqual([kind, each, 0]);
  }
}, 300_000);

it("turns red with an attack that signs as it is meant", async () => {
  const honest: Kind = async ({ open, sign }) => ({
    attack: async () => {
      const opened = await open("member", "engineering");
      return opened.ok && got(await sign("member", "engineering", opened.value));
    },
    clean: async () => true,
  });
  const { kinds } = await attack({ kinds: { honest }, each: 3 });
  expect(kinds.honest?.through).toBe(3);
});

it("turns red where what is meant is refused as well", async () => {
  const { "one bit of the hash": flip } = signatureKinds;
  const spoil: Parameters<typeof attackSignatures>[0]["spoil"] = ({ by, runId }) =>
    closeRun(by("lead"), runId, { reason: "Given up." });
  const { broken } = await attack({ kinds: flip ? { flip } : {}, each: 3, spoil });
  expect(broken).toHaveLength(1);
});

it("turns red without the trigger that compares a row with its statement", async () => {
  const owner = new pg.Client({ connectionString: urls.owner });
  await owner.connect();
  await owner.query("alter table signature disable trigger signature_as_signed");
  await owner.query("alter table gate_override disable trigger gate_override_as_drawn");
  const { kinds } = await attack({ kinds: rowKinds, each: 2 });
  await owner.query("alter table signature enable always trigger signature_as_signed");
  await owner.query("alter table gate_override enable always trigger gate_override_as_drawn");
  await owner.end();
  const through = Object.entries(kinds).filter(([, tally]) => tally.through > 0);
  expect(through.length).toBeGreaterThan(15);
}, 120_000);
