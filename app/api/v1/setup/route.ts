import { placeOf } from "@/lib/auth/place";
import { setUp as createOwner } from "@/lib/auth/set-up";
import { setUp } from "@/lib/http/operations/setup";
import { publicRoute } from "@/lib/http/route";
import { sessionAnswer } from "@/lib/http/session-answer";

export const POST = publicRoute(setUp, async (ctx, { body, request }) => {
  const { sample: _, ...input } = body;
  const started = await createOwner(ctx, input, placeOf(request));
  return started.ok ? sessionAnswer(ctx, started.value, 201) : started;
});
