import { joinByInvitation } from "@/lib/auth/invitation";
import { placeOf } from "@/lib/auth/place";
import { acceptInvitation } from "@/lib/http/operations/invitation";
import { publicRoute } from "@/lib/http/route";
import { sessionAnswer } from "@/lib/http/session-answer";

export const POST = publicRoute(acceptInvitation, async (ctx, { body, request }) => {
  const joined = await joinByInvitation(ctx, body, placeOf(request));
  return joined.ok ? sessionAnswer(ctx, joined.value, 201) : joined;
});
