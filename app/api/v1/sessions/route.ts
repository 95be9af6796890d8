import { listSessions as readSessions } from "@/lib/data/session.read";
import { listSessions } from "@/lib/http/operations/session";
import { route } from "@/lib/http/route";

export const GET = route(listSessions, readSessions);
