import { readDossier } from "@/lib/data/dossier.read";
import { getDossier } from "@/lib/http/operations/audit";
import { route } from "@/lib/http/route";

export const GET = route(getDossier, (ctx, { params }) => readDossier(ctx, params.runId));
