import { readRollCallMinutes } from "@/lib/data/roll-call.read";
import { answerMarkdown } from "@/lib/http/answer";
import { getRollCallMinutes as operation } from "@/lib/http/operations/roll-call";
import { route } from "@/lib/http/route";

export const GET = route(operation, async (ctx, { params }) => {
  const minutes = await readRollCallMinutes(ctx, params.runId, params.id);
  return minutes.ok ? answerMarkdown(minutes.value.markdown, minutes.value.name) : minutes;
});
