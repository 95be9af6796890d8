import { env } from "@/lib/env";

/** How far ahead of the clock a request is to be answered, in milliseconds; heard only where GONOGO_TEST_CLOCK is set. */
const aheadHeader = "x-gonogo-test-ahead";

/** The `now` of a request. Sessions, tokens and background work go by the clock itself, whatever a request says. */
export function requestTime(headers: Pick<Headers, "get">): Date {
  const ahead = env().GONOGO_TEST_CLOCK ? Number(headers.get(aheadHeader) ?? 0) : 0;
  return new Date(Date.now() + (Number.isFinite(ahead) ? ahead : 0));
}
