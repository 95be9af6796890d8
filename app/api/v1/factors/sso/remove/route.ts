import { proveAgain } from "@/lib/auth/prove-again";
import { unlinkIdentity } from "@/lib/data/identity.write";
import { disconnectSso } from "@/lib/http/operations/sso";
import { route } from "@/lib/http/route";

export const POST = route(disconnectSso, async (ctx, { body }) => {
  const proven = await proveAgain(ctx, body);
  return proven.ok ? unlinkIdentity(ctx, proven.value.id) : proven;
});
