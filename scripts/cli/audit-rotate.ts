import { withCheckpointLock } from "@/lib/data/checkpoint.write";
import { database } from "@/lib/data/database";
import { rotateKey } from "@/lib/storage/signing-key";
import type { Verb } from "./verb.ts";

export const verb: Verb = {
  summary: "makes a new signing key that the old one hands over to",
  usage: "",
  needs: "database",
  run: async () => {
    const { from, to } = await withCheckpointLock(database(), () => rotateKey(new Date()));
    console.log(`${from} handed over to ${to}. Note the new id down where the old one is.`);
    return 0;
  },
};
