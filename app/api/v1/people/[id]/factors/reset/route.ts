import { proveAgain } from "@/lib/auth/prove-again";
import { resetFactors } from "@/lib/data/factor-reset.write";
import { resetFactors as operation } from "@/lib/http/operations/person";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) =>
  resetFactors(ctx, params.id, () => proveAgain(ctx, body)),
);
