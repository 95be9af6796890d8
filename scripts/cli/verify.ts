import { database } from "@/lib/data/database";
import { verifyChains, verifyContents } from "@/lib/data/verify.read";
import { evidenceStorage } from "@/lib/storage/evidence";
import { printVerification } from "../verification.ts";
import type { Verb } from "./verb.ts";

export const verb: Verb = {
  summary: "recomputes every history, statement, template version and evidence file; exit 1 when one doesn't match",
  usage: "",
  needs: "database",
  run: async () => {
    const db = database();
    return printVerification([await verifyChains(db), await verifyContents(db, evidenceStorage())]);
  },
};
