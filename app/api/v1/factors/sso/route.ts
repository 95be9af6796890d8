import { placeOf } from "@/lib/auth/place";
import { proveAgain } from "@/lib/auth/prove-again";
import { beginSso } from "@/lib/auth/sso-begin";
import { connectSso } from "@/lib/http/operations/sso";
import { route } from "@/lib/http/route";
import { ssoBegunAnswer } from "@/lib/http/sso-answer";

export const POST = route(connectSso, async (ctx, { body, request }) => {
  const proven = await proveAgain(ctx, body);
  if (!proven.ok) return proven;
  return ssoBegunAnswer(await beginSso(ctx, { kind: "link", next: "/settings" }, proven.value.id, placeOf(request)));
});
