import { placeOf } from "@/lib/auth/place";
import { beginSso } from "@/lib/auth/sso-begin";
import { beginSso as operation } from "@/lib/http/operations/sso";
import { publicRoute } from "@/lib/http/route";
import { ssoBegunAnswer } from "@/lib/http/sso-answer";

export const POST = publicRoute(operation, async (ctx, { body, request }) =>
  ssoBegunAnswer(await beginSso(ctx, { kind: "sign_in", next: body.next }, null, placeOf(request))),
);
