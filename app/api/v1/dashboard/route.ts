import { readDashboard } from "@/lib/data/dashboard.read";
import { getDashboard } from "@/lib/http/operations/dashboard";
import { route } from "@/lib/http/route";

export const GET = route(getDashboard, readDashboard);
