import { visitDashboard as visit } from "@/lib/data/dashboard-visit.write";
import { visitDashboard } from "@/lib/http/operations/dashboard";
import { route } from "@/lib/http/route";

export const POST = route(visitDashboard, (ctx) => visit(ctx));
