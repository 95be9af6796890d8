"use client";

import { useRef } from "react";
import { useRun } from "./run-provider";

/** Names of the others who look at this item now; the same array while it doesn't change. */
export function useViewers(key: string): readonly string[] {
  const last = useRef<readonly string[]>([]);
  return useRun(({ present, you }) => {
    const names = present.filter((p) => p.itemKey === key && p.id !== you.personId).map((p) => p.name);
    if (names.length !== last.current.length || names.some((name, at) => name !== last.current[at]))
      last.current = names;
    return last.current;
  });
}
