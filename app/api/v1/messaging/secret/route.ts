import { readWebhookSecret } from "@/lib/data/message-setting.read";
import { getWebhookSecret } from "@/lib/http/operations/message";
import { route } from "@/lib/http/route";

export const GET = route(getWebhookSecret, readWebhookSecret);
