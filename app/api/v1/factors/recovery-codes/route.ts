import { renewRecoveryCodes } from "@/lib/auth/totp-enrol";
import { renewRecoveryCodes as operation } from "@/lib/http/operations/factor";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { body }) => renewRecoveryCodes(ctx, body));
