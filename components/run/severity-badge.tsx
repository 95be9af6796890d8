import { Badge, type Tone } from "@/components/ui/badge";
import type { Severity } from "@/lib/domain/severity";
import { severityWords } from "./run-words";

const tones: Record<Severity, Tone> = { critical: "no", high: "hold", medium: "plain", low: "plain" };

export function SeverityBadge({ severity }: { severity: Severity }) {
  return <Badge tone={tones[severity]}>{severityWords[severity]}</Badge>;
}
