"use client";

import { type ReactNode, useMemo } from "react";
import { readSnapshotText, type SnapshotText } from "@/lib/domain/snapshot-text";
import { EscalationAlert } from "../contact/escalation-alert";
import { Annunciator } from "./annunciator";
import { OverrideBanner } from "./override-banner";
import { RollbackAlert } from "./rollback-alert";
import { liveRegionId } from "./run-announcer";
import { RunHeader } from "./run-header";
import { RehearsalBand } from "./run-life";
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
        <RehearsalBand />
        <RunHeader />
        <Annunciator />
        <OverrideBanner />
        <RollbackAlert />
        <EscalationAlert />
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
