import { readMessaging } from "@/lib/data/message-setting.read";
import { changeMessaging as change } from "@/lib/data/message-setting.write";
import { changeMessaging, getMessaging } from "@/lib/http/operations/message";
import { route } from "@/lib/http/route";

export const GET = route(getMessaging, readMessaging);

export const PATCH = route(changeMessaging, (ctx, { body }) => change(ctx, body));
