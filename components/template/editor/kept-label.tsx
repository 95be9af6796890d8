import { Check, TriangleAlert } from "lucide-react";
import { Spinner } from "@/components/ui/spinner";
import type { KeptState } from "./use-kept-draft";

/** Whether what is typed is safe yet. */
export function KeptLabel({ state }: { state: KeptState }) {
  return (
    <span role="status" className="flex items-center gap-1.5 text-ink-2 text-xs">
      {state === "keeping" ? (
        <>
          <Spinner className="size-3.5" /> Keeping
        </>
      ) : state === "kept" ? (
        <>
          <Check aria-hidden className="size-3.5 text-go" /> Kept in this browser
        </>
      ) : state === "full" ? (
        <>
          <TriangleAlert aria-hidden className="size-3.5 text-hold" /> Not kept: the browser has no room. Publish before
          you leave.
        </>
      ) : null}
    </span>
  );
}
