import { headers } from "next/headers";
import { requirePageActor } from "@/lib/auth/actor";
import type { Context } from "@/lib/data/context";
import { database } from "@/lib/data/database";
import { requestTime } from "@/lib/http/request-time";

/** The world a page reads in; without a session it leads to sign-in and back to `path`. */
export async function pageContext(path: string): Promise<Context> {
  const actor = await requirePageActor(path);
  return { actor, db: database(), now: requestTime(await headers()) };
}
