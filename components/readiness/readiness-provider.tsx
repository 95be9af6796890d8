"use client";

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import type { Readiness } from "@/lib/domain/assessment";
import { simulate } from "@/lib/domain/readiness";
import type { RunSnapshot } from "@/lib/domain/run";
import {
  isSupposing,
  nothingSupposed,
  type Supposed,
  type SupposedKind,
  suppose,
  supposedQuery,
  toggleSupposed,
} from "@/lib/domain/supposed";
import { indexDocument } from "@/lib/domain/template-tree";
import { useReadiness, useRun } from "../run/run-provider";

type Held = {
  /** As it is. */
  real: Readiness;
  /** As it would be; the same while nothing is supposed. */
  shown: Readiness;
  /** The run behind `shown`. */
  snapshot: RunSnapshot;
  now: string;
  supposed: Supposed;
  supposing: boolean;
  toggle: (kind: SupposedKind, ...keys: readonly string[]) => void;
  clear: () => void;
  gate: string | null;
  setGate: (key: string) => void;
};

const ReadinessContext = createContext<Held | null>(null);

/** One gate's readiness, as it is or as it would be; what is supposed stands in the address, and nowhere else. */
export function ReadinessProvider(props: { gate: string | null; supposed: Supposed; children: ReactNode }) {
  const run = useRun((state) => state.snapshot);
  const nowMs = useRun((state) => state.now);
  const known = indexDocument(run.document).gateByKey;
  const [gate, setGate] = useState(props.gate !== null && known.has(props.gate) ? props.gate : null);
  const [supposed, setSupposed] = useState(props.supposed);
  const real = useReadiness(gate ?? undefined);
  const now = new Date(nowMs).toISOString();
  const supposing = isSupposing(supposed);
  const snapshot = useMemo(() => suppose(run, supposed, now), [run, supposed, now]);
  const shown = useMemo(
    () => (supposing ? simulate(run, supposed, now, real.gate) : real),
    [run, supposed, now, real, supposing],
  );
  const path = `/runs/${run.run.id}/readiness`;
  useEffect(() => {
    if (window.location.pathname !== path) return;
    const query = [gate === null ? "" : `gate=${encodeURIComponent(gate)}`, supposedQuery(supposed)].filter(Boolean);
    const hash = window.location.hash;
    const url = query.length > 0 ? `${path}?${query.join("&")}${hash}` : `${path}${hash}`;
    window.history.replaceState(window.history.state, "", url);
  }, [gate, supposed, path]);
  const toggle = useCallback((kind: SupposedKind, ...keys: readonly string[]) => {
    setSupposed((before) => keys.reduce((next, key) => toggleSupposed(next, kind, key), before));
  }, []);
  const clear = useCallback(() => setSupposed(nothingSupposed), []);
  const held = { real, shown, snapshot, now, supposed, supposing, toggle, clear, gate, setGate };
  return <ReadinessContext value={held}>{props.children}</ReadinessContext>;
}

export function useShown(): Held {
  const held = useContext(ReadinessContext);
  if (!held) throw new Error("ReadinessProvider is missing above this component");
  return held;
}
