import { redactEvidence as redact } from "@/lib/data/evidence-redact.write";
import { redactEvidence } from "@/lib/http/operations/evidence";
import { route } from "@/lib/http/route";
import { evidenceStorage } from "@/lib/storage/evidence";

export const POST = route(redactEvidence, (ctx, { params, body }) =>
  redact(ctx, params.runId, params.evidenceId, body, evidenceStorage()),
);
