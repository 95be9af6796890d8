import { dropPasskey } from "@/lib/auth/passkey-enrol";
import { removePasskey } from "@/lib/http/operations/factor";
import { route } from "@/lib/http/route";

export const POST = route(removePasskey, (ctx, { params, body }) => dropPasskey(ctx, params.id, body));
