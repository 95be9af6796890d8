import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";

/** Whom a link was made for: a person's place in the escalation, or a way that several read. */
export type Acknowledger = { escalationId: string; who: string };

/** Says who acknowledges, without an account; good for that one escalation and nothing else. */
export function acknowledgeToken({ escalationId, who }: Acknowledger): string {
  return `${escalationId}.${who}.${sealOf(escalationId, who)}`;
}

/** Null unless we made it. */
export function readAcknowledgeToken(token: string): Acknowledger | null {
  const [escalationId = "", who = "", seal = "", more] = token.split(".");
  const expected = Buffer.from(sealOf(escalationId, who));
  const given = Buffer.from(seal);
  if (more !== undefined || given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return { escalationId, who };
}

function sealOf(escalationId: string, who: string): string {
  const key = Buffer.from(hkdfSync("sha256", env().GONOGO_SECRET, "", "gonogo acknowledgements", 32));
  return createHmac("sha256", key).update(`${escalationId} ${who}`).digest("base64url").slice(0, 32);
}
