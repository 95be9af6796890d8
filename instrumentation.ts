/** Next calls this once per server, before the first request. */
export async function register(): Promise<void> {
  const [{ closeStreamsOnShutdown }, { startAuditJob }] = await Promise.all([
    import("@/lib/realtime/shutdown"),
    import("@/lib/jobs/audit-job"),
  ]);
  closeStreamsOnShutdown();
  startAuditJob();
}
