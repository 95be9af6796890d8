import { requestTime } from "@/lib/http/request-time";

export const dynamic = "force-dynamic";

/** The process lives; says nothing of the database. */
export function GET(request: Request): Response {
  return Response.json(
    { status: "alive" },
    { headers: { "cache-control": "no-store", "server-time": String(requestTime(request.headers).getTime()) } },
  );
}
