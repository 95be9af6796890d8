"use client";

import { type ReactNode, useMemo } from "react";
import { readSnapshotText, type SnapshotText } from "@/lib/domain/snapshot-text";
import { Annunciator } from "./annunciator";
import { OverrideBanner } from "./override-banner";
import { liveRegionId } from "./run-announcer";
import { RunHeader } from "./run-header";
import { RunProvider } from "./run-provider";
import type { RunPageData } from "./run-types";
import { usePresence } from "./use-presence";
import { ViewProvider } from "./view-provider";

/** The run comes as text: React would take it apart and put it together again value by value, twice on the server. */
type Props = Omit<RunPageData, "snapshot"> & { text: SnapshotText; now: string; children: ReactNode };

/** What the run's screens share: its head, the four answers, and one connection to the server. */
export function RunFrame({ text, you, present, now, children }: Props) {
  const data = useMemo(() => ({ snapshot: readSnapshotText(text), you, present }), [text, you, present]);
  return (
    <RunProvider data={data} now={now}>
      <ViewProvider cursor={null}>
        <Present />
        <RunHeader />
        <Annunciator />
        <OverrideBanner />
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
