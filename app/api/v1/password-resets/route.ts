import { askPasswordReset as ask } from "@/lib/auth/password-ask";
import { placeOf } from "@/lib/auth/place";
import { askPasswordReset } from "@/lib/http/operations/password";
import { publicRoute } from "@/lib/http/route";

export const POST = publicRoute(askPasswordReset, (ctx, { body, request }) => ask(ctx, body.email, placeOf(request)));
