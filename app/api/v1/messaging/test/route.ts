import { testMessaging as test } from "@/lib/data/message.write";
import { testMessaging } from "@/lib/http/operations/message";
import { route } from "@/lib/http/route";

export const POST = route(testMessaging, (ctx, { body }) => test(ctx, body.channel));
