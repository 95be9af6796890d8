import type { CheckReport } from "@/lib/domain/check-report";
import { scanSecrets } from "@/lib/secret/secret-scan";

/** A report without what looks like a credential: nobody sits at a pipeline who could be asked. */
export async function maskReport(report: CheckReport): Promise<CheckReport> {
  const checks: CheckReport["checks"] = [];
  for (const check of report.checks) {
    const detail = check.detail && (await scanSecrets(check.detail)).masked;
    checks.push(detail === undefined ? check : { ...check, detail });
  }
  return { ...report, checks };
}
