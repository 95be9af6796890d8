export const dynamic = "force-dynamic";

/** The process lives; says nothing of the database. */
export function GET(): Response {
  return Response.json(
    { status: "alive" },
    { headers: { "cache-control": "no-store", "server-time": String(Date.now()) } },
  );
}
