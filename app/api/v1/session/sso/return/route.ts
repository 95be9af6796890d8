import { actorOf } from "@/lib/auth/actor";
import { readCookies } from "@/lib/auth/cookie";
import { placeOf } from "@/lib/auth/place";
import { ssoCookie } from "@/lib/auth/sso-begin";
import { finishSso } from "@/lib/auth/sso-return";
import { finishSso as operation } from "@/lib/http/operations/sso";
import { publicRoute } from "@/lib/http/route";
import { ssoReturnAnswer } from "@/lib/http/sso-answer";

export const GET = publicRoute(operation, async (ctx, { request }) => {
  const cookie = readCookies(request.headers.get("cookie")).get(ssoCookie());
  const { search } = new URL(request.url);
  return ssoReturnAnswer(await finishSso(ctx, search, cookie, await actorOf(request), placeOf(request)));
});
