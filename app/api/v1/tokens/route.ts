import { proveAgain } from "@/lib/auth/prove-again";
import { mintToken } from "@/lib/auth/token";
import { listTokens as readTokens } from "@/lib/data/token.read";
import { createToken, listTokens } from "@/lib/http/operations/token";
import { route } from "@/lib/http/route";

export const GET = route(listTokens, (ctx, { query }) => readTokens(ctx, query));

export const POST = route(createToken, (ctx, { body }) => mintToken(ctx, body, () => proveAgain(ctx, body)));
