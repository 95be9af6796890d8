/** Next calls this once per server, before the first request. */
export async function register(): Promise<void> {
  const { closeStreamsOnShutdown } = await import("@/lib/realtime/shutdown");
  closeStreamsOnShutdown();
}
