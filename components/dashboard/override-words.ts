import type { RunSummary } from "@/lib/domain/dashboard";

/** An override in a line: in force and holding, in force for too little, or over and not reviewed. */
export function overrideWords(
  override: Pick<RunSummary["overrides"][number], "gateTitle" | "inForce" | "holds">,
): string {
  const { gateTitle, inForce, holds } = override;
  if (!inForce) return `Override to review: ${gateTitle}`;
  return holds ? `Overridden, not GO: ${gateTitle}` : `Override holds no more: ${gateTitle}`;
}
