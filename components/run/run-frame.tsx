"use client";

import type { ReactNode } from "react";
import { Annunciator } from "./annunciator";
import { liveRegionId } from "./run-announcer";
import { RunHeader } from "./run-header";
import { RunProvider } from "./run-provider";
import type { RunPageData } from "./run-types";
import { usePresence } from "./use-presence";
import { ViewProvider } from "./view-provider";

/** What the run's screens share: its head, the four answers, and one connection to the server. */
export function RunFrame({ data, now, children }: { data: RunPageData; now: string; children: ReactNode }) {
  return (
    <RunProvider data={data} now={now}>
      <ViewProvider cursor={null}>
        <Present />
        <RunHeader />
        <Annunciator />
        {children}
        <div id={liveRegionId} role="status" aria-live="polite" className="sr-only" />
      </ViewProvider>
    </RunProvider>
  );
}

function Present() {
  usePresence();
  return null;
}
