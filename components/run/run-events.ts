import { followStream, type RunEvent } from "@/components/client/run-stream";
import type { RunStore } from "./run-store";

/** Follows the run's event stream into the store. Returns what stops it. */
export function followRun(store: RunStore, onEvent: (event: RunEvent) => void, onBack: () => void): () => void {
  return followStream({
    runId: store.runId,
    reader: store.reader,
    seq: () => store.getState().base.run.seq,
    link: () => store.getState().link,
    onLink: (link) => store.set({ link }),
    onEvent: (event) => {
      const gap = event.seq > store.getState().base.run.seq + 1;
      // Who confirmed an item stands beside its row, not in it.
      const beside = event.action === "item.seconded" || event.action === "check.mapped";
      if (event.item) store.putRows([event.item], gap || beside ? undefined : event.seq);
      onEvent(event);
    },
    onPresence: (present) => store.set({ present }),
    onBack,
  });
}
