import { readEvidenceContent } from "@/lib/data/evidence.read";
import { evidenceAnswer } from "@/lib/http/evidence-answer";
import { getEvidenceContent } from "@/lib/http/operations/evidence";
import { route } from "@/lib/http/route";

export const GET = route(getEvidenceContent, async (ctx, { params }) => {
  const content = await readEvidenceContent(ctx, params.runId, params.evidenceId);
  return content.ok ? evidenceAnswer(content.value) : content;
});
