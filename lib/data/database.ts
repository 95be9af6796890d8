import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "@/lib/env";
import { PrismaClient } from "./generated/client";

export type Database = PrismaClient;
/** Inside a transaction; has no $transaction of its own, so nesting can't be typed. */
export type Transaction = Omit<PrismaClient, "$connect" | "$disconnect" | "$on" | "$transaction" | "$extends">;

/** One client for one connection string; `poolSize` connections at the most. */
export function openDatabase(connectionString: string, poolSize = 16): Database {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString, max: poolSize }) });
}

const shared = globalThis as typeof globalThis & { gonogoDatabase?: Database };

/** The app's own client, opened on first use and kept over hot reloads. */
export function database(): Database {
  shared.gonogoDatabase ??= openDatabase(env().DATABASE_URL);
  return shared.gonogoDatabase;
}
