import { mintFeed } from "@/lib/auth/calendar-feed";
import { listFeeds as readFeeds } from "@/lib/data/calendar-feed.read";
import { listFeeds, makeFeed } from "@/lib/http/operations/calendar-feed";
import { route } from "@/lib/http/route";

export const GET = route(listFeeds, (ctx) => readFeeds(ctx));

export const POST = route(makeFeed, (ctx, { body }) => mintFeed(ctx, body.runId));
