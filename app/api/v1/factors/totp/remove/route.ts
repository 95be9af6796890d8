import { dropTotp } from "@/lib/auth/totp-enrol";
import { removeTotp } from "@/lib/http/operations/factor";
import { route } from "@/lib/http/route";

export const POST = route(removeTotp, (ctx, { body }) => dropTotp(ctx, body));
