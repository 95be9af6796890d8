import { parseArgs } from "node:util";
import { makePasswordReset } from "@/lib/auth/password-link";
import { database } from "@/lib/data/database";
import { Refusal } from "../refusal.ts";
import { UsageError, type Verb } from "./verb.ts";

export const verb: Verb = {
  summary: "prints a link that sets somebody's password once, within an hour",
  usage: "--email E",
  needs: "database",
  run: async (args) => {
    const { values } = parseArgs({ args, options: { email: { type: "string" } } });
    if (!values.email) throw new UsageError("password reset needs --email.");
    const link = await makePasswordReset({ db: database(), now: new Date() }, values.email);
    if (!link.ok) throw new Refusal(link.message, "Name somebody who can sign in.");
    console.log(link.value);
    return 0;
  },
};
