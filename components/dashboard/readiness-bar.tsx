import { Progress } from "@/components/ui/progress";
import type { RunSummary } from "@/lib/domain/dashboard";
import { list } from "@/lib/domain/plain-text";
import type { Severity } from "@/lib/domain/severity";

/** Worst first; named here because the schema beside the type would bring its parser into the browser. */
const severities: readonly Severity[] = ["critical", "high", "medium", "low"];

type Props = { summary: Pick<RunSummary, "bySeverity" | "score" | "required" | "signoffs" | "verified"> };

/** How far a run is, by what is missing: critical red, high amber, the rest grey. The numbers stand below. */
export function ReadinessBar({ summary }: Props) {
  const { bySeverity, signoffs, verified } = summary;
  const missing = (severity: Severity) => bySeverity[severity].applicable - bySeverity[severity].satisfied;
  const satisfied = severities.reduce((sum, severity) => sum + bySeverity[severity].satisfied, 0);
  const applicable = severities.reduce((sum, severity) => sum + bySeverity[severity].applicable, 0);
  const open = severities.flatMap((severity) =>
    bySeverity[severity].open > 0 ? [`${bySeverity[severity].open} ${severity}`] : [],
  );
  const signed = signoffs.total > 0 ? `${signoffs.given} of ${signoffs.total} signed` : "";
  const words = open.length > 0 ? `${list(open.slice(0, 2))} open` : signed || "nothing open";
  const points = `${satisfied} of ${applicable}`;
  const proven = verified.of > 0 ? `${Math.floor((100 * verified.weight) / verified.of)} % of it verified` : "";
  return (
    <div className="w-full max-w-52 sm:min-w-36">
      <Progress
        height="thick"
        label={`${points} points; ${open.length > 0 ? `${list(open)} open` : "nothing open"}${signed ? `; ${signed}` : ""}`}
        total={applicable}
        segments={[
          { tone: "go", share: satisfied },
          { tone: "no", share: missing("critical") },
          { tone: "hold", share: missing("high") },
          { tone: "rest", share: missing("medium") + missing("low") },
        ]}
      />
      <p className="mt-1.5 text-ink-3 text-xs tabular-nums">
        {points}, {words}
        {proven ? <span className="block">{proven}</span> : null}
      </p>
    </div>
  );
}
