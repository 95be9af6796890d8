import { type FeedRow, readCalendar as read } from "@/lib/data/calendar-feed.read";
import { makeFeed } from "@/lib/data/calendar-feed.write";
import type { AnonymousContext, Context } from "@/lib/data/context";
import { accept, type Result } from "@/lib/domain/refusal";
import { env } from "@/lib/env";
import { hashSecretToken, makeSecretToken } from "./secret-token";

/** A calendar with its address, which is shown this once: whoever has it reads without signing in. */
export async function mintFeed(ctx: Context, runId: string | null): Promise<Result<FeedRow & { url: string }>> {
  const { secret, hash } = makeSecretToken();
  const made = await makeFeed(ctx, { runId, tokenHash: hash });
  return made.ok ? accept({ ...made.value, url: `${env().GONOGO_URL}/api/v1/calendars/${secret}.ics` }) : made;
}

export function readCalendar(ctx: AnonymousContext, token: string): Promise<Result<string>> {
  return read(ctx, hashSecretToken(token.replace(/\.ics$/, "")));
}
