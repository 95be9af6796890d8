import { parseArgs } from "node:util";
import { mintTokenFor } from "@/lib/auth/token";
import { database } from "@/lib/data/database";
import { Refusal } from "../refusal.ts";
import { UsageError, type Verb } from "./verb.ts";

const defaultDays = 90;
const longestDays = 366;

export const verb: Verb = {
  summary: "makes an API token for somebody and prints its secret, this once",
  usage: "--email E --name N [--days D]",
  needs: "database",
  run: async (args) => {
    const options = { email: { type: "string" }, name: { type: "string" }, days: { type: "string" } } as const;
    const { values } = parseArgs({ args, options });
    const { email, name } = values;
    const days = Number(values.days ?? defaultDays);
    if (!email || !name?.trim()) throw new UsageError("token create needs --email and --name.");
    if (!Number.isInteger(days) || days < 1 || days > longestDays) {
      throw new UsageError(`--days is a whole number from 1 to ${longestDays}.`);
    }
    const ctx = { db: database(), now: new Date() };
    const token = await mintTokenFor(ctx, { email, name: name.trim().slice(0, 120), expiresInDays: days });
    if (!token.ok) throw new Refusal(token.message, "Name somebody who can sign in.");
    console.error(`A personal token for ${email}, until ${token.value.expiresAt}. It is not shown again.`);
    console.log(token.value.secret);
    return 0;
  },
};
