import { createHmac } from "node:crypto";
import { hashPassword } from "@/lib/auth/password-hash";
import { database } from "@/lib/data/database";
import { loadDemo, samplePeople } from "@/lib/data/sample.write";
import { env } from "@/lib/env";
import { Refusal } from "../refusal.ts";
import type { Verb } from "./verb.ts";

const letters = "abcdefghjkmnpqrstuvwxyz23456789";

/** One password for all of them, another one in every installation, the same at every start of one. */
function samplePassword(secret: string): string {
  const bytes = createHmac("sha256", secret).update("password of the sample workspace").digest().subarray(0, 16);
  const text = Array.from(bytes, (byte) => letters[byte % letters.length]).join("");
  return text.replace(/(.{4})(?=.)/g, "$1-");
}

export const verb: Verb = {
  summary: "loads the sample workspace where nobody else lives, and prints who can sign in",
  usage: "",
  needs: "database",
  run: async () => {
    const password = samplePassword(env().GONOGO_SECRET);
    const passwordHash = await hashPassword(password);
    if (!passwordHash.ok) throw new Refusal(passwordHash.message, "Try again in a moment.");
    const loaded = await loadDemo({ db: database(), now: new Date() }, passwordHash.value);
    if (!loaded.ok) throw new Refusal(loaded.message, "Start without GONOGO_DEMO, or with another GONOGO_DATA_DIR.");
    console.log(`The sample workspace is loaded. Sign in as one of these, password ${password}`);
    for (const { email, name, roles } of samplePeople) {
      console.log(`  ${email.padEnd(22)} ${name}, ${roles.join(" and ").replaceAll("_", " ")}`);
    }
    return 0;
  },
};
