"use client";

import { CloudOff, LoaderCircle } from "lucide-react";
import { useClock } from "@/components/ui/time";
import { formatClock } from "@/components/ui/time-format";
import { count } from "@/lib/domain/plain-text";
import { useRun } from "./run-provider";

/** Says when what is shown may be old, or what was done is not saved yet. Quiet otherwise. */
export function LinkStatus() {
  const link = useRun((state) => state.link);
  const behind = useRun((state) => state.behindSince !== null);
  const waiting = useRun((state) => state.changes.filter((change) => change.status === "waiting").length);
  const saving = useRun((state) => state.changes.length - state.changes.filter((c) => c.status === "waiting").length);
  return (
    <p role="status" className="flex items-center gap-1.5 text-xs empty:hidden">
      {link === "gone" ? (
        <button
          type="button"
          onClick={() => window.location.reload()}
          className="rounded-sm bg-no-tint px-2 py-1 font-strong text-no underline underline-offset-2"
        >
          You were signed out, or may not see this run any more. Load it again
        </button>
      ) : waiting > 0 ? (
        <span className="flex items-center gap-1.5 rounded-sm bg-hold-tint px-2 py-1 font-strong text-hold">
          <CloudOff aria-hidden className="size-3.5" />
          {count(waiting, "change")} not sent yet; trying again
        </span>
      ) : link === "lost" ? (
        <span className="flex items-center gap-1.5 rounded-sm bg-hold-tint px-2 py-1 font-strong text-hold">
          <CloudOff aria-hidden className="size-3.5" />
          Connection lost; others' changes may be missing
        </span>
      ) : behind ? (
        <span className="flex items-center gap-1.5 rounded-sm bg-hold-tint px-2 py-1 font-strong text-hold">
          <CloudOff aria-hidden className="size-3.5" />
          The newest changes could not be read; trying again
        </span>
      ) : saving > 0 ? (
        <span className="flex items-center gap-1.5 text-ink-3">
          <LoaderCircle aria-hidden className="size-3.5 animate-spin" />
          Saving
        </span>
      ) : null}
    </p>
  );
}

/** Stands below the four answers while they may be old: the words above scroll away, a verdict stays on the screen. */
export function NotCurrent() {
  const behindSince = useRun((state) => state.behindSince);
  const lost = useRun((state) => state.link === "lost" || state.link === "gone");
  const { timeZone } = useClock();
  if (behindSince === null && !lost) return null;
  return (
    <p className="basis-full border-t bg-hold-tint px-4 py-0.5 font-strong text-hold text-xs sm:px-5">
      Not current
      {behindSince === null ? "" : ` since ${formatClock(new Date(behindSince).toISOString(), timeZone)}`}
    </p>
  );
}
