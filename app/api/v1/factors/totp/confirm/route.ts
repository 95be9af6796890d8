import { finishTotp } from "@/lib/auth/totp-enrol";
import { confirmTotp } from "@/lib/http/operations/factor";
import { route } from "@/lib/http/route";

export const POST = route(confirmTotp, (ctx, { body }) => finishTotp(ctx, body.code));
