import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "./options";

/** next-auth's own calls (csrf, callback, session, signout) below /api/auth. */
export async function handleAuth(
  request: NextRequest,
  context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  const answer: unknown = await NextAuth(request, context, authOptions());
  if (answer instanceof Response) return answer;
  throw new TypeError("next-auth gave no response");
}
