import { noteServerTime } from "@/components/client/server-clock";
import type { ItemRow } from "@/lib/domain/run";
import type { RunStore } from "./run-store";
import type { Presence } from "./run-types";

/** One audit entry as the stream tells it; `item` is the row as it is now. */
export type RunEvent = {
  seq: number;
  at: string;
  actor: { id: string; name: string } | null;
  action: string;
  subject: { kind: string; key: string; item?: string };
  item?: ItemRow;
};

const backoffSeconds = [1, 2, 4, 8, 15];
const hiddenSeconds = 30;

/**
 * Follows the run's event stream into the store. Closes after the tab was hidden for half a minute, as browsers allow
 * six connections to a server, and catches up from the last seen entry when it is looked at again.
 * Returns what stops it.
 */
export function followRun(store: RunStore, onEvent: (event: RunEvent) => void, onBack: () => void): () => void {
  let source: EventSource | null = null;
  let attempt = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let rest: ReturnType<typeof setTimeout> | undefined;

  const open = () => {
    close();
    if (store.getState().link === "gone") return;
    if (store.getState().link !== "live") store.set({ link: attempt > 0 ? "lost" : "connecting" });
    const after = store.getState().base.run.seq;
    source = new EventSource(`/api/v1/runs/${store.runId}/events?after=${after}`);
    source.addEventListener("hello", () => {
      attempt = 0;
      store.set({ link: "live" });
      onBack();
    });
    source.addEventListener("change", (message) => receive(JSON.parse(message.data) as RunEvent));
    source.addEventListener("presence", (message) => {
      store.set({ present: (JSON.parse(message.data) as { people: Presence[] }).people });
    });
    source.onerror = () => {
      if (store.getState().link !== "gone") store.set({ link: "lost" });
      // The browser tries again by itself with Last-Event-ID unless the answer was final.
      if (source?.readyState === EventSource.CLOSED) {
        void store.refetch();
        reopenLater();
      }
    };
  };
  const reopenLater = () => {
    clearTimeout(retry);
    const seconds = backoffSeconds[Math.min(attempt, backoffSeconds.length - 1)] ?? 15;
    attempt += 1;
    retry = setTimeout(open, seconds * 1000);
  };
  const receive = (event: RunEvent) => {
    const known = store.getState().base.run.seq;
    if (event.seq <= known) return;
    noteServerTime(Date.parse(event.at));
    const gap = event.seq > known + 1;
    if (event.item) store.putRows([event.item], event.seq);
    // Who confirmed an item stands beside its row, not in it.
    const beside = event.action === "item.seconded" || event.action === "check.mapped";
    if (!event.item || gap || beside) void store.refetch();
    onEvent(event);
  };
  const close = () => {
    clearTimeout(retry);
    source?.close();
    source = null;
  };
  const onVisibility = () => {
    clearTimeout(rest);
    if (document.visibilityState === "visible") {
      if (!source) open();
      return;
    }
    rest = setTimeout(() => {
      close();
      store.set({ link: "paused" });
    }, hiddenSeconds * 1000);
  };
  const onOnline = () => {
    attempt = 0;
    onBack();
    if (store.getState().link !== "live") open();
  };

  document.addEventListener("visibilitychange", onVisibility);
  window.addEventListener("online", onOnline);
  open();
  return () => {
    clearTimeout(rest);
    close();
    document.removeEventListener("visibilitychange", onVisibility);
    window.removeEventListener("online", onOnline);
  };
}
