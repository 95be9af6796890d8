/** Next calls this once per server, before the first request. */
export async function register(): Promise<void> {
  const [{ surviveBrokenOutput }, { closeStreamsOnShutdown }, { startAuditJob }, { startWorker }] = await Promise.all([
    import("@/lib/realtime/broken-output"),
    import("@/lib/realtime/shutdown"),
    import("@/lib/jobs/audit-job"),
    import("@/lib/jobs/worker"),
  ]);
  surviveBrokenOutput();
  closeStreamsOnShutdown();
  startAuditJob();
  startWorker();
}
