import { placeOf } from "@/lib/auth/place";
import { beginSso } from "@/lib/auth/sso-begin";
import { findCeremonyForSso } from "@/lib/data/ceremony-sso.write";
import { beginCeremonySignIn } from "@/lib/http/operations/signing";
import { route } from "@/lib/http/route";
import { ssoBegunAnswer } from "@/lib/http/sso-answer";

export const POST = route(beginCeremonySignIn, async (ctx, { params, request }) => {
  const found = await findCeremonyForSso(ctx, params);
  if (!found.ok) return found;
  const next = `/runs/${params.runId}/poll`;
  const intent = { kind: "sign", next, ceremony: params.id, sha256: found.value.sha256 } as const;
  return ssoBegunAnswer(await beginSso(ctx, intent, ctx.actor.person?.id ?? null, placeOf(request)));
});
