import { proofProblem } from "@/lib/auth/passkey-proof";
import { database } from "@/lib/data/database";
import { verifyRecords } from "@/lib/data/run-record-check.read";
import { verifyChains, verifyContents } from "@/lib/data/verify.read";
import { evidenceStorage } from "@/lib/storage/evidence";
import { printVerification } from "../verification.ts";
import type { Verb } from "./verb.ts";

export const verb: Verb = {
  summary:
    "recomputes every history, run, statement, template version and evidence file; exit 1 when one doesn't match",
  usage: "",
  needs: "database",
  run: async () => {
    const db = database();
    const records = await verifyRecords(db, new Date(), proofProblem);
    return printVerification([await verifyChains(db), records, await verifyContents(db, evidenceStorage())]);
  },
};
