import { acknowledgeByToken } from "@/lib/data/escalation-acknowledge.write";
import { acknowledgePage } from "@/lib/http/operations/contact";
import { publicRoute } from "@/lib/http/route";

export const POST = publicRoute(acknowledgePage, (ctx, { body }) => acknowledgeByToken(ctx, body.token));
