import type { RegistrationResponseJSON } from "@simplewebauthn/server";
import { finishPasskey } from "@/lib/auth/passkey-enrol";
import { addPasskey } from "@/lib/http/operations/factor";
import { route } from "@/lib/http/route";

export const POST = route(addPasskey, (ctx, { body }) =>
  finishPasskey(ctx, { ...body, response: body.response as RegistrationResponseJSON }),
);
