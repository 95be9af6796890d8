import { reportChecks } from "@/lib/data/check-report.write";
import { markConditionDone } from "@/lib/data/condition.write";
import { acceptDelegation, delegateRole, revokeDelegation } from "@/lib/data/delegation.write";
import { redactEvidence } from "@/lib/data/evidence-redact.write";
import { changeItem } from "@/lib/data/item.write";
import { editRun } from "@/lib/data/run-edit.write";
import { confirmItem } from "@/lib/data/second-person.write";
import { askWaiver, grantWaiver } from "@/lib/data/waiver.write";
import { localStorage } from "@/lib/storage/local";
import { as, asToken, byPassword, type PersonFixture, type World } from "@/prisma/factories/world";

type Hands = {
  world: World;
  runId: string;
  /** The moment of the next act. */
  next: () => Date;
  pick: <T>(list: readonly T[]) => T;
  items: readonly string[];
  words: readonly string[];
};

const day = 86_400_000;
const storage = localStorage("/nonexistent/never-written");

/** Acts whose rows a gate weighs by more than their presence: ends, conditions, second people, reports, redactions. */
export function riskyActs({ world, runId, next, pick, items, words }: Hands): (() => Promise<unknown>)[] {
  const { db, people } = world;
  const { lead, member, admin } = people;
  const by = (who: PersonFixture) => as(world, who, next());
  const versionOf = async (key: string) =>
    (await db.runItem.findUniqueOrThrow({ where: { runId_key: { runId, key } } })).version;
  return [
    async () => {
      const expiresAt = new Date(next().getTime() + 3 * day).toISOString();
      const owner = pick([lead, member]).email;
      const asked = { kind: "waiver", reason: pick(words), expiresAt, owner } as const;
      const row = await askWaiver(by(member), runId, pick(items), asked);
      if (row.ok) await grantWaiver(by(lead), runId, row.value.id, byPassword());
    },
    async () => {
      const open = await db.condition.findFirst({ where: { doneAt: null, signature: { runId } } });
      if (open) await markConditionDone(by(lead), runId, open.id);
    },
    async () => {
      const key = pick(items);
      const blocked = pick([{ reason: pick(words) }, null]);
      await changeItem(by(member), runId, key, { blocked, version: await versionOf(key) });
    },
    async () => {
      const version = await versionOf("notes-written");
      const set = await changeItem(by(member), runId, "notes-written", { state: "passed", version });
      if (set.ok) await confirmItem(by(lead), runId, "notes-written", { version: set.value.version });
    },
    async () => {
      const result = pick(["pass", "warn", "fail"] as const);
      const check = { name: "Backup", key: pick(items), result, detail: pick(words) };
      const ctx = pick([asToken(world, ["checks"], next()), by(member)]);
      await reportChecks(ctx, runId, { name: "nightly", checks: [check] });
    },
    async () => {
      const row = await db.evidence.findFirst({ where: { runId, redactedAt: null, blobKey: null } });
      if (row) await redactEvidence(by(admin), runId, row.id, { reason: "A name" }, storage);
    },
    async () => {
      const until = new Date(next().getTime() + 2 * day).toISOString();
      const asked = { role: "Engineering Lead", to: admin.email, reason: pick(words), until };
      const row = await delegateRole(by(member), runId, asked);
      if (!row.ok) return;
      await acceptDelegation(by(admin), runId, row.value.id);
      if (pick([true, false])) await revokeDelegation(by(member), runId, row.value.id, { reason: pick(words) });
    },
    () => editRun(by(lead), runId, { answers: { region: pick(["north", "south"]) } }),
    async () => {
      await editRun(by(lead), runId, { lead: admin.email });
      await editRun(by(admin), runId, { lead: lead.email });
    },
  ];
}
