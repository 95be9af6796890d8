import { beginPasskeySignIn } from "@/lib/auth/passkey-sign-in";
import { placeOf } from "@/lib/auth/place";
import { beginPasskeySession } from "@/lib/http/operations/passkey-session";
import { publicRoute } from "@/lib/http/route";

export const POST = publicRoute(beginPasskeySession, async (ctx, { request }) => {
  const begun = await beginPasskeySignIn(ctx, placeOf(request));
  return begun.ok ? { ...begun, value: { ...begun.value, options: { ...begun.value.options } } } : begun;
});
