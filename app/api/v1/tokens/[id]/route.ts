import { revokeToken as revoke } from "@/lib/data/token.write";
import { revokeToken } from "@/lib/http/operations/token";
import { route } from "@/lib/http/route";

export const DELETE = route(revokeToken, (ctx, { params }) => revoke(ctx, params.id));
