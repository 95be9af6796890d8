import { beginPasskey } from "@/lib/auth/passkey-enrol";
import { beginPasskey as operation } from "@/lib/http/operations/factor";
import { route } from "@/lib/http/route";

export const POST = route(operation, async (ctx, { body }) => {
  const begun = await beginPasskey(ctx, body);
  return begun.ok ? { ...begun, value: { ...begun.value, options: { ...begun.value.options } } } : begun;
});
