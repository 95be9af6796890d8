/** Next calls this once per server, before the first request. */
export async function register(): Promise<void> {
  const [{ closeStreamsOnShutdown }, { startAuditJob }, { startEvidenceJob }] = await Promise.all([
    import("@/lib/realtime/shutdown"),
    import("@/lib/jobs/audit-job"),
    import("@/lib/jobs/evidence-job"),
  ]);
  closeStreamsOnShutdown();
  startAuditJob();
  startEvidenceJob();
}
