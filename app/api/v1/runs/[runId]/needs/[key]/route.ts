import { changeNeed } from "@/lib/data/need.write";
import { changeNeed as operation } from "@/lib/http/operations/need";
import { route } from "@/lib/http/route";

export const PUT = route(operation, (ctx, { params, body }) =>
  changeNeed(ctx, params.runId, { key: params.key, ...body }),
);
