import { placeOf } from "@/lib/auth/place";
import { signIn } from "@/lib/auth/sign-in";
import { readSessionView } from "@/lib/data/session.read";
import { endSession } from "@/lib/data/session.write";
import { refuse } from "@/lib/domain/refusal";
import { createSession, deleteSession, getSession } from "@/lib/http/operations/session";
import { publicRoute, route } from "@/lib/http/route";
import { sessionAnswer, signedOutAnswer } from "@/lib/http/session-answer";

export const GET = route(getSession, readSessionView);

export const POST = publicRoute(createSession, async (ctx, { body, request }) => {
  const signedIn = await signIn(ctx, body, placeOf(request));
  return signedIn.ok ? sessionAnswer(ctx, signedIn.value, 200) : signedIn;
});

export const DELETE = route(deleteSession, async (ctx) => {
  const { credential } = ctx.actor;
  if (credential.kind !== "session") return refuse("forbidden", "A token is not a session: revoke it instead.");
  const ended = await endSession(ctx, credential.sessionId);
  return ended.ok ? signedOutAnswer() : ended;
});
