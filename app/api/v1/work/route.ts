import { readMyWork } from "@/lib/data/my-work.read";
import { getWork } from "@/lib/http/operations/dashboard";
import { route } from "@/lib/http/route";

export const GET = route(getWork, (ctx) => readMyWork(ctx));
