"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** False while a page is only what the server drew: a button without a form must not look pressable before it is heard. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
