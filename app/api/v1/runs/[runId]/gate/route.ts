import { readGateAnswer } from "@/lib/data/gate.read";
import { refuse } from "@/lib/domain/refusal";
import { reportBug } from "@/lib/http/failure";
import { askGate } from "@/lib/http/operations/gate";
import { problemResponse } from "@/lib/http/problem";
import { route } from "@/lib/http/route";

/** Fails closed: whatever goes wrong is 503, which no pipeline takes for GO. */
export const GET = route(askGate, async (ctx, { params, query, request }) => {
  try {
    const answer = await readGateAnswer(ctx, params.runId, query.gate, query.artefact);
    if (!answer.ok) return answer;
    const status = answer.value.verdict === "no_go" ? 409 : 200;
    return Response.json(answer.value, { status, headers: { "cache-control": "no-store" } });
  } catch (error) {
    reportBug(error, request);
    return problemResponse(refuse("unavailable", "Can't tell whether this is GO, so it is not. Ask again."));
  }
});
