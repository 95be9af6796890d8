import type { Expectation } from "./template-leaves";

/** "P95 latency < 200 ms (first hour), target 150 ms". */
export function expectationWords({
  metric,
  comparator,
  value,
  unit,
  upper,
  window,
  target,
  limit,
}: Expectation): string {
  const amount = upper === undefined ? `${comparator} ${value}` : `${value} to ${upper}`;
  const beside = [target && `target ${target}`, limit && `limit ${limit}`].filter(Boolean);
  return [`${metric} ${amount} ${unit}`.trim() + (window ? ` (${window})` : ""), ...beside].join(", ");
}
