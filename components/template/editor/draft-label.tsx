import { Check, CloudOff, TriangleAlert } from "lucide-react";
import { Spinner } from "@/components/ui/spinner";
import { RelativeTime } from "@/components/ui/time";
import type { KeeperState } from "./draft-keeper";

/** Whether what is typed is safe yet, and where. */
export function DraftLabel({ state }: { state: KeeperState }) {
  return (
    <span role="status" className="flex min-w-0 items-center gap-1.5 text-ink-2 text-xs">
      <Words state={state} />
    </span>
  );
}

const size = "size-3.5 shrink-0";

function Words({ state }: { state: KeeperState }) {
  switch (state.kind) {
    case "unchanged":
      return null;
    case "saving":
      return (
        <>
          <Spinner className={size} /> Saving
        </>
      );
    case "saved":
      return (
        <>
          <Check aria-hidden className={`${size} text-go`} />
          <span>
            Draft saved <RelativeTime at={state.at} />
          </span>
        </>
      );
    case "offline":
      return (
        <>
          <CloudOff aria-hidden className={`${size} text-hold`} />
          {state.kept
            ? "The server can’t be reached. Kept in this browser"
            : "The server can’t be reached, and this browser has no room. Copy the Markdown"}
        </>
      );
    case "conflict":
      return (
        <>
          <TriangleAlert aria-hidden className={`${size} text-hold`} />
          {state.kept ? "Not saved. Kept in this browser" : "Not saved"}
        </>
      );
    case "refused":
      return (
        <>
          <TriangleAlert aria-hidden className={`${size} text-no`} />
          <span className="wrap-anywhere">
            Not saved: {state.message} {state.kept ? "Kept in this browser" : ""}
          </span>
        </>
      );
  }
}
