import { listFreezes as readFreezes } from "@/lib/data/freeze.read";
import { makeFreeze as make } from "@/lib/data/freeze.write";
import { listFreezes, makeFreeze } from "@/lib/http/operations/freeze";
import { route } from "@/lib/http/route";

export const GET = route(listFreezes, (ctx, { query }) => readFreezes(ctx, query));

export const POST = route(makeFreeze, (ctx, { body }) => make(ctx, body));
