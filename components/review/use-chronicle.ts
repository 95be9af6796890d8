"use client";

import { useState } from "react";
import type { ChronicleEvent, ChroniclePage } from "@/lib/domain/chronicle";
import { useRunStore } from "../run/run-provider";
import { request } from "../run/run-request";

export type Kind = ChronicleEvent["kind"] | "all";
type Shown = Pick<ChroniclePage, "events" | "earlier">;

/** The events that are shown: those of the page while nothing was asked for, then what was loaded of one kind. */
export function useChronicle(page: Shown) {
  const { runId } = useRunStore();
  const [kind, setKind] = useState<Kind>("all");
  const [loaded, setLoaded] = useState<Shown | null>(null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string>();
  const shown = loaded ?? page;
  const load = async (wanted: Kind, before: ChronicleEvent | undefined) => {
    setBusy(true);
    const query = new URLSearchParams({
      ...(wanted === "all" ? {} : { kind: wanted }),
      ...(before ? { before: String(before.seq) } : {}),
    });
    const answer = await request<Shown>(`/runs/${runId}/chronicle?${query}`).finally(() => setBusy(false));
    setRefused(answer.ok ? undefined : answer.message);
    if (!answer.ok) return;
    const { events, earlier } = answer.value;
    setLoaded({ events: before ? [...events, ...shown.events] : events, earlier });
  };
  const choose = (wanted: Kind) => {
    setKind(wanted);
    // Everything is here already: nobody waits for a server to leave some of it out.
    if (page.earlier === 0) return;
    if (wanted === "all") setLoaded(null);
    else void load(wanted, undefined);
  };
  const showEarlier = () => load(kind, shown.events[0]);
  const events = kind === "all" ? shown.events : shown.events.filter((event) => event.kind === kind);
  return { kind, choose, events, earlier: shown.earlier, showEarlier, busy, refused };
}
