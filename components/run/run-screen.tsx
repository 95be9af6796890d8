"use client";

import { useEffect, useSyncExternalStore } from "react";
import { Sheet } from "@/components/ui/sheet";
import { indexDocument } from "@/lib/domain/template-tree";
import { AskDialogs } from "./ask-dialogs";
import { Checklist } from "./checklist";
import { ConfirmBar } from "./confirm-bar";
import { Inspector } from "./inspector/inspector";
import { PhaseNav } from "./phase-nav";
import { useRun, useRunStore } from "./run-provider";
import { RunToolbar } from "./run-toolbar";
import { showItem } from "./show-item";
import { useRunKeys } from "./use-run-keys";
import { useView, useViewStore } from "./view-provider";

/** Phases, checklist, inspector. Below 1100 px the inspector is a sheet, below 800 px the phases go. */
export function RunScreen({ item }: { item: string | null }) {
  const view = useViewStore();
  const { runId } = useRunStore();
  const cursor = useView((state) => state.cursor);
  const wide = useMedia("(width >= 68rem)");
  useRunKeys();
  useEffect(() => {
    view.set({ whole: true });
    // What a link's fragment names may have been beyond the part the server drew.
    const key = decodeURIComponent(window.location.hash.slice(1));
    if (key) document.getElementById(key)?.scrollIntoView();
  }, [view]);
  useEffect(() => {
    if (item) showItem(view, item);
  }, [view, item]);
  useEffect(() => {
    const url = cursor ? `/runs/${runId}?item=${encodeURIComponent(cursor)}` : `/runs/${runId}`;
    if (window.location.pathname === `/runs/${runId}`) window.history.replaceState(window.history.state, "", url);
  }, [cursor, runId]);
  return (
    <div className="mx-auto grid w-full max-w-[110rem] grid-cols-1 items-start min-[50rem]:grid-cols-[14.5rem_minmax(0,1fr)] min-[68rem]:grid-cols-[14.5rem_minmax(0,1fr)_23.5rem]">
      <div className="sticky top-[calc(var(--bar-height)+var(--annunciator,7.5rem))] max-h-[calc(100dvh-var(--bar-height)-var(--annunciator,7.5rem))] overflow-y-auto py-4 pr-2 pl-4 max-[50rem]:hidden">
        <PhaseNav />
      </div>
      <div className="min-w-0 px-3 py-4 sm:px-4">
        <RunToolbar />
        <ConfirmBar />
        <Checklist />
      </div>
      {wide ? (
        <aside
          aria-label="Inspector"
          className="sticky top-[calc(var(--bar-height)+var(--annunciator,7.5rem))] max-h-[calc(100dvh-var(--bar-height)-var(--annunciator,7.5rem))] overflow-y-auto py-4 pr-4 pl-1"
        >
          <Inspector />
        </aside>
      ) : (
        <InspectorSheet />
      )}
      <AskDialogs />
    </div>
  );
}

function InspectorSheet() {
  const view = useViewStore();
  const cursor = useView((state) => state.cursor);
  const open = useView((state) => state.inspecting && state.cursor !== null);
  const title = useRun((state) => indexDocument(state.snapshot.document).items.get(cursor ?? "")?.title ?? "Item");
  return (
    <Sheet
      open={open}
      onOpenChange={(next) => view.set({ inspecting: next })}
      title={title}
      className="bg-paper max-sm:h-dvh max-sm:max-h-dvh max-sm:rounded-none"
    >
      <Inspector titled={false} />
    </Sheet>
  );
}

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => window.matchMedia(query).matches,
    () => true,
  );
}
