import { verifyPassword } from "@/lib/auth/reauthenticate";
import { revokeWaiver } from "@/lib/data/waiver.write";
import { refuse } from "@/lib/domain/refusal";
import { revokeWaiver as operation } from "@/lib/http/operations/waiver";
import { route } from "@/lib/http/route";

const passwordMissing = refuse("reauthentication_required", "Enter your password again to take a waiver back.");

export const POST = route(operation, (ctx, { params, body: { reason, password } }) =>
  revokeWaiver(ctx, params.runId, params.id, { reason }, async (personId) =>
    password === undefined ? passwordMissing : verifyPassword(ctx, personId, password, `waiver:${params.id}`),
  ),
);
