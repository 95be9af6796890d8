import type { NextRequest } from "next/server";
import { handleAuth } from "@/lib/auth/handler";
import { refuse } from "@/lib/domain/refusal";
import { env } from "@/lib/env";
import { isOwnOrigin } from "@/lib/http/origin";
import { problemResponse } from "@/lib/http/problem";

const bodyLimitBytes = 16 * 1024;

type Context = { params: Promise<{ nextauth: string[] }> };

export function GET(request: NextRequest, context: Context): Promise<Response> {
  return handleAuth(request, context);
}

export async function POST(request: NextRequest, context: Context): Promise<Response> {
  if (!isOwnOrigin(request.headers, env().GONOGO_URL)) {
    return problemResponse(refuse("foreign_origin", "This request comes from another site. Use Gonogo's own pages."));
  }
  const length = request.headers.get("content-length");
  if (length === null || Number(length) > bodyLimitBytes) {
    return problemResponse(
      refuse("too_large", `The body may hold at most ${bodyLimitBytes} bytes and must say its length.`),
    );
  }
  return handleAuth(request, context);
}
