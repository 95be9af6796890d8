import { openCeremony } from "@/lib/data/ceremony.write";
import { openCeremony as operation } from "@/lib/http/operations/signing";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) => openCeremony(ctx, params.runId, params.key, body));
