import { publicKeys } from "@/lib/storage/signing-key";
import type { Verb } from "./verb.ts";

export const verb: Verb = {
  summary: "prints the public keys that checkpoints and dossiers are signed with",
  usage: "",
  needs: "database",
  run: async () => {
    const keys = await publicKeys();
    for (const { keyId, publicKey, since, handover } of keys) {
      console.log(`${keyId}  ${publicKey}  since ${since}${handover ? ", handed over" : ""}`);
    }
    if (keys.length === 0) console.error("There is no key yet: npm start makes one.");
    return keys.length === 0 ? 1 : 0;
  },
};
