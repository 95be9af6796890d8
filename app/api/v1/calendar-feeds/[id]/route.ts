import { revokeFeed } from "@/lib/data/calendar-feed.write";
import { revokeFeed as operation } from "@/lib/http/operations/calendar-feed";
import { route } from "@/lib/http/route";

export const DELETE = route(operation, (ctx, { params }) => revokeFeed(ctx, params.id));
