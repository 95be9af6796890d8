import { database } from "@/lib/data/database";
import { readSystemState } from "@/lib/data/system.read";
import { reportBug } from "@/lib/http/failure";

export const dynamic = "force-dynamic";

/** 200 when this instance can serve, 503 with the reasons when not. */
export async function GET(request: Request): Promise<Response> {
  const headers = { "cache-control": "no-store" };
  try {
    const state = await readSystemState(database());
    return Response.json(state, { status: state.ready ? 200 : 503, headers });
  } catch (error) {
    reportBug(error, request);
    const failures = ["The database can't be reached."];
    return Response.json({ ready: false, failures, warnings: [] }, { status: 503, headers });
  }
}
