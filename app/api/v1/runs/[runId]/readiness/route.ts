import { readReadiness } from "@/lib/data/gate.read";
import { readSupposed } from "@/lib/domain/supposed";
import { getReadiness } from "@/lib/http/operations/gate";
import { route } from "@/lib/http/route";

export const GET = route(getReadiness, (ctx, { params, query: { gate, ...supposed } }) =>
  readReadiness(ctx, params.runId, gate, readSupposed(supposed)),
);
