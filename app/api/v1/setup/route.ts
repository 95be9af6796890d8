import { placeOf } from "@/lib/auth/place";
import { setUp as createOwner } from "@/lib/auth/set-up";
import { loadSample } from "@/lib/data/sample.write";
import { reportBug } from "@/lib/http/failure";
import { setUp } from "@/lib/http/operations/setup";
import { publicRoute } from "@/lib/http/route";
import { sessionAnswer } from "@/lib/http/session-answer";

export const POST = publicRoute(setUp, async (ctx, { body, request }) => {
  const { sample, ...input } = body;
  const started = await createOwner(ctx, input, placeOf(request));
  if (!started.ok) return started;
  // The owner is in by now: a sample that breaks is reported, and doesn't keep them out.
  const { actor } = started.value;
  if (sample) await loadSample({ ...ctx, actor }).catch((error: unknown) => reportBug(error, request));
  return sessionAnswer(ctx, started.value, 201);
});
