import { listMessages as list } from "@/lib/data/message.read";
import { listMessages } from "@/lib/http/operations/message";
import { route } from "@/lib/http/route";

export const GET = route(listMessages, (ctx, { query }) => list(ctx, query));
