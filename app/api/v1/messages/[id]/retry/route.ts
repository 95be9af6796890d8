import { retryMessage as retry } from "@/lib/data/message.write";
import { retryMessage } from "@/lib/http/operations/message";
import { route } from "@/lib/http/route";

export const POST = route(retryMessage, (ctx, { params }) => retry(ctx, params.id));
