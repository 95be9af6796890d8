import type { RunSnapshot } from "@/lib/domain/run";
import { runView } from "@/lib/domain/run-view";
import { nextMoment } from "@/lib/domain/valid-until";

type Written = { fromMs: number; untilMs: number; text: Uint8Array<ArrayBuffer> };

const written = new WeakMap<RunSnapshot, Written>();

/** A run's view as JSON in UTF-8. The same snapshot says the same until time alone could change it, so it is written once. */
export function runJson(snapshot: RunSnapshot, now: Date): Uint8Array<ArrayBuffer> {
  const nowMs = now.getTime();
  const known = written.get(snapshot);
  if (known && known.fromMs <= nowMs && nowMs < known.untilMs) return known.text;
  const text = new TextEncoder().encode(JSON.stringify(runView(snapshot, now.toISOString())));
  written.set(snapshot, { fromMs: nowMs, untilMs: nextMoment(snapshot, nowMs), text });
  return text;
}
