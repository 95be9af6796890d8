import path from "node:path";
import { parseArgs } from "node:util";
import { proofProblem } from "@/lib/auth/passkey-proof";
import { readAnchors } from "@/lib/data/checkpoint.read";
import { database } from "@/lib/data/database";
import { readGuardFaults } from "@/lib/data/guard.read";
import { readAcknowledgements, readLosses } from "@/lib/data/loss.read";
import { verifyRecords } from "@/lib/data/run-record-check.read";
import { verifyChains } from "@/lib/data/verify.read";
import { lossWords } from "@/lib/domain/checkpoint-loss";
import { printVerification } from "../verification.ts";
import { UsageError, type Verb } from "./verb.ts";

export const verb: Verb = {
  summary:
    "recomputes every history against the signed checkpoints and every run against its history; exit 1 on a fault",
  usage: "[--checkpoints FILE] [--key KEYID]",
  needs: "database",
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      options: { checkpoints: { type: "string" }, key: { type: "string" } },
      allowPositionals: true,
    });
    if (positionals.length > 0) throw new UsageError("audit verify takes no words of its own.");
    const file = values.checkpoints && path.resolve(process.env.INIT_CWD ?? process.cwd(), values.checkpoints);
    const db = database();
    const anchors = await readAnchors({ file, pinned: values.key });
    const guards = await readGuardFaults(db);
    const records = await verifyRecords(db, new Date(), proofProblem);
    const code = printVerification([await verifyChains(db, anchors), records, { checked: {}, faults: guards }]);
    if (anchors.checkpoints === 0) console.log("No checkpoint to compare with: a rewritten history would pass.");
    else console.log(`Compared with checkpoints up to ${anchors.latest}.`);
    for (const { kind, id, lost, checkpoint, at } of anchors.losses) {
      console.log(`Acknowledged as lost: ${kind} ${id}, ${lossWords(lost)} (checkpoint ${checkpoint}, ${at}).`);
    }
    for (const { workspace, at, name, reason } of await readAcknowledgements(db)) {
      console.log(`${at}, ${workspace}: ${name ?? "an admin of this server"} said: ${reason ?? "(words redacted)"}`);
    }
    if ((await readLosses(db, anchors)).ok) {
      console.log("This is how it looks after a restore. If it was one: npm run -s gonogo -- audit acknowledge");
    }
    return code;
  },
};
