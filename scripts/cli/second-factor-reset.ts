import { parseArgs } from "node:util";
import { database } from "@/lib/data/database";
import { resetFactorsOf } from "@/lib/data/factor-reset.write";
import { normaliseEmail } from "@/lib/domain/email";
import { Refusal } from "../refusal.ts";
import { UsageError, type Verb } from "./verb.ts";

export const verb: Verb = {
  summary: "takes a lost authenticator app and passkeys off an account, e.g. the owner's",
  usage: "--email E",
  needs: "database",
  run: async (args) => {
    const { values } = parseArgs({ args, options: { email: { type: "string" } } });
    if (!values.email) throw new UsageError("second factor reset needs --email.");
    const done = await resetFactorsOf({ db: database(), now: new Date() }, normaliseEmail(values.email));
    if (!done.ok) throw new Refusal(done.message, "Name somebody who has a second factor.");
    console.log("Off. They sign in with their password alone, are told so, and can add a new one in their settings.");
    return 0;
  },
};
