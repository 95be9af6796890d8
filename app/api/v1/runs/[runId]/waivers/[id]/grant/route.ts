import { verifyPassword } from "@/lib/auth/reauthenticate";
import { grantWaiver } from "@/lib/data/waiver.write";
import { grantWaiver as operation } from "@/lib/http/operations/waiver";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) =>
  grantWaiver(ctx, params.runId, params.id, (personId) =>
    verifyPassword(ctx, personId, body.password, `waiver:${params.id}`),
  ),
);
