import { challengeAgain } from "@/lib/auth/passkey-again";
import { challengeAgain as operation } from "@/lib/http/operations/factor";
import { route } from "@/lib/http/route";

export const POST = route(operation, async (ctx) => {
  const asked = await challengeAgain(ctx);
  return asked.ok ? { ...asked, value: { ...asked.value, options: { ...asked.value.options } } } : asked;
});
