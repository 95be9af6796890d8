import type { ItemRow } from "@/lib/domain/run";
import type { CatchUp } from "./catch-up";
import { noteServerTime } from "./server-clock";
import { tryAgainMs } from "./try-again";

/** How the screen hears of others: `paused` while the tab is hidden, `gone` once we may not see the run any more. */
export type Link = "connecting" | "live" | "lost" | "paused" | "gone";

/** One audit entry as the stream tells it; `item` is the row as it is now. */
export type RunEvent = {
  seq: number;
  at: string;
  actor: { id: string; name: string } | null;
  action: string;
  subject: { kind: string; key: string; item?: string };
  item?: ItemRow;
};

type Follower = {
  runId: string;
  reader: Pick<CatchUp<unknown>, "hear" | "read" | "readMissing" | "tryNow" | "stop">;
  /** Number of the last entry that is shown. */
  seq: () => number;
  link: () => Link;
  onLink: (link: Link) => void;
  /** A new entry; what it leaves missing is read behind it. */
  onEvent: (event: RunEvent) => void;
  onPresence?: (people: { id: string; name: string; itemKey: string | null }[]) => void;
  onBack?: () => void;
};

const hiddenSeconds = 30;
/** What the stream brings after its hello is here by then; what it won't bring is read. */
const graceMs = 1_000;

/**
 * Follows a run's event stream. Closes after the tab was hidden for half a minute, as browsers allow six connections
 * to a server, and catches up from the last entry when it is looked at again. Returns what stops it.
 */
export function followStream(follower: Follower): () => void {
  const { reader, link, onLink } = follower;
  let source: EventSource | null = null;
  let attempt = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let rest: ReturnType<typeof setTimeout> | undefined;
  let grace: ReturnType<typeof setTimeout> | undefined;

  const open = () => {
    close();
    if (link() === "gone") return;
    if (link() !== "live") onLink(attempt > 0 ? "lost" : "connecting");
    source = new EventSource(`/api/v1/runs/${follower.runId}/events?after=${follower.seq()}`);
    source.addEventListener("hello", (message) => {
      attempt = 0;
      onLink("live");
      // A stream that resumes behind an entry whose read was lost doesn't tell it again.
      reader.hear((JSON.parse(message.data) as { seq: number }).seq);
      clearTimeout(grace);
      grace = setTimeout(() => reader.readMissing(), graceMs);
      reader.tryNow();
      follower.onBack?.();
    });
    source.addEventListener("change", (message) => {
      const event = JSON.parse(message.data) as RunEvent;
      if (event.seq <= follower.seq()) return;
      noteServerTime(Date.parse(event.at));
      reader.hear(event.seq);
      follower.onEvent(event);
      reader.readMissing();
    });
    source.addEventListener("presence", (message) => follower.onPresence?.(JSON.parse(message.data).people));
    source.onerror = () => {
      if (link() !== "gone") onLink("lost");
      // The browser tries again by itself with Last-Event-ID unless the answer was final.
      if (source?.readyState === EventSource.CLOSED) {
        void reader.read();
        reopenLater();
      }
    };
  };
  const reopenLater = () => {
    clearTimeout(retry);
    retry = setTimeout(open, tryAgainMs(attempt));
    attempt += 1;
  };
  const close = () => {
    clearTimeout(retry);
    clearTimeout(grace);
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
      onLink("paused");
    }, hiddenSeconds * 1000);
  };
  const onOnline = () => {
    attempt = 0;
    reader.tryNow();
    follower.onBack?.();
    if (link() !== "live") open();
  };

  document.addEventListener("visibilitychange", onVisibility);
  window.addEventListener("online", onOnline);
  reader.tryNow();
  open();
  return () => {
    clearTimeout(rest);
    close();
    reader.stop();
    document.removeEventListener("visibilitychange", onVisibility);
    window.removeEventListener("online", onOnline);
  };
}
