import { assess } from "@/lib/domain/readiness";
import { documentOf, gate, item, noon, phase, row, rowsOf, signoff, snapshotOf } from "@/lib/domain/sample-run";
import { severities } from "@/lib/domain/severity";
import { repeated, type Spent } from "./repeated.ts";

/** A run of so many items of five phases, two thirds of them done, some waiting for others. */
function bigRun(count: number) {
  const each = count / 5;
  const key = (n: number) => `item-${n}`;
  const phases = Array.from({ length: 5 }, (_, p) => {
    const items = Array.from({ length: each }, (__, i) => {
      const n = p * each + i;
      const severity = severities[n % severities.length] ?? "medium";
      return item(key(n), {
        severity,
        owner: `Role ${n % 9}`,
        estimate: 5 + (n % 40),
        needs: n % 4 ? [] : [key(n - 3)],
      });
    });
    return [phase(`phase-${p}`, items), gate(`gate-${p}`, { signoffs: [signoff(`Lead ${p}`)] })];
  });
  const rows = Array.from({ length: count }, (_, n) => row(key(n), { state: n % 3 ? "passed" : "open", version: 2 }));
  return snapshotOf(documentOf(...phases.flat()), { items: rowsOf(...rows) });
}

/** Judges a run of 1,000 items again and again, beside reading the same run from JSON. */
export function assessSpeed(seconds: number): { ours: Spent; reference: Spent } {
  const snapshot = bigRun(1_000);
  const text = JSON.stringify(snapshot);
  const reference = repeated("JSON of 1,000 items", seconds, () => JSON.parse(text) !== null);
  // A new object each time, as each request brings one: nothing known of the rows is used again.
  const ours = repeated("assess 1,000 items", seconds, () => assess({ ...snapshot }, noon).verdict === "no_go");
  return { ours, reference };
}
