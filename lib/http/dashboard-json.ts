import type { RunSummary } from "@/lib/domain/dashboard";
import type { Dashboard } from "@/lib/domain/dashboard-answer";

/** By the reasons of a summary, which `summaryAt` hands on as they are: its JSON without what moves with the time. */
const written = new WeakMap<RunSummary["reasons"], Buffer>();

/** The dashboard as JSON in UTF-8; of a summary that still holds, only the time and the forecast are written anew. */
export function dashboardJson({ runs, ...rest }: Dashboard): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [Buffer.from('{"runs":[')];
  for (const [index, run] of runs.entries()) {
    const moving = `,"asOf":"${run.asOf}","forecast":${JSON.stringify(run.forecast)}}`;
    parts.push(stillPart(run), Buffer.from(index < runs.length - 1 ? `${moving},` : moving));
  }
  parts.push(Buffer.from(`],${JSON.stringify(rest).slice(1)}`));
  return joined(parts);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function stillPart(run: RunSummary): Buffer {
  let part = written.get(run.reasons);
  if (!part) {
    const { asOf: _, forecast: __, ...still } = run;
    part = Buffer.from(JSON.stringify(still).slice(0, -1));
    written.set(run.reasons, part);
  }
  return part;
}
