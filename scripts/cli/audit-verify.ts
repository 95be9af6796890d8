import { database } from "@/lib/data/database";
import { verifyChains } from "@/lib/data/verify.read";
import { printVerification } from "../verification.ts";
import type { Verb } from "./verb.ts";

export const verb: Verb = {
  summary: "recomputes the hash chain of every history; exit 1 when one is broken",
  usage: "",
  needs: "database",
  run: async () => printVerification([await verifyChains(database())]),
};
