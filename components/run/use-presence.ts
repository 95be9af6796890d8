"use client";

import { useEffect } from "react";
import { newKey } from "@/components/client/api";
import { presenceSeconds } from "@/lib/domain/presence";
import { useRunStore } from "./run-provider";
import { request } from "./run-request";
import { useView } from "./view-provider";

/** Tells the others that this window has the run open, and which item it looks at. */
export function usePresence(): void {
  const { runId } = useRunStore();
  const itemKey = useView((view) => view.cursor);
  useEffect(() => {
    const speak = () => {
      if (document.visibilityState !== "visible") return;
      void request(`/runs/${runId}/presence`, { method: "POST", body: { connection: connection(), itemKey } });
    };
    const soon = setTimeout(speak, 300);
    const timer = setInterval(speak, (presenceSeconds * 1000) / 2);
    document.addEventListener("visibilitychange", speak);
    return () => {
      clearTimeout(soon);
      clearInterval(timer);
      document.removeEventListener("visibilitychange", speak);
    };
  }, [runId, itemKey]);
}

let own: string | undefined;

/** One name per window. */
function connection(): string {
  own ??= newKey();
  return own;
}
