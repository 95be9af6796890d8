import { verifyPassword } from "@/lib/auth/reauthenticate";
import { signStatement } from "@/lib/data/signature.write";
import { signStatement as operation } from "@/lib/http/operations/signing";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) =>
  signStatement(ctx, params.runId, params.key, body, (personId) =>
    verifyPassword(ctx, personId, body.password, `ceremony:${body.ceremony}`),
  ),
);
