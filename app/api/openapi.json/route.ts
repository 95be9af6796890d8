import { sessionCookie } from "@/lib/auth/cookie";
import { env } from "@/lib/env";
import { openApiDocument } from "@/lib/http/openapi";
import { operations } from "@/lib/http/operations";

export const dynamic = "force-dynamic";

let document: string | undefined;

/** The API as OpenAPI 3.1; built at the first request, the same ever after. */
export function GET(): Response {
  document ??= JSON.stringify(openApiDocument(operations, env().GONOGO_URL, sessionCookie()));
  return new Response(document, { headers: { "content-type": "application/json", "cache-control": "no-cache" } });
}
