import { resetPassword } from "@/lib/auth/password";
import { redeemPasswordReset } from "@/lib/http/operations/password";
import { publicRoute } from "@/lib/http/route";

export const POST = publicRoute(redeemPasswordReset, (ctx, { body }) => resetPassword(ctx, body));
