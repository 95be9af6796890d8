import { beginTotp } from "@/lib/auth/totp-enrol";
import { beginTotp as operation } from "@/lib/http/operations/factor";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { body }) => beginTotp(ctx, body));
