import type { Dashboard } from "@/lib/data/dashboard.read";
import type { RunSummary } from "@/lib/domain/dashboard";

/** By the reasons of a summary, which `summaryAt` hands on as they are: its JSON without what moves with the time. */
const written = new WeakMap<RunSummary["reasons"], string>();

/** The dashboard as JSON; of a summary that still holds, only the time and the forecast are written anew. */
export function dashboardJson({ runs, ...rest }: Dashboard): string {
  return `{"runs":[${runs.map(summaryJson).join(",")}],${JSON.stringify(rest).slice(1)}`;
}

function summaryJson({ asOf, forecast, ...still }: RunSummary): string {
  let text = written.get(still.reasons);
  if (text === undefined) {
    text = JSON.stringify(still).slice(0, -1);
    written.set(still.reasons, text);
  }
  return `${text},"asOf":"${asOf}","forecast":${JSON.stringify(forecast)}}`;
}
