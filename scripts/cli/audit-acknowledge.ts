import { parseArgs } from "node:util";
import { acknowledgeLoss } from "@/lib/data/audit-acknowledge.write";
import { readChains } from "@/lib/data/chain.read";
import { readAnchors } from "@/lib/data/checkpoint.read";
import { database } from "@/lib/data/database";
import { readLosses } from "@/lib/data/loss.read";
import { type ChainLoss, lossWords } from "@/lib/domain/checkpoint-loss";
import { normaliseEmail } from "@/lib/domain/email";
import { Refusal } from "../refusal.ts";
import { UsageError, type Verb } from "./verb.ts";

export const verb: Verb = {
  summary: "after a restore, shows what was lost; with --email and --reason, an admin acknowledges it",
  usage: "[--restored TIME] [--email E --reason R]",
  needs: "database",
  run: async (args) => {
    const options = { email: { type: "string" }, reason: { type: "string" } } as const;
    const { values } = parseArgs({ args, options: { ...options, restored: { type: "string", multiple: true } } });
    const { email, reason } = values;
    const restored = (values.restored ?? []).map(moment);
    if ((email === undefined) !== (reason === undefined)) {
      throw new UsageError("audit acknowledge needs --email and --reason, or neither to look first.");
    }
    if (email === undefined || reason === undefined) return preview(restored);
    if (reason.trim().length < 10 || reason.length > 2000) {
      throw new UsageError("--reason says what happened, in 10 to 2,000 characters.");
    }
    const said = { email: normaliseEmail(email), reason: reason.trim(), restored };
    const done = await acknowledgeLoss({ db: database(), now: new Date() }, said);
    if (!done.ok) throw new Refusal(done.message, remedy);
    await print(done.value.losses);
    console.log(`Acknowledged in checkpoint ${done.value.checkpoint}. It stays on record in each of these histories.`);
    return 0;
  },
};

const remedy =
  "Look: npm run -s gonogo -- audit verify. If a backup was restored all the same, name when: --restored 2026-11-25T20:00Z";

function moment(text: string): string {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new UsageError("--restored is a time like 2026-11-25T20:00Z.");
  return time.toISOString();
}

async function preview(restored: readonly string[]): Promise<number> {
  const found = await readLosses(database(), await readAnchors(), restored);
  if (!found.ok) throw new Refusal(found.message, remedy);
  await print(found.losses);
  console.log("Nothing was changed. If a backup was restored, and only then, say so with --email and --reason.");
  return 1;
}

async function print(losses: readonly ChainLoss[]): Promise<void> {
  const names = new Map((await readChains(database())).map(({ id, name }) => [id, name]));
  console.log(`Lost, of what checkpoints have seen, in ${losses.length} histories:`);
  for (const { kind, id, lost } of losses) {
    console.log(`  ${kind} ${names.get(id) ?? "that is gone"} (${id}): ${lossWords(lost)}`);
  }
}
