import { Refusal } from "../refusal.ts";
import { offerSetupCode } from "../setup-code.ts";
import type { Verb } from "./verb.ts";

export const verb: Verb = {
  summary: "prints the one-time code for the first visit",
  usage: "",
  needs: "database",
  run: async () => {
    const { DATABASE_OWNER_URL = "", GONOGO_SECRET = "" } = process.env;
    const code = await offerSetupCode(DATABASE_OWNER_URL, GONOGO_SECRET);
    if (!code) throw new Refusal("This database has people already.", "Let one of them invite you.");
    console.log(code);
    return 0;
  },
};
