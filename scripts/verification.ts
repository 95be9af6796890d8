import type { Verification } from "@/lib/data/verify.read";

/** Prints what was verified; 1 when there is a fault. */
export function printVerification(parts: readonly Verification[]): number {
  const faults = parts.flatMap((part) => part.faults);
  for (const fault of faults) console.error(fault);
  const checked = parts.flatMap(({ checked }) => Object.entries(checked).map(([name, count]) => `${count} ${name}`));
  console.log(`${checked.join(", ")}: ${faults.length === 0 ? "nothing wrong" : `${faults.length} wrong`}`);
  return faults.length === 0 ? 0 : 1;
}
