import { readCalendar } from "@/lib/auth/calendar-feed";
import { answerText } from "@/lib/http/answer";
import { readCalendar as operation } from "@/lib/http/operations/calendar-feed";
import { publicRoute } from "@/lib/http/route";

export const GET = publicRoute(operation, async (ctx, { params }) => {
  const calendar = await readCalendar(ctx, params.token);
  return calendar.ok ? answerText(calendar.value, "gonogo.ics", "text/calendar") : calendar;
});
